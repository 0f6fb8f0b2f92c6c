"""The plugin, with what ``untyped.py`` wants to know written to a file.

``UNTYPED_VARIANT`` chooses: ``compare`` compares the types that the second checker finds before bodies are checked
with those that mypy's own check finds later; ``everything`` looks into every function, whether it is worth it or not.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from mypy.nodes import CallExpr, FuncDef, LambdaExpr, MypyFile
from mypy.options import Options
from mypy.plugin import Plugin, ReportConfigContext
from mypy.plugins.default import DefaultPlugin
from mypy.types import AnyType, get_proper_type

import noblock.collect.candidates
import noblock.plugin
from noblock.collect.definitions import definitions_of
from noblock.collect.shadow import Shadow
from noblock.collect.tree import children

VARIANT = os.environ.get("UNTYPED_VARIANT", "")


class Comparing(noblock.plugin.NoBlock):
    """Compares the callees of all calls in annotated functions."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._early: dict[str, list[tuple[CallExpr, str]]] = {}

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        """Look into the annotated functions of a module before mypy checks them."""
        result = super().report_config_data(ctx)
        if not ctx.is_check:
            tree = self._modules[ctx.id]
            if not tree.is_cache_skeleton and tree.names and ctx.id in self._session._analysis._project:
                self._early[ctx.id] = self._look(tree)
        return result

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Compare with what mypy has found."""
        checker = self._session._checkers.get(file.fullname)
        counts: Counter[str] = Counter()
        different = []
        for call, early in self._early.pop(file.fullname, []) if checker is not None else []:
            late = checker.lookup_type_or_none(call.callee)
            counts["calls"] += 1
            if late is None and early == "":
                counts["unreachable in both"] += 1
            elif early == _text(late):
                counts["same"] += 1
            elif isinstance(get_proper_type(late) if late is not None else None, AnyType):
                counts["known to the second checker only"] += 1
            else:
                counts["different"] += 1
                different.append([file.path, call.line, early, _text(late)])
        with Path(os.environ["UNTYPED_OUT"]).open("a", encoding="utf-8") as out:
            out.write(json.dumps([counts, different]) + "\n")
        return super().get_additional_indirect_deps(file)

    def _look(self, tree: MypyFile) -> list[tuple[CallExpr, str]]:
        options = self.options.clone_for_module(tree.fullname)
        shadow = Shadow(tree, self._modules, options, DefaultPlugin(self.options))
        found = []
        for definition in definitions_of(tree):
            if definition.function.is_dynamic() and not options.check_untyped_defs:
                continue
            shadow.check(definition.node, definition.info)
            found.extend((call, _text(shadow.lookup_type_or_none(call.callee))) for call in _calls(definition.function))
        return found


def _calls(function: FuncDef) -> list[CallExpr]:
    """Return the calls of a function; those inside functions without annotations are not checked by mypy."""
    found = []
    stack = [function.body]
    while stack:
        node = stack.pop()
        if isinstance(node, (FuncDef, LambdaExpr)) and node.is_dynamic() and isinstance(node, FuncDef):
            continue
        if isinstance(node, CallExpr):
            found.append(node)
        stack.extend(children(node))
    return found


def _text(kind: object) -> str:
    return "" if kind is None else str(kind)


def _everything() -> None:
    """Let every function be worth a look."""
    fits = noblock.collect.candidates.Candidates._fits
    noblock.collect.candidates.Candidates._fits = lambda self, *about: fits(self, *about) or True


def plugin(version: str) -> type[Plugin]:
    """Return the plugin class of the variant."""
    if VARIANT == "everything":
        _everything()
    kind = noblock.plugin.plugin(version)
    return Comparing if VARIANT == "compare" else kind
