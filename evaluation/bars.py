"""A share drawn as a bar."""

from __future__ import annotations

from html import escape

from evaluation.metrics import Metric
from evaluation.targets import Target

BAR = 160


def bar(metric: Metric, target: Target | None = None, missed: bool = False) -> str:
    """A share as a bar with a tick at its target; nothing for another unit."""
    if metric.unit != "share":
        return ""
    colour = "--bad" if missed else "--good"
    parts = [
        f'<rect width="{BAR}" height="10" rx="3" fill="var(--track)"/>',
        f'<rect width="{BAR * metric.value:.1f}" height="10" rx="3" fill="var({colour})"/>',
    ]
    if target and target.at_least is not None:
        place = f"{BAR * target.at_least:.1f}"
        parts.append(f'<path d="M{place} -2v14" stroke="var(--mark)" stroke-width="2"/>')
    label = escape(str(metric))
    return (
        f'<svg width="{BAR + 4}" height="14" viewBox="0 -2 {BAR + 4} 14" role="img" '
        f'aria-label="{label}">{"".join(parts)}</svg>'
    )
