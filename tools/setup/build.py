"""What is built once both environments stand: encoder, search, listener, NLU model."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from luohu.artefacts import NLU_MODEL, artefacts
from luohu.manifest import Manifest
from tools.errors import UserError
from tools.processes import ending
from tools.setup.commands import Outcome, run_logged
from tools.setup.side_by_side import side_by_side
from tools.variables import project_variables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from luohu.manifest import Artefact
    from luohu.settings import Settings
    from tools.setup.environments import Environment
    from tools.setup.progress import Progress

_TAIL = 15


@dataclass(frozen=True)
class Step:
    """One command that builds something.

    Attributes:
        title: what it builds, for the progress line.
        command: what builds it.
        log: file that gets the command's output.
        artefacts: what is there afterwards; the command runs while one of them is outdated, and
            each time where there are none.
        manifest: where they are entered.
        enters: whether the command enters them itself, each when it is done.
        chatty: whether the output is too much to show, so that it goes to the log alone.
    """

    title: str
    command: tuple[str, ...]
    log: Path
    artefacts: tuple[Artefact, ...]
    manifest: Manifest
    enters: bool = False
    chatty: bool = False


@dataclass(frozen=True)
class Plan:
    """All steps.

    Attributes:
        first: what the others need, one after the other.
        lanes: steps that need those before them in their lane, and none of another lane.
    """

    first: tuple[Step, ...]
    lanes: tuple[tuple[Step, ...], ...]


def plan(settings: Settings, envs: Mapping[str, Environment]) -> Plan:
    """What is built, and which steps need each other."""
    actions, bot = str(envs["actions"].python), str(envs["bot"].python)
    made, manifest, logs = artefacts(settings), Manifest(settings.var_dir), settings.var_dir / "log"
    training = [
        "--config",
        "config.yml",
        "--domain",
        "domain",
        "--data",
        "data/nlu",
        "data/stories",
        "--force",
    ]
    named = ["--out", str(made.nlu.path.parent), "--fixed-model-name", NLU_MODEL]

    def building(name: str, what: str, *outputs: Artefact) -> Step:
        command = (actions, "-m", "actions.building", what)
        return Step(name, command, logs / f"{what}.log", outputs, manifest, enters=True)

    encoder = Step(
        "sentence encoder",
        (actions, "-m", "tools.model"),
        logs / "model.log",
        (made.encoder,),
        manifest,
        enters=True,
    )
    nlu = Step(
        "language understanding",
        (bot, "-m", "rasa", "train", *training, *named),
        logs / "train.log",
        (made.nlu,),
        manifest,
        chatty=True,
    )
    return Plan(
        (encoder, building("dictionary", "dictionary", made.dictionary, made.spelling)),
        (
            (
                building("search", "search", *made.of_search),
                building("fact listener", "listener", made.listener),
            ),
            (nlu, building("danger", "danger", made.danger)),
        ),
    )


def build_all(
    root: Path,
    settings: Settings,
    planned: Plan,
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    """Run each step of a plan that has something to build, its lanes side by side.

    Raises:
        UserError: a step failed; the message holds its last lines.
    """
    build(root, settings, planned.first, variables, progress)
    lanes = (partial(build, root, settings, lane, variables, progress) for lane in planned.lanes)
    side_by_side(lanes, progress)


def build(
    root: Path,
    settings: Settings,
    planned: Iterable[Step],
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    """Run each step with an artefact that is missing or was made of something else.

    Raises:
        UserError: a step failed; the message holds its last lines.
    """
    # Only a model chosen by name may have to be fetched from a hub.
    environment = project_variables(root, variables, offline=not settings.model)
    environment["RASA_CACHE_DIRECTORY"] = str(settings.var_dir / "rasa-cache")
    for step in planned:
        _build_step(root, step, environment, progress)


def _build_step(root: Path, step: Step, environment: Mapping[str, str], progress: Progress) -> None:
    outdated = [one for one in step.artefacts if step.manifest.outdated(one)]
    if step.artefacts and not outdated:
        return
    with ExitStack() as entered:
        for artefact in () if step.enters else outdated:
            entered.enter_context(step.manifest.making(artefact))
        seconds = _run(root, step, environment, progress)
    if outdated:
        progress.say(f"Built: {step.title} ({seconds:.0f} s).")


def _run(root: Path, step: Step, environment: Mapping[str, str], progress: Progress) -> float:
    """Run the step's command; returns the seconds it took."""
    start = time.monotonic()
    last = ""

    def show(line: str = "") -> None:
        nonlocal last
        last = line.strip().replace(f"{step.title}: ", "")[:80] or last
        words = f": {last}" if last and not step.chatty else ""
        progress.update(f"Building {step.title} ({time.monotonic() - start:.0f} s){words}")

    if step.log.exists():
        step.log.unlink()
    outcome = run_logged(step.command, step.log, environment, root, show, show)
    missing = [path for one in step.artefacts for path in one.outputs if not path.exists()]
    if outcome.code != 0 or missing:
        raise _failure(step, outcome)
    return time.monotonic() - start


def _failure(step: Step, outcome: Outcome) -> UserError:
    said = "\n".join(outcome.tail[-_TAIL:]) or "it said nothing"
    hints = {
        -4: "This processor lacks an instruction (AVX2) that a package was compiled for.",
        -9: "Something ended it from outside, most often for want of memory (about 3 GB needed).",
    }
    hint = hints.get(outcome.code, f"Mend what it says; the whole output is in {step.log}.")
    return UserError(
        f"Building the {step.title} failed ({ending(outcome.code)}).",
        said,
        f"{hint}\nThen run the same command again: what is done stays done.",
    )
