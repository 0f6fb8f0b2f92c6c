"""Know how full names of functions are made that Python itself has no names for."""

from __future__ import annotations

# The end of the name of a function's own body, where decorators make something else of the function.
BODY = ".<body>"
# The end of the name of what sets a property, or an attribute that is called.
SETTER = ".setter"
# The end of the name of what makes the default of a field.
FACTORY = ".factory"
# What stands, in the name of what a method comes to, before the name of one that it runs through ``super()``.
BEHIND = ".<locals>.<super "
# The methods that run when a class is called.
CONSTRUCTORS = ("__new__", "__init__", "__post_init__", "__attrs_post_init__")
# Those of them that a constructor calls which is made from fields.
POST_INIT = CONSTRUCTORS[2:]
# The receiver of a call that runs a method itself rather than what may override it.
SUPER = "super()"


def label(name: str) -> str:
    """The name of a function as a reader knows it, without the marks of nesting."""
    if BEHIND in name:
        name = name.rpartition(BEHIND)[2].removesuffix(">")
    return name.replace(".<locals>", "").replace(BODY, "")
