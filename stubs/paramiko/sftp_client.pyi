from paramiko import SFTPClient as SFTPClient
