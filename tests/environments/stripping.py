"""Take the annotations out of Python sources, and leave every line where it is.

Only functions are stripped, of the types of their parameters and results. What variables, attributes and the fields of
classes are declared to be stays: there a declaration does more than to describe.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path


def stripped(source: str, *, parameters: bool = True) -> str:
    """Return a source without the annotations of its functions; the numbers of lines stay the same.

    Args:
        source: The source.
        parameters: Whether those of parameters go too, or only those of results.
    """
    lines = source.splitlines(keepends=True)
    tokens = [token for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type not in _BLANK]
    ends: dict[tuple[int, int], int] = {token.end: index for index, token in enumerate(tokens)}
    for end in sorted(_annotations(ast.parse(source), lines, parameters), reverse=True):
        last = ends[end]
        first = next(index for index in range(last, 0, -1) if _opens(tokens, index, last))
        while tokens[last + 1].string == ")" and _depth(tokens[first + 1 : last + 1]) > 0:
            last += 1  # an annotation in parentheses
        is_result = tokens[first].string == "->"
        (line, column), (end_line, end_column) = tokens[first].start, tokens[last].end
        rest = lines[end_line - 1][end_column:]
        lines[line - 1] = lines[line - 1][:column] + (rest if line == end_line else "\\\n" if is_result else "\n")
        for between in range(line, end_line):
            filler = "\\\n" if is_result else "\n"
            lines[between] = rest if between == end_line - 1 else filler
    return "".join(lines)


def strip_folder(folder: Path) -> int:
    """Strip all modules below a folder; return how many could not be."""
    failed = 0
    for path in folder.rglob("*.py"):
        try:
            source = path.read_text(encoding="utf-8")
            path.write_text(stripped(source), encoding="utf-8")
        except (SyntaxError, UnicodeDecodeError, tokenize.TokenError):
            failed += 1
    return failed


_BLANK = (tokenize.NL, tokenize.COMMENT, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)


def _annotations(tree: ast.AST, lines: list[str], parameters: bool) -> Iterator[tuple[int, int]]:
    """Yield where the annotations of functions end, innermost functions included, in lines and characters."""
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        found = [argument.annotation for argument in every if parameters and argument is not None] + [node.returns]
        for annotation in found:
            if annotation is not None and annotation.end_lineno is not None and annotation.end_col_offset is not None:
                line = lines[annotation.end_lineno - 1].encode()
                yield annotation.end_lineno, len(line[: annotation.end_col_offset].decode())


def _opens(tokens: list[tokenize.TokenInfo], index: int, last: int) -> bool:
    """Tell whether a token is the ``:`` or ``->`` in front of the annotation that ends with another."""
    return tokens[index].string in (":", "->") and _depth(tokens[index + 1 : last + 1]) >= 0


def _depth(tokens: list[tokenize.TokenInfo]) -> int:
    """Return how many brackets some tokens leave open; less than none if they close others."""
    depth = 0
    for token in tokens:
        depth += token.string in ("(", "[", "{")
        depth -= token.string in (")", "]", "}")
    return depth
