"""Measure how the plugin's cost grows with the size of a project, and plot it.

    python -m benchmarks.growth [SHAPE...] [--folder FOLDER] [--plot FILE]

Programs of one shape are made in growing sizes. mypy runs on each of them cold, with and without the plugin, and what
the plugin adds is printed, also for each unit of the size: where the cost is linear, that stays the same or falls. With
``--plot`` the figures are drawn, which needs the extra ``benchmarks``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cost import Bench, cache_folder

Program = Iterator[tuple[str, str]]
FUNCTIONS = 20  # of a module in which functions stand together


@dataclass(frozen=True)
class Shape:
    """What grows: the unit that its size is counted in, how a program of one size is made, and the sizes."""

    unit: str
    make: Callable[[int], Program]
    sizes: tuple[int, ...]


@dataclass(frozen=True)
class Point:
    """What one size takes: CPU seconds without and with the plugin, and how many reports there are."""

    size: int
    without: float
    with_it: float
    reports: int


def lines(size: int) -> Program:
    """Return modules of 100 lines: helpers that call one another, a class, and handlers of which one blocks."""
    for number in range(size // 100):
        below = f"m{number - 1}" if number % 10 else "time"
        called = "helper19" if number % 10 else "sleep"
        text = [f"from {below} import {called} as lowest", "class Store:", "    items: dict[str, float] = {}"]
        text += ["    def load(self, key: str) -> float:", "        return self.items.get(key, 0.0)"]
        for helper in range(FUNCTIONS):
            inner = f"helper{helper - 1}(delay)" if helper else "lowest(delay)"
            text += [f"def helper{helper}(delay: float) -> None:", f"    {inner}" if helper < 2 else "    print(delay)"]
            text += ["    store = Store()", "    delay = store.load('a') + delay"]
        text += ["async def first() -> None:", "    helper1(1)", "async def second() -> None:", "    helper2(1)"]
        text += [f"# line {line}" for line in range(100 - len(text))]
        yield f"m{number}", "\n".join(text)


def deep(size: int) -> Program:
    """Return a chain of functions, through modules, that ends in one that blocks."""
    for module in range(size // FUNCTIONS):
        last = f"from m{module - 1} import f{FUNCTIONS - 1} as below" if module else "from time import sleep as below"
        text = [last, "def f0(delay: float) -> None:", "    below(delay)"]
        for number in range(1, FUNCTIONS):
            text += [f"def f{number}(delay: float) -> None:", f"    f{number - 1}(delay)"]
        yield f"m{module}", "\n".join([*text, "async def handler() -> None:", f"    f{FUNCTIONS - 1}(1)"])


def wide(size: int) -> Program:
    """Return many functions above one that blocks, each with a handler."""
    yield "low", "import time\ndef load() -> None:\n    time.sleep(1)"
    for module in range(size // FUNCTIONS):
        text = ["from low import load"]
        for number in range(FUNCTIONS):
            text += [f"def f{number}() -> None:", "    load()", f"async def h{number}() -> None:", f"    f{number}()"]
        yield f"m{module}", "\n".join(text)


def cycle(size: int) -> Program:
    """Return modules that import one another in a ring, with a chain of calls through all of them."""
    for number in range(size):
        text = ["import time", f"import m{(number + 1) % size}", "def load(depth: int) -> None:", "    time.sleep(1)"]
        text += [f"def step(depth: int) -> None:\n    m{(number + 1) % size}.load(depth)"]
        yield f"m{number}", "\n".join([*text, "async def handler() -> None:", "    step(1)"])


def calls(size: int) -> Program:
    """Return one function with many calls, half of which block."""
    text = ["import time", "def load() -> None:", "    time.sleep(1)", "def free() -> None: ..."]
    text += ["async def handler() -> None:", *("    load()" if number % 2 else "    free()" for number in range(size))]
    yield "m0", "\n".join(text)


def dispatched(size: int) -> Program:
    """Return an abstract method with many implementations, and a handler that calls it through the base."""
    yield "base", "import abc\nclass Base(abc.ABC):\n    @abc.abstractmethod\n    def load(self) -> None: ..."
    for number in range(size):
        text = ["import time", "from base import Base", f"class Store{number}(Base):", "    def load(self) -> None:"]
        yield f"m{number}", "\n".join([*text, "        time.sleep(1)"])
    imports = [f"import m{number}" for number in range(size)]
    yield "top", "\n".join(["from base import Base", *imports, "async def handler(at: Base) -> None:", "    at.load()"])


SHAPES: Mapping[str, Shape] = {
    "lines": Shape("lines", lines, (1_000, 8_000, 64_000, 500_000)),
    "deep": Shape("functions above one another", deep, (100, 400, 1_600, 6_400)),
    "wide": Shape("functions beside one another", wide, (100, 400, 1_600, 6_400)),
    "cycle": Shape("modules that import one another", cycle, (20, 75, 150, 300)),
    "calls": Shape("calls in one function", calls, (100, 500, 2_000, 5_000)),
    "dispatched": Shape("implementations of one method", dispatched, (10, 50, 200, 800)),
}


def measured(shape: Shape, folder: Path) -> Iterator[Point]:
    """Yield what each size takes."""
    for size in shape.sizes:
        source = folder / "program"
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir(parents=True)
        for name, text in shape.make(size):
            (source / f"{name}.py").write_text(f"{text}\n", encoding="utf-8")
        bench = Bench(folder, source, Path(sys.executable))
        bench.forget()
        pair = bench.pair()
        yield Point(size, pair["without"].cpu, pair["with"].cpu, pair["with"].reports)


def plotted(figures: Mapping[str, list[Point]], file: Path) -> None:
    """Draw what the plugin adds, over the size, on scales where what is linear is a line of one slope."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 6))
    for name, points in figures.items():
        more = [max(point.with_it - point.without, 0.01) for point in points]
        axes.plot([point.size for point in points], more, marker="o", label=f"{name}: {SHAPES[name].unit}")
    axes.set(xscale="log", yscale="log", xlabel="size", ylabel="CPU seconds that noblock adds to a cold run")
    axes.set_aspect("equal")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize="small")
    figure.savefig(file, bbox_inches="tight")


def main() -> None:
    """Measure the shapes in question and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shape", nargs="*", choices=[[], *SHAPES], metavar="SHAPE", help=", ".join(SHAPES))
    parser.add_argument("--folder", type=Path, default=cache_folder() / "growth", help="where to work")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the figures, as .svg or .png")
    arguments = parser.parse_args()
    figures: dict[str, list[Point]] = {}
    print("shape         size   without      with      more   for each unit   reports")
    for name in arguments.shape or SHAPES:
        figures[name] = []
        for point in measured(SHAPES[name], arguments.folder.resolve()):
            more = point.with_it - point.without
            each = f"{more / point.size * 1e6:9.0f} µs"
            print(
                f"{name:10}{point.size:8,}{point.without:8.2f} s{point.with_it:8.2f} s{more:+8.2f} s"
                f"{each:>16}{point.reports:10,}",
                flush=True,
            )
            figures[name].append(point)
    if arguments.plot:
        plotted(figures, arguments.plot)


if __name__ == "__main__":
    main()
