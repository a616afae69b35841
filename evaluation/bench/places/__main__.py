"""``python -m evaluation.bench.places``: what a turn and the memory cost with many places.

Each number of places is measured in a process of its own: the installation's documents, then as
many as are asked for, made up.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from evaluation.bench.places.measuring import Cost, measure
from evaluation.bench.report import plain
from evaluation.items import EvaluationError
from luohu.settings import ROOT, settings


def main() -> int:
    """Measure and print; return 0, or 2 where it cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench.places", description=__doc__)
    parser.add_argument("--places", type=int, default=3000)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    logging.getLogger("jieba").setLevel(logging.WARNING)
    if chosen.one is not None:
        with tempfile.TemporaryDirectory(prefix="luohu-places-") as folder:
            print(json.dumps(asdict(measure(settings(), chosen.one, Path(folder)))))
        return 0
    try:
        costs = [_measured(count) for count in (0, chosen.places)]
    except EvaluationError as error:
        print(error, file=sys.stderr)
        return 2
    rows = [("", *(f"{cost.places} places" for cost in costs))]
    for name, label in _LABELS.items():
        rows.append((label, *(f"{getattr(cost, name):.1f}" for cost in costs)))
    print(plain(rows))
    return 0


_LABELS = {
    "load_seconds": "loading, s",
    "memory_mb": "memory of the action server's parts, MB",
    "p50_ms": "a turn, p50 ms",
    "p95_ms": "a turn, p95 ms",
    "cold_ms": "the first turn in a place, p50 ms",
    "nowhere_ms": "a turn before the place is known, p50 ms",
    "resolve_ms": "places of a message, p50 ms",
    "turn_kb": "the largest turn, kB of JSON",
}


def _measured(places: int) -> Cost:
    command = [sys.executable, "-m", "evaluation.bench.places", "--one", str(places)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise EvaluationError(f"{places} places cannot be measured: {last}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    raise SystemExit(main())
