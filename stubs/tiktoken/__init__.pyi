"""The first use of an encoding downloads it."""

from noblock import blocking

@blocking("cached")
def encoding_for_model(): ...
@blocking("cached")
def get_encoding(): ...
