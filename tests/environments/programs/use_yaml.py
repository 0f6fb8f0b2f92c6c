import yaml


def settings(path):
    with open(path) as file:
        return yaml.safe_load(file)


async def handler():
    settings("settings.yaml")  # blocks: file
    yaml.safe_load("a: 1")
