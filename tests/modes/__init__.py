"""The mode test: random edits to small random projects, in every mode of mypy the answer of a cold run."""
