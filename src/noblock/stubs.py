"""Read marker stubs: annotated ``.pyi`` files that say how somebody else's functions behave.

A marker stub is valid Python with a closed grammar, checked here with the standard library's ``ast``: imports, classes,
and functions that carry marks. Whatever else stands in it is an error with file and line, because a reader that skips
what it does not understand hides a typo for years. The path of a stub is the module that users import, and the names in
it are public ones.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from noblock import messages
from noblock.categories import CATEGORIES
from noblock.model import Mark, Requirement

MARKS = ("blocking", "nonblocking", "offload", "calls", "on_loop")
_ACCESSORS = {"property", "staticmethod", "classmethod"}
_HARMLESS_IMPORTS = {"__future__", "typing"}


class StubError(Exception):
    """A marker stub says something that cannot be understood; the text starts with the file and the line."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: error: {problem}")


@dataclass(frozen=True, slots=True)
class StubClass:
    """The marks of a class: of its members by name, and of all methods that have none of their own."""

    bases: tuple[str, ...] = ()
    members: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    every_method: Mark | None = None


@dataclass(frozen=True, slots=True)
class Stub:
    """What one marker stub says, by the names inside its module."""

    functions: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    classes: dict[str, StubClass] = field(default_factory=dict)


def stub_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the module name and the path of every marker stub below a folder, sorted by module."""
    found = []
    for path in folder.rglob("*.pyi"):
        parts = path.relative_to(folder).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append((module, path))
    yield from sorted(found)


def read_stub(path: Path, module: str) -> Stub:
    """Read one marker stub.

    Raises:
        StubError: It cannot be read, or holds something outside the grammar.
    """
    try:
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source, filename=str(path))
    except SyntaxError as error:
        raise StubError(path, error.lineno or 1, messages.unreadable(error.msg)) from None
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        raise StubError(path, 1, messages.unreadable(str(error))) from None
    return _Reader(path, module).read(tree)


class _Reader:
    """Reads the tree of one stub, and remembers what its imports made known."""

    def __init__(self, path: Path, module: str) -> None:
        self._path = path
        self._module = module
        self._names: dict[str, str] = {}

    def read(self, tree: ast.Module) -> Stub:
        stub = Stub()
        lines: dict[str, int] = {}
        classes = [statement.name for statement in tree.body if isinstance(statement, ast.ClassDef)]
        self._names.update((name, f"{self._module}.{name}") for name in classes)
        for statement in tree.body:
            match statement:
                case ast.Import() | ast.ImportFrom():
                    self._read_import(statement)
                case ast.FunctionDef():
                    mark, is_overload = self._read_function(statement)
                    self._add(stub.functions, statement, mark, is_overload, lines)
                case ast.ClassDef():
                    if statement.name in lines:
                        self._fail(statement, messages.duplicate_name(statement.name, lines[statement.name]))
                    lines[statement.name] = statement.lineno
                    self._read_class(statement, "", stub.classes)
                case ast.Expr(ast.Constant(str())):
                    pass
                case _:
                    self._fail(statement, messages.outside_grammar("an import, a class or a marked function"))
        return stub

    def _fail(self, node: ast.AST, problem: str) -> NoReturn:
        raise StubError(self._path, getattr(node, "lineno", 1), problem)

    def _read_import(self, statement: ast.Import | ast.ImportFrom) -> None:
        source = statement.module or "" if isinstance(statement, ast.ImportFrom) else ""
        for alias in statement.names:
            if source == "noblock" and alias.name not in MARKS:
                self._fail(statement, messages.unknown_mark(alias.name, MARKS))
            bound = alias.asname or alias.name.partition(".")[0]
            full = f"{source}.{alias.name}" if source else alias.name if alias.asname else bound
            self._names[bound] = full

    def _read_class(self, node: ast.ClassDef, outer: str, classes: dict[str, StubClass]) -> None:
        every_method = None
        for decorator in node.decorator_list:
            every_method = self._merged(node, every_method or Mark(), self._read_mark(decorator, ()))
        name = f"{outer}{node.name}"
        members: dict[str, tuple[Mark, ...]] = {}
        lines: dict[str, int] = {}
        classes[name] = StubClass(tuple(self._dotted(base) for base in node.bases), members, every_method)
        for statement in node.body:
            match statement:
                case ast.FunctionDef():
                    mark, is_overload = self._read_function(statement, in_class=True)
                    self._add(members, statement, mark, is_overload, lines)
                case ast.ClassDef():
                    self._read_class(statement, f"{name}.", classes)
                case ast.Expr() if _is_filler(statement):
                    pass
                case _:
                    self._fail(statement, messages.outside_grammar("a marked method or a class"))

    def _add(
        self,
        marks: dict[str, tuple[Mark, ...]],
        node: ast.FunctionDef,
        mark: Mark,
        is_overload: bool,
        lines: dict[str, int],
    ) -> None:
        if node.name in lines and not is_overload:
            self._fail(node, messages.duplicate_name(node.name, lines[node.name]))
        lines[node.name] = node.lineno
        marks[node.name] = (*marks.get(node.name, ()), mark)

    def _read_function(self, node: ast.FunctionDef, *, in_class: bool = False) -> tuple[Mark, bool]:
        if not all(isinstance(part, ast.Expr) and _is_filler(part) for part in node.body):
            self._fail(node.body[0], messages.outside_grammar('a body of "..."'))
        parameters = _parameters(node.args)
        mark: Mark | None = None
        is_overload = False
        accessor = ""
        for decorator in node.decorator_list:
            name = self._dotted(decorator)
            if name in ("overload", "typing.overload"):
                is_overload = True
            elif name in _ACCESSORS:
                accessor = name
            else:
                mark = self._merged(node, mark or Mark(), self._read_mark(decorator, parameters))
        returns = self._dotted(node.returns) if node.returns is not None else ""
        if mark is None and not returns:
            self._fail(node, messages.outside_grammar(f'a mark or a return type on "{node.name}"'))
        if accessor and not in_class:
            self._fail(node, messages.outside_grammar("a function, not a method"))
        mark = mark or Mark()
        requires = tuple(self._requirements(node.args)) if is_overload else ()
        return Mark(
            mark.category, mark.use, mark.decides, parameters, mark.offloads, mark.calls, mark.calls_as,
            mark.loops, mark.is_context, requires, returns, accessor,
        ), is_overload  # fmt: skip

    def _read_mark(self, decorator: ast.expr, parameters: tuple[str, ...]) -> Mark:
        call = decorator if isinstance(decorator, ast.Call) else None
        name = self._dotted(call.func if call else decorator).removeprefix("noblock.")
        if name not in MARKS or self._names.get(name, f"noblock.{name}") != f"noblock.{name}":
            self._fail(decorator, messages.unknown_mark(name, MARKS))
        words = [self._text(argument, name) for argument in call.args] if call else []
        named = {word.arg or "**": self._text(word.value, name) for word in call.keywords} if call else {}
        problem = mark_problem(name, call is not None, words, named, parameters)
        if problem:
            self._fail(decorator, problem)
        return made_mark(name, words, named)

    def _merged(self, node: ast.FunctionDef | ast.ClassDef, one: Mark, two: Mark) -> Mark:
        merged = merged_marks(one, two)
        if merged is None:
            self._fail(node, messages.contradictory_marks(node.name))
        return merged

    def _text(self, node: ast.expr, mark: str) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        self._fail(node, messages.misused_mark(mark, "texts"))

    def _requirements(self, arguments: ast.arguments) -> Iterator[Requirement]:
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            if argument.arg in ("self", "cls"):
                continue
            match argument.annotation:
                case None:
                    yield Requirement(argument.arg)
                case ast.Subscript(ast.Name("Literal"), values):
                    items = values.elts if isinstance(values, ast.Tuple) else [values]
                    yield Requirement(argument.arg, tuple(self._literal(item) for item in items))
                case annotation:
                    yield Requirement(argument.arg, type_name=self._dotted(annotation))

    def _literal(self, node: ast.expr) -> object:
        try:
            return ast.literal_eval(node)
        except ValueError:
            self._fail(node, messages.outside_grammar("a literal"))

    def _dotted(self, node: ast.expr) -> str:
        match node:
            case ast.Name(name):
                return self._names.get(name, name)
            case ast.Attribute(inner, name):
                return f"{self._dotted(inner)}.{name}"
            case ast.Constant(str(text)):
                return self._names.get(text, f"{self._module}.{text}")
            case ast.Call(function):
                return self._dotted(function)
            case _:
                self._fail(node, messages.outside_grammar("a dotted name"))


def mark_problem(
    name: str, is_called: bool, words: list[str], named: dict[str, str], parameters: tuple[str, ...]
) -> str:
    """Return what is wrong with the arguments of a mark, or nothing."""
    if name == "nonblocking":
        return messages.misused_mark(name, "no arguments") if is_called else ""
    if name == "blocking":
        if len(words) != 1 or set(named) - {"use"}:
            return messages.misused_mark(name, "a category, and maybe use=")
        return "" if words[0] in CATEGORIES else messages.unknown_category(words[0], CATEGORIES)
    if name == "on_loop" and not is_called:
        return ""
    allowed = {"category"} if name == "calls" else set()
    if not words or set(named) - allowed:
        return messages.misused_mark(name, "names of parameters")
    if "category" in named and named["category"] not in CATEGORIES:
        return messages.unknown_category(named["category"], CATEGORIES)
    plain = [parameter.lstrip("*") for parameter in parameters]
    for word in words:
        if parameters and word not in plain:
            return messages.unknown_parameter(name, word, plain)
    return ""


def made_mark(name: str, words: list[str], named: dict[str, str]) -> Mark:
    """Return the mark that a decorator with checked arguments makes."""
    names = tuple(words)
    if name == "blocking":
        return Mark(category=words[0], use=named.get("use", ""), decides=True)
    if name == "nonblocking":
        return Mark(decides=True)
    if name == "offload":
        return Mark(offloads=names)
    if name == "calls":
        return Mark(calls=names, calls_as=named.get("category", ""))
    return Mark(loops=names, is_context=not names)


def merged_marks(one: Mark, two: Mark) -> Mark | None:
    """Return what two marks of one function say together, or None if they contradict each other."""
    if one.decides and two.decides and bool(one.category) != bool(two.category):
        return None
    return Mark(
        category=one.category or two.category,
        use=one.use or two.use,
        decides=one.decides or two.decides,
        offloads=one.offloads + two.offloads,
        calls=one.calls + two.calls,
        calls_as=one.calls_as or two.calls_as,
        loops=one.loops + two.loops,
        is_context=one.is_context or two.is_context,
    )


def _is_filler(statement: ast.Expr) -> bool:
    return isinstance(statement.value, ast.Constant) and (
        statement.value.value is ... or isinstance(statement.value.value, str)
    )


def _parameters(arguments: ast.arguments) -> tuple[str, ...]:
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    if arguments.vararg:
        names.append(f"*{arguments.vararg.arg}")
    elif arguments.kwonlyargs:
        names.append("*")
    names.extend(argument.arg for argument in arguments.kwonlyargs)
    if arguments.kwarg:
        names.append(f"**{arguments.kwarg.arg}")
    return tuple(names)
