"""A second look at the names, which does not ask mypy: what is installed is imported, and has them."""

from __future__ import annotations

import importlib
import inspect
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pytest

from noblock.declarations import VARIABLE

from .entries import Entry, entries, stubs
from .libraries import Library
from .one_sided import ON_INSTANCES, UNKNOWN_TO_IMPORTS, is_below
from .worlds import World, nearest


def test_names_of_the_standard_library(of_standard: Sequence[Entry], standard_world: World) -> None:
    known = [entry for entry in of_standard if standard_world.find(entry.module, entry.name) is not None]
    # An interpreter may be built without what the machine has no library for.
    built = [entry for entry in known if not _refusal(entry.module)]
    assert len(built) > len(of_standard) / 2
    assert list(_problems(built)) == []


def test_names_of_a_library(library: Library) -> None:
    refusals = {module: refusal for module in library.modules if (refusal := _refusal(module))}
    importable = [module for module in library.modules if module not in refusals]
    assert list(_problems(entry for module in importable for entry in entries(module))) == []
    assert list(_others(importable)) == []
    if refusals:
        pytest.skip(f"cannot be imported here: {refusals}")


@cache
def _refusal(module: str) -> str:
    """Return why a module cannot be imported on this machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _prepare(module)
        try:
            importlib.import_module(module)
        except Exception as error:  # noqa: BLE001
            return repr(error)
    return ""


def _problems(wanted: Iterable[Entry]) -> Iterator[str]:
    for entry in wanted:
        if is_below(entry.public, UNKNOWN_TO_IMPORTS):
            continue
        try:
            found = _imported(entry)
        except AttributeError as error:
            if not (_is_on_an_instance(entry) or _is_handed_over(entry)):
                siblings = dir(error.obj) if error.obj is not None else ()
                yield f'{entry.path}: there is no "{entry.public}"{nearest(entry.name, siblings)}'
            continue
        if entry.category and not entry.is_class and _is_asynchronous(found):
            yield f"{entry.path}: {entry.public} is marked as blocking, and is asynchronous"
        if entry.is_class and not inspect.isclass(found):
            yield f"{entry.path}: {entry.public} is not a class, but {found!r}"


def _others(modules: Iterable[str]) -> Iterator[str]:
    """Yield the names that some modules do not give on as their stubs say."""
    for module in modules:
        for name, public in stubs()[module].given.items():
            home, _, marked = public.rpartition(".")
            found = getattr(sys.modules[module], name, None)
            if found is None or found is not getattr(importlib.import_module(home), marked, None):
                yield f"{module}.{name} is not {public}"


def _imported(entry: Entry) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: object = sys.modules[entry.module]
        for part in entry.name.split("."):
            found = getattr(found, part)
    return found


def _is_on_an_instance(entry: Entry) -> bool:
    owner, _, member = entry.public.rpartition(".")
    return owner in ON_INSTANCES and member in _on_instances(owner)


@cache
def _on_instances(owner: str) -> frozenset[str]:
    return frozenset(ON_INSTANCES[owner]())


def _is_handed_over(entry: Entry) -> bool:
    """Tell whether an entry only says what an attribute holds, which objects may get when they are made."""
    return all(mark.returns and mark.accessor in ("property", VARIABLE) and not mark.category for mark in entry.marks)


def _is_asynchronous(found: object) -> bool:
    return inspect.iscoroutinefunction(found) or inspect.isasyncgenfunction(found)


def _prepare(module: str) -> None:
    """Configure Django, whose models cannot be imported before."""
    if module.partition(".")[0] in ("django", "channels"):
        django = pytest.importorskip("django")
        from django.conf import settings

        if not settings.configured:
            settings.configure(INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"])
            django.setup()
