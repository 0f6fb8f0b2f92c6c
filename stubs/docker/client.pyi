from docker import DockerClient as DockerClient
from docker import from_env as from_env
