"""Counts of a measurement that add up over what was measured."""

from __future__ import annotations

from typing import Self


class Counts:
    """A dataclass of counts, or of tuples of what was found, that adds up field by field."""

    def __add__(self, other: Self) -> Self:
        """Both together."""
        return type(self)(**{name: own + getattr(other, name) for name, own in vars(self).items()})
