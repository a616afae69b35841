"""``python -m evaluation.cluster``: load on a whole cluster while each part of it fails in turn."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import yaml

from evaluation.bench.channels.visitor import Visitor
from evaluation.cluster.audit import EVENTS, audit
from evaluation.cluster.cluster import Cluster, running_cluster
from evaluation.cluster.drill import restore_drill
from evaluation.cluster.faults import NOTHING, Fault, Noticed, happen, noticed
from evaluation.cluster.programs import find_programs
from evaluation.cluster.report import Outcome, report
from evaluation.cluster.visiting import Load, Log, Person
from evaluation.items import EvaluationError
from evaluation.reading import load_items
from luohu.settings import SettingsError, settings
from tools.errors import UserError
from tools.setup.progress import Progress

PLAN = Path(__file__).parent / "plan.yml"
_SET = "questions"
# A person's pause before the load is measured: none to speak of.
_NO_PAUSE = 0.001


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the test; 0 where nothing was lost, doubled or mixed, 1 where not, 2 for trouble."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.cluster", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="PART", help="faults of these parts alone")
    parser.add_argument("--kinds", nargs="+", metavar="KIND", help="faults of these kinds alone")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="copy the logs there")
    options = parser.parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    progress = Progress(sys.stdout)
    plan = yaml.safe_load(PLAN.read_text("utf-8"))
    try:
        faults = _faults(plan["faults"], options.only, options.kinds)
        with running_cluster(find_programs(os.environ), progress) as cluster:
            try:
                outcome = _run(cluster, plan, faults, progress)
            finally:
                _keep(cluster, options.keep)
    except (EvaluationError, UserError, SettingsError) as error:
        progress.say(f"{error}")
        return 2
    except subprocess.CalledProcessError as error:
        progress.say(f"{error.cmd[0]} failed: {error.stderr}")
        return 2
    except KeyboardInterrupt:
        progress.say("Stopped.")
        return 130
    text = report(outcome)
    folder = settings().var_dir / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cluster.md").write_text(text, encoding="utf-8")
    progress.say(f"\n{text}\nwritten: {folder / 'cluster.md'}")
    return 0 if outcome.is_good(float(plan["restored_within"])) else 1


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _run(
    cluster: Cluster, plan: Mapping[str, Any], faults: Sequence[Fault], progress: Progress
) -> Outcome:
    capacity, waited = _capacity(cluster, plan, progress)
    wanted = capacity * float(plan["load"]["share"])
    people = int(plan["load"]["people"])
    pause = max(_NO_PAUSE, people / wanted - waited)
    log, visitors = Log(), _visitors(people, pause, "load")
    load = Load(_persons(cluster, visitors, log, float(plan["patience"])))
    progress.say(f"Capacity {capacity:.1f} turns/s; {people} people ask {wanted:.1f} a second …")
    begin = time.monotonic()
    load.begin()
    seen = [_let_happen(cluster, one, plan, log, progress) for one in faults]
    calm = time.monotonic()
    until = max(begin + float(plan["load"]["at_least_seconds"]), calm + float(plan["calm"]))
    while time.monotonic() < until:
        progress.update(f"nothing happens any more; {len(log.answered)} turns")
        time.sleep(0.5)
    seen.append(noticed(NOTHING, log, calm, time.monotonic()))
    load.end(float(plan["patience"]))
    seconds = time.monotonic() - begin
    answered = len(log.answered)
    rows = cluster.psql(EVENTS).splitlines()
    found = audit(rows, visitors, log.unanswered)
    drill = restore_drill(cluster, progress)
    after = _after(load.persons, progress)
    return Outcome(capacity, wanted, answered / seconds, seconds, seen, found, drill, after)


def _let_happen(
    cluster: Cluster, fault: Fault, plan: Mapping[str, Any], log: Log, progress: Progress
) -> Noticed:
    progress.say(f"{fault.part} is {fault.kind} …")
    begin = time.monotonic()
    happen(cluster, fault, float(plan["standing_still"]))
    time.sleep(float(plan["quiet"]))
    seen = noticed(fault, log, begin, time.monotonic())
    progress.say(
        f"  after {seen.seconds:.0f} s: {seen.answers} answers, longest gap {seen.gap:.1f} s, "
        f"longest wait {seen.waited:.1f} s, {seen.again} sent again, "
        f"{len(log.unanswered)} unanswered so far"
    )
    return seen


def _capacity(cluster: Cluster, plan: Mapping[str, Any], progress: Progress) -> tuple[float, float]:
    """Turns a second with many people who do not pause, and how long one alone waits."""
    seconds, people = float(plan["measuring"]["seconds"]), int(plan["measuring"]["people"])
    log, visitors = Log(), _visitors(people, _NO_PAUSE, "measuring")
    load = Load(_persons(cluster, visitors, log, float(plan["patience"])))
    progress.say(f"Measuring what the cluster can do, {seconds:.0f} s …")
    load.begin()
    # The first turns of a process are dear.
    time.sleep(seconds / 3)
    begin = time.monotonic()
    time.sleep(seconds)
    made = log.between(begin, begin + seconds)
    load.end(float(plan["patience"]))
    if not made:
        raise EvaluationError("the cluster answers nobody")
    return len(made) / seconds, sum(one.at - one.sent for one in made) / len(made) / people


def _after(persons: Sequence[Person], progress: Progress) -> tuple[int, int]:
    """How many people get an answer in their conversation after the drill, and of how many."""
    progress.say("Everybody asks once more …")
    got = [0] * len(persons)

    def ask(number: int, person: Person) -> None:
        before = len(person.visitor.answered)
        left = iter((True,))
        person.stay(lambda: next(left, False))
        got[number] = len(person.visitor.answered) - before

    threads = [
        threading.Thread(target=ask, args=(number, person), daemon=True)
        for number, person in enumerate(persons)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(got), len(persons)


def _persons(
    cluster: Cluster, visitors: Sequence[Visitor], log: Log, patience: float
) -> list[Person]:
    """Everybody; every second one over a WebSocket."""
    return [
        Person(cluster.address, one, number % 2 == 1, log, patience)
        for number, one in enumerate(visitors)
    ]


def _visitors(count: int, pause: float, name: str) -> list[Visitor]:
    by_region: dict[str, list[str]] = {}
    for item in load_items(("open",)):
        if item.set == _SET and item.region:
            by_region.setdefault(item.region, []).append(item.steps[0].say)
    if not by_region:
        raise EvaluationError(f"the open set {_SET} has no question about a place")
    regions = sorted(by_region)
    places = [regions[number % len(regions)] for number in range(count)]
    return [
        Visitor(name, number, place, by_region[place], pause) for number, place in enumerate(places)
    ]


def _faults(
    planned: Mapping[str, Sequence[str]], parts: Sequence[str] | None, kinds: Sequence[str] | None
) -> list[Fault]:
    chosen = [
        Fault(part, kind)
        for part, all_kinds in planned.items()
        for kind in all_kinds
        if (not parts or part in parts) and (not kinds or kind in kinds)
    ]
    if not chosen and (parts or kinds):
        raise EvaluationError(f"no such fault; parts are {', '.join(planned)}")
    return chosen


def _keep(cluster: Cluster, folder: Path | None) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for file in (cluster.folder / "log").iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
