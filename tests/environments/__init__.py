"""The same source in environments with and without stubs."""
