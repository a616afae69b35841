"""Which other documents a document implements, replaces, repeals or amends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.publishing.dating import sentences
from actions.publishing.folding import folded
from actions.publishing.parts import Part
from actions.publishing.signs import signs


@dataclass(frozen=True)
class Relation:
    """Another document and how this one stands to it.

    Attributes:
        name: its title, None where the text names none (与本办法不一致的规定同时废止).
        number: its 文号, where printed behind the title.
        quote: the sentence in which it stands.
        part: the id of the part.
    """

    name: str | None
    number: str | None
    quote: str
    part: str
    confirmed: bool = False


def find_relations(
    main: Sequence[Part], carrying: Sequence[Part], own: str | None
) -> dict[str, tuple[Relation, ...]]:
    """All relations by kind: implements, replaces, repeals, amends."""
    whole = [*main, *carrying]
    found = {
        "implements": _implemented(_opening(main) + _opening(carrying)),
        "repeals": _ended(whole, "repeals"),
        "replaces": _ended(whole, "replaces"),
        "amends": _amended(whole),
    }
    return {kind: tuple(_distinct(relations, own)) for kind, relations in found.items()}


def _opening(parts: Sequence[Part]) -> list[Part]:
    """The parts in which a document says what it rests on: its preamble and first provision."""
    preamble = [part for part in parts if part.kind == "preamble"]
    first = next((part for part in parts if part.kind == "provision"), None)
    return [*preamble, first] if first else preamble


def _implemented(parts: Sequence[Part]) -> Iterator[Relation]:
    for part, sentence in sentences(parts):
        match = signs().identity["implements"].search(sentence)
        if match:
            cited = _cited(part, sentence, match.start(), len(sentence))
            yield from (relation for relation in cited if not _is_short_name(relation))


def _ended(parts: Sequence[Part], kind: str) -> Iterator[Relation]:
    for part, sentence in sentences(parts):
        match = signs().identity[kind].search(folded(sentence))
        if not match or part.kind == "title":
            continue
        cited = [r for r in _cited(part, sentence, 0, len(sentence)) if _is_document(r)]
        yield from cited
        if not cited and kind == "repeals" and signs().identity["bare_repeals"].search(sentence):
            yield Relation(None, None, sentence, part.id)


def _amended(parts: Sequence[Part]) -> Iterator[Relation]:
    for part, sentence in sentences(parts):
        match = signs().identity["amends"].search(folded(sentence))
        if match:
            yield from filter(_is_document, _cited(part, sentence, 0, len(sentence)))
    title = "".join(part.text for part in parts if part.id.split("/")[-1].startswith("标题"))
    match = signs().identity["amends"].search(folded(title))
    first = next((part for part in parts if part.kind == "title"), None)
    if match and first:
        yield from _cited(first, title, 0, len(title))


def _cited(part: Part, sentence: str, start: int, end: int) -> Iterator[Relation]:
    for match in (
        signs()
        .identity["cited"]
        .finditer(sentence.replace("（", "(").replace("）", ")"), start, end)
    ):
        begins, ends = match.span("name")
        number = sentence[slice(*match.span("number"))] if match["number"] else None
        yield Relation(sentence[begins:ends], number, sentence, part.id)


def _is_document(relation: Relation) -> bool:
    """Whether a name in 《》 is that of a document, not of a paper such as 《居住证》."""
    name = re.sub(r"\([^()]*\)$", "", folded(relation.name or ""))
    return bool(signs().title.search(name))


def _is_short_name(relation: Relation) -> bool:
    """Whether a name is only what the text calls a document from there on: 《条例》."""
    return signs().title.fullmatch(folded(relation.name or "")) is not None


def _distinct(relations: Iterator[Relation], own: str | None) -> Iterator[Relation]:
    seen = {_compared(own)}
    for relation in relations:
        if _compared(relation.name) not in seen:
            seen.add(_compared(relation.name))
            yield relation


def _compared(name: str | None) -> str:
    return re.sub("[《》<>〈〉]", "", folded(name or "-"))
