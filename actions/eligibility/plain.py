"""``plain.yml`` of a document's folder: its sentences in everyday words, each with its quote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from actions.eligibility.loader import RulesError
from actions.eligibility.yaml_text import read_checked

PLAIN_FILE = "plain.yml"
PLAIN_SCHEMA = Path("schema", "plain.schema.json")


@dataclass(frozen=True)
class PlainLine:
    """A sentence of a clause in everyday words.

    Attributes:
        clause: id of the clause.
        quote: the words of the clause that carry it.
        says: what they say, the conclusion first.
        asked: how people ask for it in words of their own.
    """

    clause: str
    quote: str
    says: str
    asked: tuple[str, ...] = ()


def load_plain(folder: Path) -> tuple[PlainLine, ...]:
    """Read the plain lines of one document in order; none where the folder has no ``plain.yml``.

    Raises:
        RulesError: the file breaks its schema.
    """
    path = folder / PLAIN_FILE
    if not path.exists():
        return ()
    entries = read_checked(path, folder.parent / PLAIN_SCHEMA, RulesError)
    return tuple(
        PlainLine(clause, line["quote"], line["says"], tuple(line.get("asked", ())))
        for clause, lines in entries.items()
        for line in lines
    )
