from paramiko import SFTPFile as SFTPFile
