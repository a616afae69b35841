"""The command: measure, compare with the targets, write the report."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.bench import report
from evaluation.bench.measuring import MANY, ONE, Measured, Meter
from evaluation.bench.parts import Part, parts_of_a_turn, rasa_parts, webhook_part
from evaluation.bench.recorded import read_recorded
from evaluation.bench.stock import running_stock, train_stock
from evaluation.bench.usage import busy_percent
from evaluation.bench.workload import Workload, load_workload
from evaluation.items import EvaluationError
from evaluation.targets import load_targets
from luohu.settings import SettingsError, settings
from tools.errors import UserError
from tools.run import RunningBot, running_bot
from tools.setup.progress import Progress

TARGETS = Path(__file__).parent / "targets.yml"
_ACTIONS = "action server"
_FEW = 10


@dataclass(frozen=True)
class Plan:
    """How long is measured: seconds of each load, number of rounds, recorded messages replayed."""

    warm: float
    one: float
    few: float
    many: float
    rounds: int
    replayed: int


_WHOLE = Plan(warm=8, one=12, few=12, many=20, rounds=2, replayed=150)
_QUICK = Plan(warm=4, one=8, few=5, many=10, rounds=1, replayed=60)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; return 0, 1 where a target is missed, 2 where it cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short loads, no stock Rasa bot")
    quick = parser.parse_args(arguments).quick
    progress = Progress(sys.stdout)
    logging.getLogger("jieba").setLevel(logging.WARNING)
    try:
        busy = busy_percent()
        progress.say(f"Before the start other programs use {busy:.0f} % of the processors.")
        ours, stock, parts = _measure(_QUICK if quick else _WHOLE, progress, compare=not quick)
        found = {"busy_percent": busy, **report.figures(ours, stock, parts)}
        tables = [report.load_rows(ours, stock), report.part_rows(parts)]
        return _finish(found, tables, progress)
    except (EvaluationError, UserError, SettingsError) as error:
        progress.say(f"{error}")
        return 2
    except KeyboardInterrupt:
        progress.say("Stopped.")
        return 130


def _measure(
    plan: Plan, progress: Progress, *, compare: bool
) -> tuple[Measured, Measured | None, list[Part]]:
    workload = load_workload()
    if compare:
        train_stock(os.environ, progress)
        progress.say("Starting this bot once, so that its files are in memory …")
        with running_bot(progress=progress):
            pass
    with ExitStack() as running:
        progress.say(f"Starting this bot … ({report.machine()})")
        bot, ours = running.enter_context(_ours(workload, progress))
        ours.warm_up(plan.warm, progress.update)
        _round(ours, "this bot", plan, 1, progress, few=True)
        progress.say("Timing the parts of a turn …")
        parts = _parts(bot, plan)
        meters = [("this bot", ours)]
        if compare:
            progress.say("Starting a stock Rasa bot beside it …")
            start = time.monotonic()
            stock_bot = running.enter_context(
                running_stock(os.environ, bot.actions_url, bot.var_dir, progress)
            )
            taken = time.monotonic() - start
            both = {**stock_bot.pids, _ACTIONS: bot.pids[_ACTIONS]}
            stock = Meter(stock_bot.url, both, workload, taken)
            stock.warm_up(plan.warm, progress.update)
            _round(stock, "stock Rasa", plan, 1, progress)
            meters.append(("stock Rasa", stock))
        for number in range(2, plan.rounds + 1):
            for name, meter in meters:
                _round(meter, name, plan, number, progress)
        return ours.measured, stock.measured if compare else None, parts


@contextmanager
def _ours(workload: Workload, progress: Progress) -> Iterator[tuple[RunningBot, Meter]]:
    start = time.monotonic()
    with running_bot(progress=progress) as bot:
        ready = time.monotonic() - start
        yield bot, Meter(bot.bot_url, bot.pids, workload, ready)


def _round(
    meter: Meter, name: str, plan: Plan, number: int, progress: Progress, *, few: bool = False
) -> None:
    loads = [(ONE, plan.one), *([(_FEW, plan.few)] if few else []), (MANY, plan.many)]
    for users, seconds in loads:
        done = meter.measure(users, seconds, f"bench{number}", progress.update)
        load = done.load
        progress.say(
            f"Round {number}, {name}, {users} at once: {load.turns_a_second:.1f} turns/s, "
            f"p50 {load.ms(0.5):.0f} ms, p95 {load.ms(0.95):.0f} ms, "
            f"{done.cpu_ms_a_turn:.0f} ms CPU a turn, {load.lost} lost"
        )


def _parts(bot: RunningBot, plan: Plan) -> list[Part]:
    store = bot.var_dir / "db" / "tracker.db"
    recorded = read_recorded(store, f"rest-bench1-{ONE}", plan.replayed)
    if not recorded:
        raise EvaluationError(f"{store} holds no message of the load; nothing to replay")
    return [
        webhook_part(bot.actions_url, recorded),
        *parts_of_a_turn(settings(), recorded),
        *rasa_parts(recorded, bot.var_dir, os.environ),
    ]


def _finish(found: Mapping[str, Any], tables: list[list[report.Row]], progress: Progress) -> int:
    targets = load_targets(TARGETS)
    tables = [*tables, report.target_rows(found, targets)]
    notes = [report.machine(), *report.notes(found)]
    folder = settings().var_dir / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n\n".join(["# Benchmark", *map(report.markdown, tables), *notes])
    (folder / "bench.md").write_text(text + "\n", encoding="utf-8")
    figures = json.dumps({"machine": report.machine(), **found}, ensure_ascii=False, indent=1)
    (folder / "bench.json").write_text(figures + "\n", encoding="utf-8")
    progress.say("\n" + "\n\n".join([*map(report.plain, tables), "\n".join(notes)]))
    progress.say(f"\nwritten: {folder / 'bench.md'}, bench.json")
    missed = report.missed(found, targets)
    for line in missed:
        print(f"missed: {line}", file=sys.stderr)
    return 1 if missed else 0
