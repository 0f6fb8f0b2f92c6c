"""Infer the types in a function with the help of mypy's second checker, and of what is known besides."""

from __future__ import annotations

from noblock.collect.definitions import Definition
from noblock.collect.glance import Glance
from noblock.collect.presumed import Presumed
from noblock.collect.rebound import becoming
from noblock.collect.shadow import Shadow
from noblock.collect.unset import filled_in


def check(shadow: Shadow, presumed: Presumed, definition: Definition, glance: Glance) -> frozenset[str]:
    """Infer the types in a function in the light of all that is presumed; return the names that may have mattered."""
    fitting = presumed.fitting(glance.mentioned(), definition.function)
    with (
        presumed.shown(fitting, definition.function),
        filled_in(glance.references, definition.info),
        becoming(glance, definition.function, presumed.inside.signature),
    ):
        given = presumed.texts_of(fitting)
        shadow.check(
            definition.node, definition.info, glance.operations, given, presumed.inside.giving.get(definition.function)
        )
    return fitting
