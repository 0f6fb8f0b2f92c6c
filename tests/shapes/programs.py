"""Random programs of every shape that this Python has: all kinds of statements, expressions and patterns.

They make no sense and are full of type errors, but compile. Names are few, so that they mean something often: modules
with functions that block, and functions, classes and variables of the program itself.

Long, because every kind of syntax has a line.
"""

from __future__ import annotations

import random
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from textwrap import indent

NAMES = ("a", "b", "c", "f", "g", "h", "C", "D", "self", "time", "open", "asyncio", "sleep", "print", "Any", "Lock")
ATTRIBUTES = ("sleep", "read", "to_thread", "f", "a", "append", "__class__", "run_in_executor", "path", "acquire")
TYPES = (
    "int",
    "str | None",
    "list[C]",
    "Any",
    "Callable[..., int]",
    "'D'",
    "type[C]",
    "tuple[int, ...]",
    "Self",
    "AnyStr",
)
DECORATORS = (
    "property",
    "staticmethod",
    "classmethod",
    "cache",
    "contextmanager",
    "f",
    "f(a)",
    "C().f",
    "(lambda x: x)",
)
DEFAULTS = ("[X = int]",) if sys.version_info >= (3, 13) else ()
OPERATORS = ("+", "-", "*", "/", "//", "%", "@", "**", "<<", ">>", "&", "|", "^")
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in")
HEAD = """\
import asyncio, time
from collections.abc import Callable
from contextlib import contextmanager
from functools import cache, partial
from threading import Lock
from time import sleep
from typing import Any, AnyStr
from typing_extensions import Self
"""


@dataclass(frozen=True)
class Around:
    """What stands around a statement."""

    in_function: bool = False
    in_async: bool = False
    in_generator: bool = False
    in_loop: bool = False
    in_class: bool = False
    in_comprehension: bool = False


def programs(first: int) -> Iterator[tuple[int, str]]:
    """Yield programs with their seeds, passing over the few that this Python does not compile."""
    for seed in count(first):
        text = Program(seed).text()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(text, "program", "exec")
        except (SyntaxError, SystemError):  # the latter is a bug of Python 3.12.1
            continue
        yield seed, text


