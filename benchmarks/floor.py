"""Measure which part of the plugin's cost a better choice of functions could save.

    python -m benchmarks.floor [--runs N] [--folder FOLDER]

The plugin asks mypy for the types in those functions that something may block in, before mypy checks them itself, for
what they do has to be known when their module is stored. This runs mypy cold on litestar without the plugin, with one
that only glances at every function, with the plugin when somebody has told it beforehand which functions matter, and
with the plugin as it is. The last but one is what no better choice can go below.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from statistics import median

from benchmarks.cost import Bench, cache_folder, litestar

PLUGIN = Path(__file__).with_name("floor_plugin.py")
PARTS = {"without": "", "glance": f"{PLUGIN}:glancing", "chosen": f"{PLUGIN}:chosen", "with": "noblock.plugin"}


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how many rounds")
    parser.add_argument("--folder", type=Path, default=cache_folder(), help="where to work")
    options = parser.parse_args()
    folder = options.folder.resolve() / "floor"
    folder.mkdir(parents=True, exist_ok=True)
    chosen = folder / "chosen.json"
    os.environ["NOBLOCK_FLOOR"] = str(chosen)
    source, python = litestar(folder.parent)
    Bench(folder, source, python, {"noting": f"{PLUGIN}:noting"}).pair()
    bench = Bench(folder, source, python, PARTS)
    rounds, inference = [], []
    for _ in range(options.runs):
        bench.forget()
        rounds.append(bench.pair())
        inference.append(float(chosen.with_suffix(".seconds").read_text()))
    print(f"{'median of rounds':18}{'CPU, seconds':>14}{'ratio':>8}")
    for part in PARTS:
        cpu = median(costs[part].cpu for costs in rounds)
        ratio = median(costs[part].cpu / costs["without"].cpu for costs in rounds)
        print(f"{part:18}{cpu:14.2f}{ratio:8.2f}")
    share = median(seconds / costs["without"].cpu for seconds, costs in zip(inference, rounds))
    print(f'of "chosen", mypy\'s own inference: {median(inference):.2f} s, {share:.0%} of "without"')


if __name__ == "__main__":
    main()
