"""A question and the clause that answers it: what the encoder learns from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from actions.corpus import Clause


@dataclass(frozen=True)
class Pair:
    """Two texts that belong together, without the model's prompts.

    Attributes:
        document: folder of the document that the passage is from.
        clause: id of the clause that the passage stands for.
    """

    document: str
    clause: str
    question: str
    passage: str


def pair_of(clause: Clause, question: str, passage: str) -> Pair:
    """The pair of a question with a passage of ``clause``."""
    return Pair(clause.document, clause.id, question, passage)


def scattered(texts: Iterable[str], salt: str) -> list[str]:
    """The texts in an order that looks random and is the same each time.

    A text more or less moves no other one, so that little changes with it.
    """
    return sorted(texts, key=lambda text: hashlib.sha256(f"{salt} {text}".encode()).digest())


def as_json(pairs: Iterable[Pair]) -> str:
    """The pairs as JSON, the same for the same pairs."""
    return json.dumps([astuple(pair) for pair in pairs], ensure_ascii=False, indent=0)