class Program:
    """One random program, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._around = Around()

    def text(self) -> str:
        """Return the program."""
        return HEAD + "".join(self._statement(3) for _ in range(10))

    def _any(self, *choices: str | Callable[[], str]) -> str:
        chosen = self._chance.choice(choices)
        return chosen if isinstance(chosen, str) else chosen()

    def _block(self, depth: int, around: Around | None = None) -> str:
        before, self._around = self._around, around or self._around
        text = "".join(self._statement(depth) for _ in range(self._chance.randint(1, 2)))
        self._around = before
        return indent(text, "    ")

    def _statement(self, depth: int) -> str:
        kinds = [self._assignment, self._expression_statement, self._small]
        if depth > 0:
            kinds += [
                self._function,
                self._class,
                self._function,
                self._if,
                self._loop,
                self._with,
                self._try,
                self._match,
            ]
        return self._chance.choice(kinds)(depth)

    def _name(self) -> str:
        return self._chance.choice(NAMES)

    def _target(self, depth: int) -> str:
        e = self._expression
        plain = self._chance.choice("abc")
        return self._any(
            plain, plain, f"{self._name()}.a", lambda: f"{self._name()}[{e(1)}]",
            lambda: f"{plain}, *{self._chance.choice('abc')}", lambda: f"({plain}, [{plain}, {self._name()}.b])",
        )  # fmt: skip

    def _assignment(self, depth: int) -> str:
        e, plain = self._expression, self._chance.choice("abc")
        return self._any(
            lambda: f"{self._target(2)} = {e(3)}\n",
            lambda: f"{self._target(2)} = {self._target(2)} = {e(2)}\n",
            lambda: f"{plain} {self._chance.choice(OPERATORS)}= {e(2)}\n",
            lambda: f"{plain}_{depth}: {self._chance.choice(TYPES)} = {e(2)}\n",
            lambda: f"{plain}: {self._chance.choice(TYPES)}\n",
            lambda: f"del {self._name()}.a, {self._name()}[{e(1)}]\n",
            *([f"type T{depth}[X: int, *Y, **Z] = list[X]\n", "type U = int\n"] if sys.version_info >= (3, 12) else []),
        )

    def _expression_statement(self, depth: int) -> str:
        return f"{self._expression(3)}\n"

    def _small(self, depth: int) -> str:
        e, around = self._expression, self._around
        choices: list[str | Callable[[], str]] = [
            "pass\n", "...\n", "'text'\n", "import os.path as b, sys\n", "from os import path, sep as c\n",
            lambda: f"assert {e(2)}, {e(1)}\n", lambda: f"raise {e(1)} from {e(1)}\n", lambda: f"if {e(1)}: raise\n",
        ]  # fmt: skip
        if around.in_loop:
            choices += ["break\n", "continue\n"]
        if around.in_function:
            choices += ["global G\n", lambda: f"if {e(1)}: return\n"]
            choices += [] if around.in_async and around.in_generator else [lambda: f"return {e(2)}\n"]
        return self._any(*choices)

    def _function(self, depth: int) -> str:
        around = self._around
        is_async, is_generator = self._chance.random() < 0.4, self._chance.random() < 0.3
        inside = Around(in_function=True, in_async=is_async, in_generator=is_generator)
        name = self._chance.choice("fgh")
        decorators = "".join(
            f"@{one}\n" for one in self._chance.sample(DECORATORS, self._chance.choice((0, 0, 1, 2)))
        )  # fmt: skip
        parameters = ", ".join(filter(None, ("self" if around.in_class else "", self._parameters(typed=True))))
        returns = self._any("", "", f" -> {self._chance.choice(TYPES)}")
        types = self._any("", "", "[X]", "[X: (int, str), *Y, **Z]", *DEFAULTS) if sys.version_info >= (3, 12) else ""
        head = f"{'async ' if is_async else ''}def {name}{types}({parameters}){returns}:\n"
        scope = "    b = 1\n    def inner():\n        nonlocal b\n        b = sleep\n    inner()\n"
        return decorators + head + self._any("", "", scope) + self._block(depth - 1, inside)

    def _parameters(self, *, typed: bool) -> str:
        e = self._expression
        kind = f": {self._chance.choice(TYPES)}" if typed and self._chance.random() < 0.5 else ""
        return self._any(
            "", f"x{kind}", f"x{kind}, /, y", f"*x{kind}", f"*, x{kind}, y=1", f"x=0, *y, z{kind}, **w",
            lambda: f"x{kind}={e(1)}", f"x{kind}=None", lambda: f"x, y={e(2)}", "**x",
        )  # fmt: skip

    def _class(self, depth: int) -> str:
        bases = self._any("", "", "()", "(C)", "(C, D)", "(Any, metaclass=type)", f"({self._expression(1)})", "(*a)")
        types = self._any("", "", "[X]") if sys.version_info >= (3, 12) else ""
        decorators = self._any("", "", "", f"@{self._expression(1)}\n")
        inside = Around(in_class=True)
        return f"{decorators}class {self._chance.choice('CD')}{types}{bases}:\n{self._block(depth - 1, inside)}"

    def _if(self, depth: int) -> str:
        e, b = self._expression, self._block
        return f"if {e(2)}:\n{b(depth - 1)}" + self._any(
            "", lambda: f"else:\n{b(depth - 1)}", lambda: f"elif {e(1)}:\n{b(depth - 1)}"
        )

    def _loop(self, depth: int) -> str:
        e, inside = self._expression, replace(self._around, in_loop=True)
        awaited = self._any("async ", "") if self._around.in_async else ""
        head = self._any(lambda: f"{awaited}for {self._target(1)} in {e(2)}", lambda: f"while {e(2)}")
        end = self._any("", lambda: f"else:\n{self._block(depth - 1)}")
        return f"{head}:\n{self._block(depth - 1, inside)}{end}"

    def _with(self, depth: int) -> str:
        e = self._expression
        awaited = self._any("async ", "") if self._around.in_async else ""
        items = self._any(
            lambda: e(2), lambda: f"{e(1)} as {self._chance.choice('abc')}",
            lambda: f"({e(1)} as a, {e(1)} as {self._name()}.b)", lambda: f"open({e(1)}), {e(1)}",
        )  # fmt: skip
        return f"{awaited}with {items}:\n{self._block(depth - 1)}"

    def _try(self, depth: int) -> str:
        e = self._expression
        star = "*" if sys.version_info >= (3, 11) and self._chance.random() < 0.3 else ""
        stays = replace(self._around, in_loop=False, in_function=False)  # nothing may leave it
        inside = stays if star else self._around
        kinds = [e(1), "OSError as a", "(OSError, ValueError)"]
        kinds += ["OSError, ValueError"] if sys.version_info >= (3, 14) else []
        handler = f"except{star} {self._chance.choice(kinds)}:\n{self._block(depth - 1, inside)}"
        end = self._any("", lambda: f"else:\n{self._block(depth - 1)}")
        final = f"finally:\n{self._block(depth - 1, stays)}"
        return f"try:\n{self._block(depth - 1)}" + self._any(handler + end, handler + end + final, final)

    def _match(self, depth: int) -> str:
        e, b = self._expression, self._block
        cases = [f"case {self._pattern(2)}{self._any('', f' if {e(1)}')}:\n{b(depth - 1)}" for _ in range(2)]
        return f"match {e(2)}:\n{indent(''.join(cases), '    ')}"

    def _pattern(self, depth: int) -> str:
        if depth == 0:
            return self._any("1", "-2.5", "'x'", "None", "True", "time.sleep", "int()", "[]", "{}", "1 + 2j")
        p = self._pattern
        return self._any(
            lambda: p(0), lambda: f"({p(depth - 1)}) as a{depth}", lambda: f"[{p(depth - 1)}, *b{depth}]",
            lambda: f"{{'k': {p(depth - 1)}, **c{depth}}}", lambda: f"C({p(depth - 1)}, a={p(0)})",
            lambda: f"({p(0)} | {p(0)})", lambda: f"[{p(0)}, *_]", lambda: f"({p(0)}, {p(depth - 1)})",
        )  # fmt: skip

    def _expression(self, depth: int) -> str:
        if depth <= 0:
            return self._any(self._name, self._name, self._name, "1", "'s'", "b'x'", "None", "...", "1.5j", "()", "[]")
        return self._chance.choice(
            (self._call, self._call, self._attribute, self._operation, self._display, self._scoped)
        )(depth)

    def _call(self, depth: int) -> str:
        e = self._expression
        return self._any(
            lambda: f"time.sleep({e(depth - 1)})", lambda: f"{e(depth - 1)}({e(depth - 2)})".replace("...(", "f("),
            lambda: f"({e(depth - 1)})({e(depth - 2)}, *{self._name()}, k={e(depth - 2)}, **{self._name()})",
            lambda: f"asyncio.to_thread({e(depth - 1)}, {e(depth - 2)})", lambda: f"partial({e(depth - 1)})()",
            lambda: f"list({self._comprehension(depth)})", lambda: f"C().f({e(depth - 2)})", "open('x').read()",
            lambda: f"sorted({e(depth - 2)}, key={e(depth - 1)})", "super().f()",
        )  # fmt: skip

    def _attribute(self, depth: int) -> str:
        e = self._expression
        return self._any(
            lambda: f"({e(depth - 1)}).{self._chance.choice(ATTRIBUTES)}", lambda: f"({e(depth - 1)})[{e(depth - 2)}]",
            lambda: f"({e(depth - 1)})[{e(depth - 2)}:{e(depth - 2)}:{e(depth - 2)}, ...]", f"{self._name()}[:]",
        )  # fmt: skip

    def _operation(self, depth: int) -> str:
        e = self._expression
        one, two = self._chance.sample(COMPARISONS, 2)
        return self._any(
            lambda: f"({e(depth - 1)} {self._chance.choice(OPERATORS)} {e(depth - 2)})",
            lambda: f"({e(depth - 1)} {one} {e(depth - 2)} {two} a)",
            lambda: f"({self._chance.choice(('not ', '-', '+', '~'))}{e(depth - 1)})",
            lambda: f"({e(depth - 1)} {self._chance.choice(('and', 'or'))} {e(depth - 2)})",
            lambda: f"({e(depth - 1)} if {e(depth - 2)} else {e(depth - 2)})",
        )

    def _display(self, depth: int) -> str:
        e = self._expression
        return self._any(
            lambda: f"[{e(depth - 1)}, *{self._name()}]", lambda: f"{{{e(depth - 1)}, {e(depth - 2)}}}",
            lambda: f"{{'k': {e(depth - 1)}, **{self._name()}}}", lambda: f"({e(depth - 1)}, {e(depth - 2)})",
            lambda: f"f'x{{({self._name()})!r:>{{{self._name()}}}}}'", "rf'{a}' 'b'",
            *(["t'x{a!r:{b}}'"] if sys.version_info >= (3, 14) else []),
        )  # fmt: skip

    def _scoped(self, depth: int) -> str:
        e, around = self._expression, self._around
        alone = Around(in_comprehension=around.in_comprehension)
        if self._chance.random() < 0.5:
            return self._comprehension(depth)
        choices: list[str | Callable[[], str]] = [
            lambda: f"(lambda {self._parameters(typed=False)}: {self._inside(alone, depth - 1)})",
        ]
        if not around.in_comprehension:
            choices.append(lambda: f"(b := {e(depth - 1)})")
        if around.in_async:
            choices.append(lambda: f"(await {e(depth - 1)})")
        if around.in_generator and not around.in_comprehension:
            choices += [lambda: f"(yield {e(depth - 1)})", "(yield)"]
            choices += [] if around.in_async else [lambda: f"(yield from {e(depth - 1)})"]
        return self._any(*choices)

    def _comprehension(self, depth: int) -> str:
        inside = replace(self._around, in_comprehension=True)
        one, two, three = (self._inside(inside, depth - 1 - (number > 0)) for number in range(3))
        awaited = self._any("async ", "") if inside.in_async else ""
        bound = "" if self._around.in_class else "b := "
        return self._any(
            f"[{one} {awaited}for x in {two} if {three} for y in x]", f"{{{one} {awaited}for x in {two}}}",
            f"({one} {awaited}for x, *y in {two})", f"{{{one}: {three} {awaited}for x in {two}}}",
            f"[({bound}x) for x in a]" if not self._around.in_comprehension else "a",
        )  # fmt: skip

    def _inside(self, around: Around, depth: int) -> str:
        """Return an expression that stands in a scope of its own."""
        before, self._around = self._around, around
        text = self._expression(depth)
        self._around = before
        return text
