import typing

# The terminal, as sys.stdout and sys.stderr are; mypy takes them for files.
__stderr__: typing.TextIO
__stdout__: typing.TextIO
