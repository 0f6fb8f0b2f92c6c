"""Read marker stubs: annotated ``.pyi`` files that say how somebody else's functions behave.

A marker stub is valid Python with a closed grammar, checked here with the standard library's ``ast``: imports, classes,
and functions that carry marks. Whatever else stands in it is an error with file and line, because a reader that skips
what it does not understand hides a typo for years. The path of a stub is the module that users import, and the names in
it are public ones.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from noblock import messages
from noblock.declarations import VARIABLE, Mark
from noblock.expressions import Expressions
from noblock.marks import MARKS, MARKS_OF_CLASSES, made_mark, mark_problem, merged_marks
from noblock.signatures import defaults_of, parameters_of, types_of, without_stars

_ACCESSORS = ("property", "staticmethod", "classmethod")
_OVERLOADS = ("typing.overload", "typing_extensions.overload")
_TYPING = ("overload", "Literal")
_STATEMENTS = "an import, a class, a marked function or a variable with a type"
_MEMBERS = "a marked method, a class or an attribute with a type"


class StubError(Exception):
    """A marker stub says something that cannot be understood; the text starts with the file and the line."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(messages.mistake(path, line, problem))


@dataclass(frozen=True, slots=True)
class StubClass:
    """The marks of a class: of its members by name, and of all methods that have none of their own."""

    bases: tuple[str, ...] = ()
    members: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    every_method: Mark | None = None


@dataclass(frozen=True, slots=True)
class Stub:
    """What one marker stub says, by the names in its module; ``given`` are marked elsewhere, ``lines`` of the rest."""

    functions: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    classes: dict[str, StubClass] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict, compare=False)


def read_stub(path: Path, module: str) -> Stub:
    """Read one marker stub.

    Raises:
        StubError: It cannot be read, or holds something outside the grammar.
    """
    try:
        source = path.read_text(encoding="utf-8")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of some texts that it can read
            tree = ast.parse(source, filename=str(path))
    except SyntaxError as error:
        raise StubError(path, error.lineno or 1, messages.unreadable(error.msg)) from None
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        raise StubError(path, 1, messages.unreadable(str(error))) from None
    return _Reader(path, module).read(tree)


