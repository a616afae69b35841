"""``sayings.yml``: what people say of each fact, unasked and as an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from actions.eligibility.model import Fact, FactValue
from actions.understanding.answering import values_of
from luohu.retracted import without_retracted
from luohu.text import normalise

SAYINGS_FILE = "sayings.yml"


@dataclass(frozen=True)
class Saying:
    """One sentence that states a value of a fact.

    Attributes:
        unasked: whether the sentence alone makes the fact plain.
        circumstance: whether it answers by something that says yes or no to this question alone.
    """

    fact: str
    value: FactValue
    text: str
    unasked: bool
    circumstance: bool = False


def load_sayings(corpus_dir: Path, book: Mapping[str, Fact]) -> list[Saying]:
    """Read all sayings, and those that the choices of the facts give.

    Raises:
        ValueError: not readable, or a fact or value that ``facts.yml`` does not have.
    """
    path = corpus_dir / SAYINGS_FILE
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, yaml.YAMLError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error
    if not isinstance(entries, dict) or not all(isinstance(e, dict) for e in entries.values()):
        raise ValueError(f"{path}: each fact needs `told` and `answered`, with sayings by value")
    found = []
    for name, forms in entries.items():
        values = values_of(book[name]) if name in book else {}
        for form in ("told", "answered"):
            listed = forms.get(form, {})
            if not values or set(listed) != set(values):
                raise ValueError(
                    f"{path}: {name}/{form}: there must be sayings for each value of the fact in "
                    f"facts.yml: {', '.join(values) or 'there is no such fact'}"
                )
            found += [
                Saying(name, values[key], normalise(text), form == "told")
                for key, texts in listed.items()
                for text in texts
            ]
        found += [
            Saying(name, choice.value, normalise(word), False)
            for choice in book[name].choices
            for word in (choice.title, *choice.words)
            if len(word) > 1
        ]
    return found


def load_answered(answers: Path, book: Mapping[str, Fact]) -> list[Saying]:
    """Answers to the questions of facts in many manners, a file for each author.

    Args:
        answers: the folder whose ``facts`` hold answers in every manner, and ``circumstances``
            those that mostly tell a circumstance from which the answer follows.
        book: all facts by name.

    Raises:
        ValueError: not readable, or a fact or value that ``facts.yml`` does not have.
    """
    return [
        saying
        for part in ("facts", "circumstances")
        for saying in _answered(answers / part, book, part == "circumstances")
    ]


def _answered(folder: Path, book: Mapping[str, Fact], circumstance: bool) -> Iterator[Saying]:
    for path, entries in _of_authors(folder):
        for name, listed in entries.items():
            values = values_of(book[name]) if name in book else {}
            foreign = sorted(set(listed) - set(values))
            if foreign:
                raise ValueError(f"{path}: {name}: facts.yml has no value {', '.join(foreign)}")
            for key, texts in listed.items():
                for text in texts:
                    said = without_retracted(normalise(text))
                    yield Saying(name, values[key], said, False, circumstance)


@dataclass(frozen=True)
class Asked:
    """What people say under a question, worded like a question or not answering it.

    Attributes:
        back: fact -> what they ask about its question instead of answering.
        answering: answers that are worded like questions (那还能没有).
        elsewhere: what asks for something else.
    """

    back: Mapping[str, Sequence[str]] = field(default_factory=dict)
    answering: Sequence[str] = ()
    elsewhere: Sequence[str] = ()


def load_asked(folder: Path, book: Mapping[str, Fact]) -> Asked:
    """What several authors say under questions that is no plain answer, a file for each author.

    Raises:
        ValueError: not readable, or a fact that ``facts.yml`` does not have.
    """
    found: dict[str, list[str]] = {}
    for path, entries in _of_authors(folder):
        foreign = sorted(set(entries) - set(book) - {"answering", "elsewhere"})
        if foreign:
            raise ValueError(f"{path}: facts.yml has no fact {', '.join(foreign)}")
        for name, texts in entries.items():
            found.setdefault(name, []).extend(normalise(str(text)) for text in texts)
    answering, elsewhere = found.pop("answering", []), found.pop("elsewhere", [])
    return Asked(found, answering, elsewhere)


def _of_authors(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The files of a folder, an author each, and what stands in them by fact."""
    for path in sorted(folder.glob("*.yml")):
        try:
            yield path, yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError) as error:
            raise ValueError(f"{path} cannot be read: {error}") from error


def load_unsure(path: Path) -> list[str]:
    """What people answer who do not know."""
    return [normalise(str(text)) for text in yaml.safe_load(path.read_text(encoding="utf-8"))]
