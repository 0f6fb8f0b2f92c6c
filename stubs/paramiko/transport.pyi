from paramiko import Transport as Transport
