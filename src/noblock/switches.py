"""Name the parameters of constructors in needs.

``if self.proxy:`` asks for what the constructor was handed, where that is all that the attribute ever holds. Such a
need names the parameter together with the constructor, ``app.Client.__init__(proxy)``, in every form that needs have;
it is settled where it is seen how the object was made, and counts for nothing where it is not.
"""

from __future__ import annotations


def kept(constructor: str, parameter: str) -> str:
    """Return the name of a parameter of a constructor, by the full name of that one."""
    return f"{constructor}({parameter})"


def constructor_of(need: str) -> str:
    """Return the full name of the constructor that a need names a parameter of, empty if it names none."""
    before, bracket, _ = need.partition("(")
    return before.removeprefix("not ") if bracket and " " not in before.removeprefix("not ") else ""


def bare(need: str) -> str:
    """Return a need with the parameter's own name alone."""
    constructor = constructor_of(need)
    return need.replace(f"{constructor}(", "", 1).replace(")", "", 1) if constructor else need