class _Reader:
    """Reads the statements of one stub."""

    def __init__(self, path: Path, module: str) -> None:
        self._path = path
        self._module = module
        self._expressions = Expressions(self._fail)
        self._overloaded: set[str] = set()
        self._stub = Stub()

    def read(self, tree: ast.Module) -> Stub:
        for statement in tree.body:
            match statement:
                case ast.Import() | ast.ImportFrom():
                    self._expressions.take_in(statement)
                case ast.ClassDef():
                    self._expressions.define(statement.name, f"{self._module}.{statement.name}")
        for statement in tree.body:
            match statement:
                case ast.Import() | ast.ImportFrom() | ast.Expr(ast.Constant(str())):
                    pass
                case ast.FunctionDef():
                    self._add(self._stub.functions, statement, "")
                case ast.ClassDef():
                    self._read_class(statement, "")
                case ast.AnnAssign(target=ast.Name(id=name), annotation=held, value=None):
                    self._add_variable(self._stub.functions, statement, name, held)
                case _:
                    self._fail(statement, messages.outside_grammar(_STATEMENTS))
        return replace(self._stub, given=self._expressions.given)

    def _fail(self, node: ast.AST, problem: str) -> NoReturn:
        raise StubError(self._path, getattr(node, "lineno", 1), problem)

    def _read_class(self, node: ast.ClassDef, outer: str) -> None:
        name = f"{outer}{node.name}"
        self._check_new(node, name)
        self._refuse(node.keywords, "a class without keywords")
        self._refuse(getattr(node, "type_params", []), "a class without type parameters")  # Python 3.12
        marks = self._marks(node, node.decorator_list, ())
        for decorator, (mark, _) in zip(node.decorator_list, marks, strict=True):
            if mark not in MARKS_OF_CLASSES:
                self._fail(decorator, messages.misused_mark(mark, "a function, not a class"))
        members: dict[str, tuple[Mark, ...]] = {}
        bases = tuple(self._expressions.class_name(base) for base in node.bases)
        self._stub.classes[name] = StubClass(bases, members, self._merged(node, marks) if marks else None)
        for statement in node.body:
            match statement:
                case ast.FunctionDef():
                    self._add(members, statement, f"{name}.")
                case ast.ClassDef():
                    self._read_class(statement, f"{name}.")
                case ast.AnnAssign(target=ast.Name(id=short), annotation=held, value=None):
                    self._add_variable(members, statement, short, held, f"{name}.")
                case ast.Expr() if _is_filler(statement):
                    pass
                case _:
                    self._fail(statement, messages.outside_grammar(_MEMBERS))

    def _check_new(self, node: ast.stmt, name: str) -> None:
        if name in self._stub.lines:
            self._fail(node, messages.duplicate_name(name.rpartition(".")[2], self._stub.lines[name]))
        self._stub.lines[name] = node.lineno

    def _add_variable(
        self, known: dict[str, tuple[Mark, ...]], node: ast.AnnAssign, name: str, held: ast.expr, owner: str = ""
    ) -> None:
        """Take in what a variable of a module or an attribute holds."""
        self._check_new(node, f"{owner}{name}")
        known[name] = (Mark(returns=self._expressions.class_name(held), accessor=VARIABLE),)

    def _add(self, known: dict[str, tuple[Mark, ...]], node: ast.FunctionDef, owner: str) -> None:
        """Take in a function or a method, after the overloads of its name."""
        name = f"{owner}{node.name}"
        forms, marks = self._sorted(node.decorator_list)
        is_overload = "overload" in forms
        if not is_overload or name not in self._overloaded:
            self._check_new(node, name)
        if is_overload:
            self._overloaded.add(name)
        if forms - {"overload"} and not owner:
            self._fail(node, messages.outside_grammar("a function, not a method"))
        mark = self._read_function(node, marks, is_overload=is_overload)
        mark = replace(mark, accessor="".join(forms & {*_ACCESSORS}))
        known[node.name] = (*known.get(node.name, ()), mark)

    def _sorted(self, decorators: list[ast.expr]) -> tuple[set[str], list[ast.expr]]:
        """Tell what decorators say about the form of a function from those that mark it."""
        forms: set[str] = set()
        marks: list[ast.expr] = []
        for decorator in decorators:
            name = self._expressions.dotted(_callee(decorator))
            form = "overload" if name in _OVERLOADS else name
            if form not in ("overload", *_ACCESSORS) or name == "overload":
                marks.append(decorator)
            elif isinstance(decorator, ast.Call):
                self._fail(decorator, messages.outside_grammar(f'"{form}" without arguments'))
            else:
                forms.add(form)
        return forms, marks

    def _read_function(self, node: ast.FunctionDef, decorators: list[ast.expr], *, is_overload: bool) -> Mark:
        for part in node.body:
            if not isinstance(part, ast.Expr) or not _is_filler(part):
                self._fail(part, messages.outside_grammar('a body of "..."'))
        self._refuse(getattr(node, "type_params", []), "a function without type parameters")  # Python 3.12
        self._refuse(defaults_of(node.args), "a parameter without a default")
        self._refuse([] if is_overload else types_of(node.args), "types of parameters only in overloads")
        parameters = parameters_of(node.args)
        marks = self._marks(node, decorators, parameters)
        returns = self._returned(node.returns, parameters) if node.returns is not None else ""
        if not marks and not returns:
            self._fail(node, messages.outside_grammar(f'a mark or a return type on "{node.name}"'))
        asked = without_stars(node.args) if is_overload else []
        asked = [one for one in asked if one.arg not in ("self", "cls") or one.annotation is not None]
        requires = tuple(map(self._expressions.requirement, asked))
        return replace(self._merged(node, marks), parameters=parameters, requires=requires, returns=returns)

    def _marks(
        self, node: ast.FunctionDef | ast.ClassDef, decorators: list[ast.expr], parameters: tuple[str, ...]
    ) -> list[tuple[str, Mark]]:
        """Return the marks among some decorators, with their names."""
        found: list[tuple[str, Mark]] = []
        for decorator in decorators:
            name, mark = self._read_mark(decorator, parameters)
            if any(name == other and mark.is_context == known.is_context for other, known in found):
                self._fail(decorator, messages.repeated_mark(name, node.name))
            found.append((name, mark))
        return found

    def _read_mark(self, decorator: ast.expr, parameters: tuple[str, ...]) -> tuple[str, Mark]:
        call = decorator if isinstance(decorator, ast.Call) else None
        full = self._expressions.dotted(_callee(decorator))
        name = full.removeprefix("noblock.")
        if full in MARKS:
            self._fail(decorator, messages.not_imported(full, "noblock"))
        if full in _TYPING:
            self._fail(decorator, messages.not_imported(full, "typing"))
        if name not in MARKS or name == full:
            self._fail(decorator, messages.unknown_mark(name, MARKS))
        words = [self._expressions.text(argument, name) for argument in call.args] if call else []
        named = {word.arg or "**": self._expressions.text(word.value, name) for word in call.keywords} if call else {}
        problem = mark_problem(name, call is not None, words, named, parameters)
        if problem:
            self._fail(decorator, problem)
        return name, made_mark(name, words, named)

    def _merged(self, node: ast.FunctionDef | ast.ClassDef, marks: list[tuple[str, Mark]]) -> Mark:
        merged = Mark()
        for _, mark in marks:
            both = merged_marks(merged, mark)
            if both is None:
                self._fail(node, messages.contradictory_marks(node.name))
            merged = both
        return merged

    def _refuse(self, nodes: Sequence[ast.AST], expected: str) -> None:
        """Refuse what a marker stub has no use for, where it stands."""
        for node in nodes:
            self._fail(node, messages.outside_grammar(expected))

    def _returned(self, node: ast.expr, parameters: tuple[str, ...]) -> str:
        """Return the class of what a function returns, or the parameter whose result it stands for."""
        if isinstance(node, ast.Name) and node.id in parameters:
            return node.id
        return self._expressions.class_name(node)


def _callee(decorator: ast.expr) -> ast.expr:
    return decorator.func if isinstance(decorator, ast.Call) else decorator


def _is_filler(statement: ast.Expr) -> bool:
    return isinstance(statement.value, ast.Constant) and (
        statement.value.value is ... or isinstance(statement.value.value, str)
    )
