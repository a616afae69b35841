"""The figures of a run."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.auditing import Audit
from evaluation.reading import ANSWERED
from evaluation.running import ItemResult

_FORMATS = {"share": "{:.3f}", "count": "{:.0f}", "mean": "{:.2f}", "ms": "{:.0f} ms"}
CHECKS = ("region", "first", "among", "wanted", "must_say", "must_not_say")


@dataclass(frozen=True)
class Metric:
    """One figure: a share from 0 to 1, a count, a mean, or milliseconds, over ``cases`` cases."""

    value: float
    cases: int
    unit: str = "share"

    def __str__(self) -> str:
        """The figure as the scorecard prints it."""
        return _FORMATS[self.unit].format(self.value)


Metrics = dict[str, Metric]


def measure(results: Sequence[ItemResult]) -> Metrics:
    """All figures of some results by name, e.g. ``questions.first``; none without a case."""
    metrics: Metrics = {}
    by_set: dict[str, list[ItemResult]] = defaultdict(list)
    for result in results:
        by_set[result.item.set].append(result)
    questions = by_set.pop("questions", [])
    if questions:
        metrics |= {f"questions.{name}": m for name, m in measure_questions(questions).items()}
    for name, members in by_set.items():
        metrics[f"{name}.passed"] = _share(result.passed for result in members)
        groups = sorted({result.item.group for result in members} - {""})
        for group in groups:
            chosen = (result.passed for result in members if result.item.group == group)
            metrics[f"{name}.{group}"] = _share(chosen)
        asked = [result.questions for result in members if result.questions is not None]
        if asked:
            metrics[f"{name}.questions"] = Metric(statistics.fmean(asked), len(asked), "mean")
        if any(len(result.scored) > 1 for result in members):
            scores = (step.score for result in members for step in result.scored)
            metrics[f"{name}.steps"] = _share(not score.missed for score in scores if score)
    metrics |= {f"turns.{name}": m for name, m in _measure_turns(results).items()}
    return {name: metric for name, metric in metrics.items() if metric.cases}


def measure_questions(results: Sequence[ItemResult]) -> Metrics:
    """The figures of question items: what is answered, where it is found, what is said."""
    scores = [result.last for result in results]
    metrics = {"answered": _share(bool(score.kind) for score in scores)}
    for name in CHECKS:
        values = (getattr(score, name) for score in scores)
        metrics[name] = _share(value for value in values if value is not None)
    counts = [
        result.last.citations
        for result in results
        if result.steps[-1].reply.turn.get("kind") in ANSWERED
    ]
    metrics["citations"] = Metric(statistics.fmean(counts or [0]), len(counts), "mean")
    return metrics


def measure_regions(results: Sequence[ItemResult]) -> dict[str, Metrics]:
    """The figures of the question items region by region."""
    codes = sorted({r.item.region for r in results if r.item.set == "questions" and r.item.region})
    return {
        code: measure_questions(
            [r for r in results if r.item.set == "questions" and r.item.region == code]
        )
        for code in codes
    }


def total_audit(results: Sequence[ItemResult]) -> Audit:
    """The audit of every turn of the results."""
    return sum((step.audit for result in results for step in result.steps), Audit())


def _measure_turns(results: Sequence[ItemResult]) -> Metrics:
    steps = [step for result in results for step in result.steps]
    audit = total_audit(results)
    times = sorted(1000 * step.reply.seconds for step in steps)
    return {
        "replied": _share(not step.reply.fault for step in steps),
        "schema": _rest(audit.invalid, audit.turns),
        "verbatim": _rest(audit.not_verbatim, audit.quotes),
        "clause_named": _rest(audit.misplaced, audit.quotes),
        "wrong_region": Metric(audit.wrong_region, audit.turns, "count"),
        "expiry": _rest(audit.unsaid, audit.expired),
        "quoted_characters": Metric(audit.characters / max(audit.quotes, 1), audit.quotes, "mean"),
        "p50": Metric(_quantile(times, 0.5), len(times), "ms"),
        "p95": Metric(_quantile(times, 0.95), len(times), "ms"),
    }


def _share(values: Iterable[bool]) -> Metric:
    listed = list(values)
    return Metric(sum(listed) / max(len(listed), 1), len(listed))


def _rest(bad: int, cases: int) -> Metric:
    return Metric(1 - bad / max(cases, 1), cases)


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
