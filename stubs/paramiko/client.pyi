from paramiko import SSHClient as SSHClient
