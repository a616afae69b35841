"""Reading and checking ``kinship.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from actions.eligibility.yaml_text import Lines, read_checked
from actions.understanding.kinship.model import Kinship, Term
from actions.understanding.kinship.patterns import move_patterns, sayings, speech_patterns, traits
from luohu.expressions import compiled

KINSHIP_FILE = "kinship.yml"
KINSHIP_SCHEMA = Path("schema", "kinship.schema.json")


class KinshipError(ValueError):
    """A table that cannot be used; the message names file, place and mend."""


def load_kinship(corpus_dir: Path) -> Kinship:
    """Read ``kinship.yml``.

    Raises:
        KinshipError: it breaks its schema, holds a pattern that is none, or gives a word twice.
    """
    path = corpus_dir / KINSHIP_FILE
    entries = read_checked(path, corpus_dir / KINSHIP_SCHEMA, KinshipError)
    speech, said = entries["speech"], entries["moves"]
    try:
        terms = _terms(entries, path)
        return Kinship(
            terms=terms,
            lengths=_lengths(terms),
            patterns=speech_patterns(speech) | move_patterns(said),
            traits=traits(speech),
            sayings=sayings(said),
            compose=entries["compose"],
            family=entries["family"],
            bare=frozenset(entries["bare"]),
            told_behind=tuple(_told_behind(terms, entries)),
        )
    except re.error as error:
        raise KinshipError(
            f"{path}: {error.pattern!r} is no regular expression: {error}; mend it there"
        ) from error


def _lengths(terms: Mapping[str, Term]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in terms:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _terms(entries: Mapping[str, Any], path: Path) -> dict[str, Term]:
    """Every word with its term; a word that stands in the table itself goes before made ones."""
    terms = _written(entries, path)
    plain = dict(terms)
    for prefix in entries["prefixes"]:
        for word, term in plain.items():
            made = _made(term, prefix, entries["sides"])
            if made:
                for lead in prefix["words"]:
                    terms.setdefault(lead + word, made)
    return terms


def _told_behind(
    terms: Mapping[str, Term], entries: Mapping[str, Any]
) -> Iterator[tuple[re.Pattern[str], Mapping[str, Term]]]:
    """The prefixes that may also follow their word (女儿是领养的), and what they make of it."""
    for prefix in entries["prefixes"]:
        if "behind" in prefix:
            made = {word: _made(term, prefix, entries["sides"]) for word, term in terms.items()}
            said = compiled(f"(?:{prefix['behind']})(?:{'|'.join(prefix['words'])})")
            yield said, {word: term for word, term in made.items() if term}


def _written(entries: Mapping[str, Any], path: Path) -> dict[str, Term]:
    """The words that stand in the table."""
    terms: dict[str, Term] = {}
    for group in entries["terms"]:
        term = _term(group, entries["sides"])
        for written in group["words"]:
            for word in _spelled(written, entries["parts"]):
                known = terms.setdefault(word, term)
                if known.relation != term.relation:
                    raise KinshipError(
                        f"{path}, line {_line(path, written)}: {word} is a {term.relation} here "
                        f"and a {known.relation} further up; leave it in one group"
                    )
    return terms


def _term(group: Mapping[str, Any], sides: Mapping[str, str]) -> Term:
    attributes = {name: value for name, value in group.items() if name != "words"}
    attributes.setdefault("side", sides.get(group["relation"]))
    for name in ("then", "behind"):
        if name in group:
            attributes[name] = re.compile(group[name])
    return Term(**attributes)


def _made(term: Term, prefix: Mapping[str, Any], sides: Mapping[str, str]) -> Term | None:
    """The term of a word behind a prefix; None where the prefix makes none of its relation."""
    relation = prefix["makes"].get(term.relation)
    if relation is None:
        return None
    same = relation == term.relation
    barred = prefix.get("unless_after")
    return replace(
        term,
        relation=relation,
        side=prefix.get("side") or (term.side if same else sides.get(relation)),
        needs_owner=False,
        address=False,
        general=False,
        behind=None,
        unless_after=re.compile(barred) if barred else None,
        sure=term.sure or not same,
    )


def _spelled(written: str, parts: Mapping[str, str]) -> list[str]:
    """The words that a spelling such as ``(big|small|)brother`` stands for."""
    return _chosen(re.sub(r"<(\w+)>", lambda name: f"({parts[name[1]]})", written))


def _chosen(spelling: str) -> list[str]:
    # Inner brackets first, so that a part may itself be one.
    brackets = re.search(r"\(([^()]*)\)", spelling)
    if brackets is None:
        return [spelling]
    before, after = spelling[: brackets.start()], spelling[brackets.end() :]
    return [word for choice in brackets[1].split("|") for word in _chosen(before + choice + after)]


def _line(path: Path, written: str) -> int:
    return Lines(path.read_text(encoding="utf-8")).saying(written, "terms")
