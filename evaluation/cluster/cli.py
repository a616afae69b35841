"""``python -m evaluation.cluster``: load on a whole cluster while each part of it fails in turn."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from evaluation.cluster.audit import EVENTS, audit
from evaluation.cluster.capacity import loaded
from evaluation.cluster.cluster import Cluster, running_cluster
from evaluation.cluster.drill import restore_drill
from evaluation.cluster.faults import NOTHING, Fault, Noticed, happen, noticed
from evaluation.cluster.programs import find_programs
from evaluation.cluster.report import Outcome, report
from evaluation.cluster.soak import report as soak_report
from evaluation.cluster.soak import soak
from evaluation.cluster.visiting import Log, Person
from evaluation.cluster.waiting import REGION, waiting
from evaluation.items import EvaluationError
from luohu.settings import SettingsError, settings
from tools.errors import UserError
from tools.processes import stop_as_by_ctrl_c
from tools.setup.progress import Progress

PLAN = Path(__file__).parent / "plan.yml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the test; 0 where nothing was lost, doubled or mixed, 1 where not, 2 for trouble."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.cluster", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="PART", help="faults of these parts alone")
    parser.add_argument("--kinds", nargs="+", metavar="KIND", help="faults of these kinds alone")
    parser.add_argument(
        "--soak", type=float, metavar="MINUTES", help="no faults, the same for long"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="copy the logs there")
    options = parser.parse_args(arguments)
    stop_as_by_ctrl_c()
    progress = Progress(sys.stdout)
    plan = yaml.safe_load(PLAN.read_text("utf-8"))
    try:
        faults = _faults(plan["faults"], options.only, options.kinds)
        with running_cluster(find_programs(os.environ), progress) as cluster:
            try:
                if options.soak:
                    soaked = soak(cluster, plan, options.soak, progress)
                    name, text, good = "soak", soak_report(soaked), soaked.is_good
                else:
                    outcome = _run(cluster, plan, faults, progress)
                    good = outcome.is_good(float(plan["restored_within"]))
                    name, text = "cluster", report(outcome)
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
    folder = settings().var_dir / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    progress.say(f"\n{text}\nwritten: {folder / name}.md")
    return 0 if good else 1


def _run(
    cluster: Cluster, plan: Mapping[str, Any], faults: Sequence[Fault], progress: Progress
) -> Outcome:
    patience = float(plan["patience"])
    with loaded(cluster, plan, progress) as running, waiting(cluster, REGION, patience) as waited:
        begin, log = time.monotonic(), running.log
        seen = [_let_happen(cluster, one, plan, log, progress) for one in faults]
        calm = time.monotonic()
        until = max(begin + float(plan["load"]["at_least_seconds"]), calm + float(plan["calm"]))
        while time.monotonic() < until:
            progress.update(f"nothing happens any more; {len(log.answered)} turns")
            time.sleep(0.5)
        seen.append(noticed(NOTHING, log, calm, time.monotonic()))
    seconds = time.monotonic() - begin
    made = len(log.answered) / seconds
    rows = cluster.psql(EVENTS).splitlines()
    found = audit(rows, running.visitors, log.unanswered)
    drill = restore_drill(cluster, progress)
    after = _after(running.persons, progress)
    return Outcome(
        running.capacity, running.wanted, made, seconds, seen, found, drill, after, waited
    )


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
