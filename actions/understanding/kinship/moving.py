"""Who goes to whom by a text, read clause by clause."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.understanding.kinship.composing import (
    Facets,
    composed,
    opposite,
    relation_to_speaker,
)
from actions.understanding.kinship.model import Kinship, Move, MoveKind, Saying
from actions.understanding.kinship.naming import Person, antecedent, persons
from actions.understanding.kinship.signs import MOST, SPEAKER, UNKNOWN, sign_of, signs_in

_ELDERS = frozenset(("parent", "parent_in_law", "grandparent", "uncle_aunt", "great_grandparent"))
# An elder who is said to join one of these joins the speaker's, not the elder's own.
_NOT_OF_ELDERS = frozenset(
    ("parent", "grandparent", "uncle_aunt", "sibling", "sibling_in_law", "cousin")
)


def moves(text: str, words: Kinship) -> tuple[Move, ...]:
    """Who is to join whom or to come along with whom by a normalised text, left to right."""
    text = words.patterns["to_and_fro"].sub("", text)
    named = persons(text, words)[:MOST]
    signs = _in_signs(text, named, words)
    if not named and SPEAKER not in signs:
        return ()
    scene = _Scene({sign_of(number): one for number, one in enumerate(named)}, words)
    clauses = filter(None, words.patterns["clause"].split(signs))
    return tuple(dict.fromkeys(move for clause in clauses for move in scene.moves_of(clause)))


def _in_signs(text: str, named: Sequence[Person], words: Kinship) -> str:
    """The text with every person and every pronoun as one sign."""

    def sign(match: re.Match[str], seen: int) -> str:
        if match["speaker"]:
            return SPEAKER
        one = antecedent(match.group(), named[:seen], words, alone=True)
        return sign_of(named.index(one)) if one else UNKNOWN

    parts: list[str] = []

    def add_between(low: int, high: int, seen: int) -> None:
        for match in words.patterns["anyone"].finditer(text, low, high):
            parts.extend((text[low : match.start()], sign(match, seen)))
            low = match.end()
        parts.append(text[low:high])

    at = 0
    for number, person in enumerate(named):
        add_between(at, person.reach, number)
        parts.append(sign_of(_first_named(number, named)))
        at = person.relative.end
    add_between(at, len(text), len(named))
    return "".join(parts)


def _first_named(number: int, named: Sequence[Person]) -> int:
    """Which person a word stands for: one that may mean other elders, too, those named before."""
    one = named[number]
    if one.relative.sure or one.owned or one.relative.relation not in _ELDERS:
        return number
    before = (
        at
        for at, other in enumerate(named[:number])
        if other.relative.relation in _ELDERS and other.relative.plural == one.relative.plural
    )
    return next(before, number)


class _Scene:
    """Reads the clauses of one text in turn, knowing whom the earlier ones were about."""

    def __init__(self, people: Mapping[str, Person], words: Kinship) -> None:
        self._people = people
        self._words = words
        # Whom the talk is about, and the relative spoken of last.
        self._topic: str | None = None
        self._topic_lives_there = False
        self._topic_is_elsewhere = False
        self._last: str | None = None

    def moves_of(self, clause: str) -> list[Move]:
        """The moves of the next clause."""
        found = self._read(clause)
        people = [sign for sign in clause if sign in self._people or sign == SPEAKER]
        if people and (people[0] != SPEAKER or self._topic is None):
            self._topic = people[0]
            elsewhere = self._words.patterns["from_elsewhere"].search(clause)
            self._topic_is_elsewhere = bool(elsewhere)
            there = self._words.patterns["lives_there"].search(clause)
            self._topic_lives_there = bool(there) and not elsewhere
        self._last = next((one for one in reversed(people) if one != SPEAKER), self._last)
        return found

    def _read(self, clause: str) -> list[Move]:
        for saying in self._words.sayings:
            match = saying.said.search(clause)
            if match is None:
                continue
            if not self._is_wanted(clause, match):
                return []
            found = self._moves(saying, clause, match)
            if found:
                return found
        return []

    def _is_wanted(self, clause: str, match: re.Match[str]) -> bool:
        patterns = self._words.patterns
        if patterns["asks"].search(clause):
            return True
        lead = patterns["verb_not_verb"].sub("", clause[: match.start("verb")])
        return not (patterns["never"].search(lead) or patterns["told"].search(clause))

    def _moves(self, saying: Saying, clause: str, match: re.Match[str]) -> list[Move]:
        parts = match.groupdict()
        hosts = signs_in(parts.get("host") or "")
        if saying.couple:
            return self._couple(hosts[0])
        subject = self._subject(clause[: match.start("verb")], hosts)
        movers = signs_in(parts.get("mover") or "") or [subject]
        if saying.kind == "along":
            movers, hosts = self._together(saying, movers, hosts)
        elif not hosts:
            movers, hosts = self._without_host(saying, movers, clause[: match.start()])
        pairs = itertools.product(movers, hosts)
        found = (self._move(saying.kind, mover, host) for mover, host in pairs if mover != host)
        return [move for move in found if move]

    def _couple(self, sign: str) -> list[Move]:
        one = self._people.get(sign)
        if one and one.relative.relation == "spouse" and one.relative.plural:
            return [Move(None, one.relative, "join", "spouse")]
        return []

    def _together(
        self, saying: Saying, movers: list[str], hosts: list[str]
    ) -> tuple[list[str], list[str]]:
        """Who comes along and with whom."""
        if hosts:
            swapped = saying.mutual and movers == [SPEAKER]
            return (hosts, movers) if swapped else (movers, hosts)
        if movers == [SPEAKER]:
            return movers, [self._topic or SPEAKER]
        movers = [sign for sign in movers if sign != SPEAKER]
        # 我儿子在镇海上班,他媳妇能跟着落吗: who is called after somebody comes along with them.
        topic = self._people.get(self._topic or "")
        theirs = relation_to_speaker(topic.relative, self._words) if topic else SPEAKER
        with_topic = theirs != SPEAKER and self._topic not in movers
        owned = with_topic and any(self._people[one].relative.of == theirs for one in movers)
        return movers, [self._topic if owned and self._topic else SPEAKER]

    def _without_host(
        self, saying: Saying, movers: list[str], lead: str
    ) -> tuple[list[str], list[str]]:
        """Movers and hosts where nobody is named to be joined."""
        topic = self._topic
        if saying.host == "from_elsewhere":
            return (movers, [SPEAKER]) if self._topic_is_elsewhere else ([], [])
        if saying.host == "speaker":
            # Whoever wants them to come is the one they come to.
            wants = [sign for sign in lead if sign in self._people and sign not in movers]
            return movers, wants[-1:] or [SPEAKER]
        if topic is None or topic == SPEAKER:
            return movers, [SPEAKER]
        if self._topic_lives_there or movers == [SPEAKER]:
            return [SPEAKER] if movers == [topic] else movers, [topic]
        return movers, [SPEAKER]

    def _subject(self, lead: str, hosts: list[str]) -> str:
        """Who moves by the clause up to its verb; else whom the talk is about; else the speaker."""
        group = self._words.patterns["last_group"].search(lead)
        if group:
            return group.group()[0]
        topic = self._topic or SPEAKER
        if hosts == [SPEAKER] and topic == SPEAKER:
            return self._last or SPEAKER
        return SPEAKER if self._is_same(topic, hosts) else topic

    def _is_same(self, sign: str, hosts: list[str]) -> bool:
        one = self._people.get(sign)
        if one is None:
            return False
        relations = [self._people[host].relative.relation for host in hosts if host in self._people]
        return sign in hosts or one.relative.relation in relations

    def _move(self, kind: MoveKind, mover: str, host: str) -> Move | None:
        if UNKNOWN in (mover, host):
            return None
        goes, stays = self._people.get(mover), self._people.get(host)
        if any(one and one.relative.of == "someone" for one in (goes, stays)):
            return None
        relation = _host_to_mover(goes, stays, self._words)
        one = goes.relative if goes else None
        other = stays.relative if stays else None
        if goes and one and goes.general and not goes.owned and not one.sure and stays:
            one = replace(one, relation=opposite(relation))
        return Move(one, other, kind, relation if kind == "join" else opposite(relation))


def _host_to_mover(goes: Person | None, stays: Person | None, words: Kinship) -> str:
    """What the host is to the mover, None being the speaker."""
    if goes is None:
        return relation_to_speaker(stays.relative, words) if stays else "other_relative"
    own = relation_to_speaker(goes.relative, words)
    if stays is None:
        return opposite(own)
    if stays.relative.of == own or (not stays.owned and _names_so(goes, stays)):
        return stays.relative.relation
    first = Facets.of(goes.relative)._replace(relation=own)
    theirs = relation_to_speaker(stays.relative, words)
    second = Facets.of(stays.relative)._replace(relation=theirs)
    relation, _sure = composed(words.family, first, second)
    if relation != "other_relative":
        return relation
    return composed(words.compose, Facets(opposite(own)), second)[0]


def _names_so(goes: Person, stays: Person) -> bool:
    """Whether the host is called so by the mover, rather than by the speaker."""
    one, other = goes.relative, stays.relative
    if stays.said_by and one.sex and stays.said_by != one.sex:
        return False
    if one.relation == "child" and one.sex is None and other.relation == "spouse":
        return False
    if one.relation in _ELDERS:
        own_spouse = other.relation == "spouse" and stays.said_by is not None
        return other.relation not in _NOT_OF_ELDERS and not own_spouse
    return True
