"""A reading list: save links, keep copies of the pages, read them later.

Some of its handlers make every other request wait. They are here to be found: run ``mypy`` in the folder above.
"""
