"""Situation cards: what a message is to be about and how, drawn before anybody writes it.

A card says what happened to whom, what is asked, who asks and in which manner. Whoever writes the
message sees one card, so that messages are as different as the deck, not as one author's ideas.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from luohu.places.words import read_yaml
from luohu.settings import ROOT

T = TypeVar("T")

SITUATIONS = ROOT / "data" / "situations"
CORPUS = ROOT / "policy_corpus"

# Of a situation that is on a card already, this part of its weight is left.
_AGAIN = 0.1


@dataclass(frozen=True)
class Card:
    """What one message is to be about, and how it is to be written.

    Attributes:
        id: seed and number.
        label: ``answer``, ``silent`` or ``out_of_scope``.
        region: code of the region that is asked about.
        subject: subject of the clause; empty where the card is about a matter.
        matter: matter of ``matters.yml``; empty where the card is about a clause.
        gold: quotes that answer; empty where nothing does.
        near: quotes that a reader might take for the answer; only near a clause that does not say.
        facet: the kind of thing that is asked.
        situation: what happened.
        ask: what is asked.
        who: the person who writes.
        details: what of their life they mix in.
        length: characters, from and to.
        manner: a name of ``manners`` in ``people.yml``.
    """

    id: str
    label: str
    region: str
    subject: str
    matter: str
    gold: tuple[str, ...]
    near: tuple[str, ...]
    facet: str
    situation: str
    ask: str
    who: Mapping[str, str]
    details: tuple[str, ...]
    length: tuple[int, int]
    manner: str


@dataclass(frozen=True)
class Topic:
    """Situations and asks that fit one another: one clause, one gap or one matter.

    Attributes:
        kind: a name of ``shares`` in ``people.yml``.
        weight: how often it is drawn among its kind.
        situations: each with the codes of the regions in which it is on this side of the label.
        asks: facet and what is asked.
    """

    kind: str
    weight: float
    situations: tuple[tuple[str, frozenset[str]], ...]
    asks: tuple[tuple[str, str], ...]
    subject: str = ""
    matter: str = ""
    gold: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What is told of the message: a gap near a clause is silent."""
        return "silent" if self.kind == "near_miss" else self.kind


@dataclass(frozen=True)
class Deck:
    """All that cards are drawn from.

    Attributes:
        topics: clauses, gaps and matters.
        regions: codes.
        people: ``people.yml``.
        places: names of the places of each region.
    """

    topics: tuple[Topic, ...]
    regions: tuple[str, ...]
    people: Mapping[str, Any]
    places: Mapping[str, tuple[str, ...]]


@dataclass
class _Drawn:
    """What is on a card already."""

    pairs: set[tuple[str, str]] = field(default_factory=set)
    situations: dict[str, int] = field(default_factory=dict)


def read_deck(folder: Path = SITUATIONS, corpus: Path = CORPUS) -> Deck:
    """Read ``matters.yml``, ``answers.yml`` and ``people.yml``."""
    documents = read_yaml(folder / "answers.yml")["regions"]
    regions = tuple(sorted(documents))
    topics = list(_of_clauses(documents))
    topics += _of_matters(read_yaml(folder / "matters.yml"), regions)
    return Deck(
        topics=tuple(topics),
        regions=regions,
        people=read_yaml(folder / "people.yml"),
        places={region: tuple(_places(_region(corpus, region))) for region in regions},
    )


def draw(deck: Deck, seed: int, count: int, manner: str | None = None) -> list[Card]:
    """Draw cards; the same deck, seed, count and manner give the same cards.

    Args:
        deck: what to draw from.
        seed: of the random numbers.
        count: number of cards.
        manner: the one manner of all cards; without it, all of them evenly under each label.

    Raises:
        ValueError: the manner is unknown, or the deck has not as many different cards.
    """
    manners = deck.people["manners"]
    if manner is not None and manner not in manners:
        raise ValueError(f"no manner {manner}; there are {', '.join(manners)}")
    rng = random.Random(seed)
    drawn = _Drawn()
    cards = []
    for kind, number in _numbers(deck.people["shares"], count).items():
        regions = _evenly(deck.regions, number, rng)
        told = _evenly([manner] if manner else list(manners), number, rng)
        lengths = {
            name: iter(_evenly(manners[name]["lengths"], told.count(name), rng))
            for name in set(told)
        }
        for region, said in zip(regions, told, strict=True):
            topic, situation, (facet, ask) = _pick(deck, kind, region, drawn, rng)
            low, high = deck.people["lengths"][next(lengths[said])]
            cards.append(
                Card(
                    id="",
                    label=topic.label,
                    region=region,
                    subject=topic.subject,
                    matter=topic.matter,
                    gold=topic.gold,
                    near=topic.near,
                    facet=facet,
                    situation=situation,
                    ask=ask,
                    who={name: rng.choice(of) for name, of in deck.people["who"].items()},
                    details=_details(deck, region, situation, ask, rng),
                    length=(low, high),
                    manner=said,
                )
            )
    rng.shuffle(cards)
    return [replace(card, id=f"{seed}-{place:04d}") for place, card in enumerate(cards, 1)]


