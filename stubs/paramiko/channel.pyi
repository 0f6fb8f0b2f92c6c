from paramiko import Channel as Channel
