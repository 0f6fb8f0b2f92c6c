"""Say where a node of mypy's stands."""

from __future__ import annotations

from mypy.nodes import Context

from noblock.body import Span


def span_of(node: Context) -> Span:
    """Return where a node stands."""
    return Span(node.line, node.column, node.end_line or node.line, node.end_column or node.column + 1)
