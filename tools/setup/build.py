"""What is built once both environments stand: encoder, clause index, listener, NLU model."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.processes import ending
from tools.setup.commands import Outcome, run_logged
from tools.setup.fingerprint import fingerprint
from tools.variables import project_variables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from luohu.settings import Settings
    from tools.setup.environments import Environment
    from tools.setup.progress import Progress

NLU_MODEL = "luohu"
_TAIL = 15


@dataclass(frozen=True)
class Step:
    """One thing to build.

    Attributes:
        title: what it is, for the progress line.
        command: what builds it.
        log: file that gets the command's output.
        inputs: files and folders that the result is made from; without any, the command runs each
            time and finds out by itself what is current.
        results: what must exist afterwards.
        key_file: file that keeps the hash of the inputs of the last complete build.
        chatty: whether the output is too much to show, so that it goes to the log alone.
    """

    title: str
    command: tuple[str, ...]
    log: Path
    inputs: tuple[Path, ...] = ()
    results: tuple[Path, ...] = ()
    key_file: Path | None = None
    chatty: bool = False


def steps(root: Path, settings: Settings, envs: Mapping[str, Environment]) -> list[Step]:
    """The steps in the order in which they need each other."""
    actions, bot = str(envs["actions"].python), str(envs["bot"].python)
    var = settings.var_dir
    logs, keys, card = var / "log", var / "built", settings.model_dir / "encoder.json"
    training = ["--config", "config.yml", "--domain", "domain", "--data", "data", "--force"]
    named = ["--out", str(var / "rasa"), "--fixed-model-name", NLU_MODEL]
    code = ("actions/corpus", "actions/retrieval", "actions/eligibility", "luohu")
    learned = ("domain", "data", "bot/components", "luohu", "config.yml", "requirements/bot.lock")
    return [
        Step("sentence encoder", (actions, "-m", "tools.model"), logs / "model.log"),
        Step(
            "clause index",
            (actions, "-m", "actions.retrieval.build"),
            logs / "index.log",
            inputs=(
                *(root / name for name in (*code, "data/nlu", "requirements/actions.lock")),
                settings.corpus_dir,
                card,
            ),
            results=(settings.index_dir, var / "dictionary"),
            key_file=keys / "index",
        ),
        Step(
            "fact listener",
            (actions, "-m", "actions.understanding.listening"),
            logs / "listener.log",
            inputs=(
                root / "actions" / "understanding" / "listening",
                root / "data" / "nlu" / "acts",
                root / "requirements" / "actions.lock",
                settings.corpus_dir / "facts.yml",
                settings.corpus_dir / "sayings.yml",
                card,
            ),
            results=(var / "listener" / "ears.joblib",),
            key_file=keys / "listener",
        ),
        Step(
            "language understanding",
            (bot, "-m", "rasa", "train", *training, *named),
            logs / "train.log",
            inputs=(*(root / name for name in learned), var / "dictionary", card),
            results=(var / "rasa" / f"{NLU_MODEL}.tar.gz",),
            key_file=keys / "rasa",
            chatty=True,
        ),
    ]


def build(
    root: Path,
    settings: Settings,
    planned: Iterable[Step],
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    """Run each step whose result is missing or was made from something else.

    Raises:
        UserError: a step failed; the message holds its last lines.
    """
    # Only a model chosen by name may have to be fetched from a hub.
    environment = project_variables(root, variables, offline=not settings.model)
    environment["RASA_CACHE_DIRECTORY"] = str(settings.var_dir / "rasa-cache")
    for step in planned:
        _build_step(root, step, environment, progress)


def _build_step(root: Path, step: Step, environment: Mapping[str, str], progress: Progress) -> None:
    key = fingerprint(root, step.inputs, step.command)
    if step.key_file and _read(step.key_file) == key and all(r.exists() for r in step.results):
        return
    if step.key_file and step.key_file.exists():
        step.key_file.unlink()
    seconds = _run(root, step, environment, progress)
    if step.key_file or seconds >= 2.0:
        progress.say(f"Built: {step.title} ({seconds:.0f} s).")
    if step.key_file:
        step.key_file.parent.mkdir(parents=True, exist_ok=True)
        step.key_file.write_text(key + "\n", encoding="utf-8")


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
    if outcome.code != 0 or not all(result.exists() for result in step.results):
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


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""
