"""Summaries of measured times."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the values lie, between neighbours linear.

    Raises:
        ValueError: there are no values, or ``share`` is no share.
    """
    if not values or not 0.0 <= share <= 1.0:
        raise ValueError(f"no percentile {share} of {len(values)} values")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def milliseconds(seconds: Sequence[float], share: float) -> float:
    """A percentile of times in seconds, as milliseconds; 0 where nothing was timed."""
    return percentile(seconds, share) * 1000 if seconds else 0.0
