import pexpect


class Terminal:
    child = None

    def start(self):
        self.child = pexpect.spawn("ssh host")

    def login(self):
        self.child.expect("password")


async def handler(terminal: Terminal):
    terminal.start()  # blocks: subprocess
    terminal.login()  # blocks: subprocess
