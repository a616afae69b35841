"""The figures that a stage has to reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from evaluation.items import EvaluationError
from evaluation.metrics import Metric, Metrics

TARGETS = Path(__file__).parent / "targets.yml"


@dataclass(frozen=True)
class Target:
    """A bound on one metric; a bound that is None does not bind."""

    metric: str
    at_least: float | None = None
    at_most: float | None = None

    def met(self, metric: Metric) -> bool:
        """Whether the figure keeps within the bounds."""
        low = self.at_least is None or metric.value >= self.at_least
        return low and (self.at_most is None or metric.value <= self.at_most)

    def __str__(self) -> str:
        """The bound as the scorecard prints it."""
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"


def load_targets(path: Path = TARGETS) -> dict[str, Target]:
    """Read the targets by metric name.

    Raises:
        EvaluationError: the file cannot be read as a list of targets.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        targets = [Target(**entry) for entry in entries]
    except (OSError, yaml.YAMLError, TypeError) as error:
        raise EvaluationError(f"{path} is no list of targets: {error}") from error
    for target in targets:
        if (target.at_least is None) == (target.at_most is None):
            raise EvaluationError(f"{path}: {target.metric} needs one of at_least, at_most")
    return {target.metric: target for target in targets}


def missed_targets(metrics: Metrics, targets: dict[str, Target]) -> tuple[str, ...]:
    """Names of the metrics that were measured and miss their target."""
    return tuple(
        name
        for name, target in targets.items()
        if name in metrics and not target.met(metrics[name])
    )
