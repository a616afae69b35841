"""Finding the words for relatives in a text, and which of them belong to the one before."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from actions.understanding.kinship.model import Kinship, Term
from luohu.policy import policy

# How far before a word its owner and its traits may begin, in characters.


@dataclass(frozen=True)
class Match:
    """A word for a relative in a text.

    Attributes:
        start, end: where the word stands.
        before: what directly before it tells whose the relative is, of age and of marriage.
        linked: whether it is a relative of the one before: "mother" in "my husband's mother".
    """

    start: int
    end: int
    term: Term
    before: re.Match[str] | None
    linked: bool

    @property
    def owner(self) -> str | None:
        """Whose the relative is said to be: ``self``, ``third``, ``you``, ``home`` or nobody's."""
        names = ("self", "third", "you", "home")
        return next((name for name in names if self.before and self.before[name]), None)

    @property
    def reach(self) -> int:
        """Where the words begin together with whose the relative is and what age."""
        return self.before.start() if self.before else self.start


def chains(text: str, words: Kinship) -> list[list[Match]]:
    """The words for relatives in a normalised text, those that name one person together."""
    found: list[list[Match]] = []
    for match in _matches(text, words):
        if match.linked:
            found[-1].append(match)
        else:
            found.append([match])
    return found


def _matches(text: str, words: Kinship) -> Iterator[Match]:
    nobody = [
        match.span()
        for name in ("nobody", "couple")
        for match in words.patterns[name].finditer(text)
    ]
    last: Match | None = None
    at = 0
    while at < len(text):
        found = _word_at(text, at, nobody, words)
        if found is None:
            at += 1
            continue
        end, term = found
        linked = last is not None and _is_linked(text, last, at, term, words)
        before = None if linked else _before(text, last.end if last else 0, at, words)
        match = Match(at, end, term, before, linked)
        at = end
        if linked or _is_named(text, match, words):
            yield match
            last = match
            another = words.patterns["by_another"].match(text, end)
            at = another.end() if another else end


def _word_at(
    text: str, at: int, nobody: list[tuple[int, int]], words: Kinship
) -> tuple[int, Term] | None:
    """The end of the longest word that begins here and names somebody, and what it means."""
    for length in words.lengths.get(text[at], ()):
        end = at + length
        term = words.terms.get(text[at:end])
        if term is None or not _fits(text, at, end, term, words):
            continue
        if not any(start < end and at < stop for start, stop in nobody):
            made = (
                made.get(text[at:end]) for said, made in words.told_behind if said.match(text, end)
            )
            return end, next(filter(None, made), term)
    return None


def _fits(text: str, start: int, end: int, term: Term, words: Kinship) -> bool:
    """Whether what stands around a word leaves it that word."""
    if words.patterns["not_diminutive"].match(text, end - 1):
        shorter = words.terms.get(text[start : end - 1])
        if shorter and _fits(text, start, end - 1, shorter, words):
            return False
    if term.then and not term.then.match(text, end):
        return False
    lead = text[max(start - 4, 0) : start]
    if term.behind and not term.behind.search(lead):
        return False
    return not (term.unless_after and term.unless_after.search(lead))


def _is_linked(text: str, last: Match, start: int, term: Term, words: Kinship) -> bool:
    if start == last.end:
        return not last.term.plural and _is_bare(last.term, term, words)
    between = text[last.end : start]
    if len(between) > policy().lengths.before_a_relative:
        return False
    if any(words.patterns[name].fullmatch(between) for name in ("link", "by_another")):
        return True
    told = words.patterns["told_between"].fullmatch(between)
    return told is not None and (bool(told["of"]) or _is_bare(last.term, term, words))


def _is_bare(first: Term, second: Term, words: Kinship) -> bool:
    """Whether two in a row are a chain without a word between them."""
    if first.relation == "child" and first.sex is None and second.plural and second.sex is None:
        # A child and both parents are three in a row; both grandparents are the child's.
        return second.relation != "parent" and f"child.x+{second.relation}" in words.bare
    firsts, seconds = (
        (term.relation, f"{term.relation}.{term.sex or 'x'}") for term in (first, second)
    )
    return any(f"{a}+{b}" in words.bare for a, b in itertools.product(firsts, seconds))


def _before(text: str, low: int, start: int, words: Kinship) -> re.Match[str] | None:
    match = words.patterns["before"].search(
        text, max(low, start - policy().lengths.before_a_relative), start
    )
    return match if match and match.group() else None


def _is_named(text: str, match: Match, words: Kinship) -> bool:
    """Whether a word that belongs to none before names a relative, rather than addresses one."""
    term, end, patterns = match.term, match.end, words.patterns
    lead = text[: match.start]
    if patterns["role"].search(lead[-12:]):
        return False
    if match.owner or term.general:
        return True
    if not lead.strip() and patterns["said_alone"].match(text, end):
        return True
    if patterns["named_after"].search(lead[-4:]):
        return True
    if term.needs_owner:
        return bool(match.before and match.before["trait"]) and not term.address
    if term.address:
        opens = not lead or patterns["clause"].match(lead[-1])
        if opens and patterns["calls"].match(text, end):
            return False
        return not patterns["called"].search(lead[-4:])
    return True
