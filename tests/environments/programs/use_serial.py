import serial


class Port:
    def __init__(self, name="/dev/ttyS0"):
        self.port = serial.Serial(name)

    def ask(self):
        self.port.write(b"?")
        return self.port.readline()


async def handler(port: Port):
    port.ask()  # blocks: file
