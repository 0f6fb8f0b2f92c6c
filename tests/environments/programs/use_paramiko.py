import paramiko
from paramiko import SSHClient


def client():
    made = SSHClient()
    made.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    return made


async def handler():
    ssh = client()
    ssh.connect("host")  # blocks: network
    ssh.open_sftp().put("file", "file")  # blocks: network
