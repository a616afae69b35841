"""Something wrong in a rule file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FindingKind = Literal[
    "unsaid",
    "both",
    "no_pathway",
    "same_id",
    "presumes",
    "no_condition",
    "decides_nothing",
    "opens_nothing",
    "not_quoted",
    "item",
    "misplaced",
    "no_clause",
    "number",
    "unused",
    "no_facet",
    "facet_unsaid",
    "facet_speaks",
    "taken_over",
]


@dataclass(frozen=True)
class Finding:
    """Something wrong in a rule file.

    Attributes:
        steps: where it stands, from the top of the file.
        value: the text there that is wrong, to find its line.
        message: what is wrong and how to mend it.
        kind: what is wrong, for programs that say it in other words.
        named: what the message names beside the value.
    """

    steps: tuple[str, ...]
    value: str
    message: str
    kind: FindingKind
    named: tuple[str, ...] = ()
