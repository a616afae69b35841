"""How sure the desk may be of a turn, measured on open questions and written as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from actions.corpus import Corpus
from actions.desk.signals import gather
from evaluation.auditing import Auditor
from evaluation.inside import Inside
from evaluation.items import EvaluationError, Item
from evaluation.running import run_items
from evaluation.scoring import Score

FOLDS = 10
BARS = (0.8, 0.85, 0.9, 0.95)

# The signals that bear on each group of kinds.
WEIGHED: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("answer", "comparison"): (
        "likely", "heard", "best", "margin", "found", "found_plainly", "told",
    ),
    ("question", "eligibility"): ("heard", "best", "found", "found_plainly"),
    ("no_answer",): ("likely",),
}  # fmt: skip
COUNTED = ("clarify_region", "unsupported_region", "no_answer")
# A warning is never withheld; what concludes nothing is nothing to read out.
SET = {"refusal": 1.0, "smalltalk": 0.0, "menu": 0.0, "handoff": 0.0}


@dataclass(frozen=True)
class Case:
    """A scored turn: its kind, what speaks for it, and whether it was right."""

    kind: str
    signals: Mapping[str, float]
    right: bool


@dataclass(frozen=True)
class Fitted:
    """A weighing and, case by case, what it says of cases that it was not fitted on."""

    entry: dict[str, Any]
    unseen: tuple[tuple[float, bool], ...]


def make_cases(
    items: Iterable[Item],
    bot: Inside,
    corpus: Corpus,
    auditor: Auditor,
    progress: Callable[[int], None],
) -> list[Case]:
    """Put items to the bot and look at each scored turn as the desk would."""
    cases: list[Case] = []
    for number, item in enumerate(items, 1):
        progress(number)
        bot.said.clear()
        (result,) = run_items([item], bot, corpus, auditor, lambda *_: None)
        (said,) = bot.said.values()
        for step, after in zip(result.steps, said, strict=True):
            if step.score:
                turn = step.reply.turn
                evidence = gather(bot.services, after.text, turn, after.session)
                cases.append(Case(turn["kind"], evidence.signals, is_right(step.score)))
    return cases


def is_right(score: Score) -> bool:
    """Whether what an operator would read out is right: kind, region, first clause, verdict."""
    if False in (score.kind, score.region, score.first, score.verdict):
        return False
    return not (score.first is None and score.among is False)


def fit(cases: Sequence[Case], kinds: tuple[str, ...], names: tuple[str, ...]) -> Fitted:
    """Weigh the signals of some kinds of turn.

    Raises:
        EvaluationError: too few cases, or all of them right.
    """
    meant = [case for case in cases if case.kind in kinds and case.signals]
    right = np.array([case.right for case in meant])
    if min(right.sum(), (~right).sum()) < FOLDS:
        raise EvaluationError(f"too few cases of {', '.join(kinds)} to measure confidence on")
    signals = np.array([[case.signals[name] for name in names] for case in meant])
    unseen = cross_val_predict(_regression(), signals, right, cv=FOLDS, method="predict_proba")
    model = _regression().fit(signals, right)
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    entry = {
        "kinds": list(kinds),
        "bias": round(float(model.intercept_[0]), 3),
        "weights": weights,
    }
    return Fitted(entry, tuple(zip(unseen[:, 1].tolist(), right.tolist(), strict=True)))


def counted(cases: Sequence[Case], kind: str) -> float:
    """The share of right turns of a kind where no signal bears, cautiously where they are few."""
    weighed = any(kind in kinds for kinds in WEIGHED)
    right = [c.right for c in cases if c.kind == kind and not (weighed and c.signals)]
    return round((sum(right) + 1) / (len(right) + 2), 3)


def write(path: Path, fitted: Sequence[Fitted], shares: Mapping[str, float]) -> None:
    """Put what was measured in place of what stood there; the rest of the file stays."""
    head = path.read_text(encoding="utf-8").split("shares:")[0]
    measured = {"shares": dict(shares), "weighings": [one.entry for one in fitted]}
    text = yaml.safe_dump(measured, sort_keys=False, allow_unicode=True)
    path.write_text(head + text, encoding="utf-8")


def table(fitted: Sequence[Fitted]) -> str:
    """Bar by bar: the share of turns above it, and how many are right above and below."""
    rows = ["| kinds | cases | bar | above | right above | right below |"]
    rows.append("|---" * 6 + "|")
    groups = [("/".join(one.entry["kinds"]), one.unseen) for one in fitted]
    groups.append(("all", tuple(case for one in fitted for case in one.unseen)))
    for name, cases in groups:
        for bar in BARS:
            above = [right for sure, right in cases if sure >= bar]
            below = [right for sure, right in cases if sure < bar]
            rows.append(
                f"| {name} | {len(cases)} | {bar} | {_share(len(above), len(cases))} "
                f"| {_share(sum(above), len(above))} | {_share(sum(below), len(below))} |"
            )
    return "\n".join(rows)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _regression() -> LogisticRegression:
    return LogisticRegression(max_iter=1000)