def _pick(
    deck: Deck, kind: str, region: str, drawn: _Drawn, rng: random.Random
) -> tuple[Topic, str, tuple[str, str]]:
    """A topic by weight, and of it a situation and an ask that are on no card together."""
    facets: Mapping[str, float] = deck.people["facets"][kind]
    topics = [topic for topic in deck.topics if topic.kind == kind]
    while topics:
        topic = rng.choices(topics, [topic.weight for topic in topics])[0]
        pairs = [
            (text, ask)
            for text, where in topic.situations
            if region in where
            for ask in topic.asks
            if (text, ask[1]) not in drawn.pairs
        ]
        if pairs:
            of_facet = [facet for facet, _ask in topic.asks]
            weights = [
                facets.get(facet, 1)
                / of_facet.count(facet)
                * _AGAIN ** drawn.situations.get(text, 0)
                for text, (facet, _ask) in pairs
            ]
            text, ask = rng.choices(pairs, weights)[0]
            drawn.pairs.add((text, ask[1]))
            drawn.situations[text] = drawn.situations.get(text, 0) + 1
            return topic, text, ask
        topics.remove(topic)
    raise ValueError(f"the deck has no further card of kind {kind} for region {region}")


def _details(
    deck: Deck, region: str, situation: str, ask: str, rng: random.Random
) -> tuple[str, ...]:
    people = deck.people
    lists = {**people["details"], "here": deck.places[region]}
    number = people["details_of_a_card"] + (len(situation) < people["short"])
    names = rng.sample([name for name in lists if name not in people["evened"]], number)
    names += [
        name
        for name, even in people["evened"].items()
        if not re.search(even["seen"], situation + ask) and rng.random() < even["share"]
    ]
    return tuple(rng.choice(lists[name]) for name in names)


def _numbers(shares: Mapping[str, float], count: int) -> dict[str, int]:
    """Split ``count`` by shares; what rounding leaves goes to the largest remainders."""
    exact = {kind: count * share / sum(shares.values()) for kind, share in shares.items()}
    numbers = {kind: int(number) for kind, number in exact.items()}
    rest = sorted(exact, key=lambda kind: numbers[kind] - exact[kind])
    for kind in rest[: count - sum(numbers.values())]:
        numbers[kind] += 1
    return numbers


def _evenly(values: Sequence[T], number: int, rng: random.Random) -> list[T]:
    """``number`` values in random order, each as often as any other or once more."""
    rounds = -(-number // len(values))
    first = rng.sample(list(values), len(values))
    picked = (first * rounds)[:number]
    rng.shuffle(picked)
    return picked


def _of_clauses(documents: Mapping[str, Any]) -> Iterator[Topic]:
    for region, document in documents.items():
        for name, kind in (("answers", "answer"), ("near_misses", "near_miss")):
            for entry in document[name]:
                yield Topic(
                    kind=kind,
                    weight=entry.get("weight", 1),
                    situations=tuple(
                        (text, frozenset([region])) for text in _flat(entry["situations"])
                    ),
                    asks=_asks(entry["asks"]),
                    subject=entry["subject"],
                    gold=tuple(entry.get("gold", ())),
                    near=tuple(entry.get("near", ())),
                )


def _of_matters(matters: Mapping[str, Any], regions: Sequence[str]) -> Iterator[Topic]:
    for name, matter in matters.items():
        everywhere = matter.get("regions", regions)
        yield Topic(
            kind=matter["label"],
            weight=matter["weight"],
            situations=tuple(
                (entry["text"], frozenset(entry["regions"]))
                if isinstance(entry, dict)
                else (entry, frozenset(everywhere))
                for entry in matter["situations"]
            ),
            asks=_asks(matter["asks"]),
            matter=name,
        )


def _asks(asks: Mapping[str, str | list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (facet, ask)
        for facet, said in asks.items()
        for ask in (said if isinstance(said, list) else [said])
    )


def _flat(entries: Sequence[Any]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _region(corpus: Path, code: str) -> Mapping[str, Any]:
    (path,) = corpus.glob(f"{code}-*/region.yml")
    region: Mapping[str, Any] = read_yaml(path)
    return region


def _places(place: Mapping[str, Any]) -> Iterator[str]:
    yield place["name"]
    for part in place.get("children", ()):
        yield from _places(part)
