"""Take the signature of a function in a marker stub apart."""

from __future__ import annotations

import ast


def parameters_of(arguments: ast.arguments) -> tuple[str, ...]:
    """Return the names of parameters in the form that marks have them: ``*`` stands before those without a position."""
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    if arguments.vararg:
        names.append(f"*{arguments.vararg.arg}")
    elif arguments.kwonlyargs:
        names.append("*")
    names.extend(argument.arg for argument in arguments.kwonlyargs)
    if arguments.kwarg:
        names.append(f"**{arguments.kwarg.arg}")
    return tuple(names)


def without_stars(arguments: ast.arguments) -> list[ast.arg]:
    """Return the parameters that take one argument each."""
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def defaults_of(arguments: ast.arguments) -> list[ast.expr]:
    """Return the defaults of parameters."""
    return [*arguments.defaults, *(value for value in arguments.kw_defaults if value is not None)]


def types_of(arguments: ast.arguments) -> list[ast.expr]:
    """Return the types of parameters."""
    starred = [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]
    return [
        argument.annotation for argument in (*without_stars(arguments), *starred) if argument.annotation is not None
    ]
