"""What a received document is: each statement with the words from which it was recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from actions.publishing.dating import Term, find_effective, find_expiry
from actions.publishing.folding import folded
from actions.publishing.numerals import find_date, find_plain_date, is_date
from actions.publishing.parts import ACT, CARRIER, Act, Part, Structure
from actions.publishing.places import Region, find_region
from actions.publishing.relations import Relation, find_relations
from actions.publishing.signs import signs

_CARRIER = re.compile(rf"^{CARRIER}\d*/")


@dataclass(frozen=True)
class Found:
    """Something recognised.

    Attributes:
        value: None where the text speaks of it but does not say it in full, as 自3月1日起.
        quote: the words of the document, white space aside.
        part: the id of the part in which they stand.
        computed: worked out from the quote and another date, such as 有效期5年.
        confirmed: a person has compared it with the original.
    """

    value: str | None
    quote: str
    part: str
    computed: bool = False
    confirmed: bool = False


@dataclass(frozen=True)
class FoundRegion:
    """The jurisdiction, with the words from which it was recognised."""

    value: Region
    quote: str
    part: str
    confirmed: bool = False


@dataclass(frozen=True)
class Identity:
    """What a document is, as far as it says so; None and empty where it does not.

    Attributes:
        carrier: the title of the notice that issues it.
        number: 文号.
        status: draft, trial or repealed.
    """

    title: Found | None
    carrier: Found | None
    issuer: Found | None
    number: Found | None
    region: FoundRegion | None
    issued: Found | None
    effective: Found | None
    expires: Found | None
    status: Found | None
    implements: tuple[Relation, ...]
    replaces: tuple[Relation, ...]
    repeals: tuple[Relation, ...]
    amends: tuple[Relation, ...]


def read_identity(structure: Structure) -> Identity:
    """Recognise what a document is from its parts."""
    main, carrying = _divide(structure)
    whole = [*main, *carrying]
    title, carrier = _title(main, structure.acts, carrier=False), None
    if carrying:
        carrier = _title(carrying, structure.acts, carrier=True)
    title, carrier = (title, carrier) if title else (carrier, None)
    issuer = _issuer(whole, title, carrier)
    issued = _issued(main, carrying)
    day = date.fromisoformat(issued.value) if issued and issued.value else None
    effective = find_effective(whole, day)
    known = effective.day if effective else None
    expires = find_expiry(whole, known)
    relations = find_relations(main, carrying, title.value if title else None)
    return Identity(
        title=title,
        carrier=carrier,
        issuer=issuer,
        number=_number(whole),
        region=_region(issuer, title, carrier),
        issued=issued,
        effective=_found(effective),
        expires=_found(expires),
        status=_status(whole),
        implements=relations["implements"],
        replaces=relations["replaces"],
        repeals=relations["repeals"],
        amends=relations["amends"],
    )


def _divide(structure: Structure) -> tuple[list[Part], list[Part]]:
    """The parts of the document itself, the first where there are several, and of its carrier."""
    carrying = [part for part in structure.parts if _CARRIER.match(part.id)]
    prefixes = [act.prefix for act in structure.acts if not _CARRIER.match(act.prefix)]
    first = prefixes[0] if prefixes else ""
    main = [
        part
        for part in structure.parts
        if not _CARRIER.match(part.id) and part.id.startswith(first)
    ]
    return main, carrying


def _title(parts: Sequence[Part], acts: Sequence[Act], *, carrier: bool) -> Found | None:
    several = sum(act.prefix.startswith(ACT) for act in acts) > 1
    if several and not carrier and any(act.carrier and act.title for act in acts):
        return None
    named = [a.title for a in acts if a.title and bool(_CARRIER.match(a.prefix)) == carrier]
    if not named:
        return None
    part = next((p for p in parts if p.kind == "title" and _is(p, "标题")), None)
    part = part or next((p for p in parts if named[0] in p.text), None)
    return Found(named[0], named[0], part.id) if part else None


def _issuer(parts: Sequence[Part], *titles: Found | None) -> Found | None:
    for part in parts:
        if _is(part, "发文机关"):
            match = signs().find("letterhead", folded(part.text))
            return Found(match["office"] if match else part.text, part.text, part.id)
    stated = _captioned(parts, "issuer")
    if stated:
        return stated
    for part in parts:
        if part.kind == "signature":
            name = re.sub(r"[（(]?[0-9〇零○OoО一二三四五六七八九十]{4}年.*$", "", part.text)
            if name and signs().find("office", folded(name)):
                return Found(name, part.text, part.id)
    lines = [part for part in parts if _is(part, "标题")]
    quotes = [(title.quote, title.part) for title in reversed(titles) if title]
    for quote, part_id in [*quotes, *((part.text, part.id) for part in lines)]:
        match = signs().identity["titled_issuer"].search(folded(quote))
        if match:
            name = match["issuer"] or match["state"]
            return Found(name, name, part_id)
    number = _number(parts)
    match = signs().identity["order"].search(number.quote) if number else None
    return Found(match["organ"], number.quote, number.part) if number and match else None


def _number(parts: Sequence[Part]) -> Found | None:
    printed = [part for part in parts if _is(part, "文号")]
    if printed:
        # 令 stands on a line of its own above 第N号.
        lines = printed[:2] if printed[0].text.endswith("令") else printed[:1]
        value = "".join(part.text for part in lines)
        return Found(value.strip("（）()"), value, printed[0].id)
    stated = _captioned(parts, "number")
    if stated and stated.value and re.search(r"\d", stated.value):
        return stated
    for kinds in (("title",), ("furniture",)):
        for part in parts:
            if part.kind in kinds and (found := _numbered(part)):
                return found
    return None


def _numbered(part: Part) -> Found | None:
    for name in ("number", "order", "notice"):
        match = signs().identity[name].search(part.text)
        if match:
            value = match.group().lstrip("（(")
            return Found(value, value, part.id)
    return None


def _issued(main: Sequence[Part], carrying: Sequence[Part]) -> Found | None:
    signed = [part for parts in (main, carrying) for part in parts if part.kind == "signature"]
    # A date alone is the signature's; behind an office's name it may be that of the print.
    for part in sorted(signed, key=lambda part: not is_date(folded(part.text))):
        if day := find_date(folded(part.text)):
            return Found(day.isoformat(), part.text, part.id)
    for part in [*main, *carrying]:
        if (_is(part, "题注") or _is(part, "标题")) and (day := find_date(folded(part.text))):
            return Found(day.isoformat(), part.text, part.id)
    stated = _captioned([*main, *carrying], "issued")
    day = find_plain_date(folded(stated.value)) if stated and stated.value else None
    return Found(day.isoformat(), stated.quote, stated.part) if stated and day else None


def _region(issuer: Found | None, *titles: Found | None) -> FoundRegion | None:
    for found in (issuer, *titles):
        region = find_region(folded(found.value)) if found and found.value else None
        if found and region:
            return FoundRegion(region, found.quote, found.part)
    return None


def _status(parts: Sequence[Part]) -> Found | None:
    for part in parts:
        if part.kind == "title":
            own = re.sub("《.*》", "", part.text) or part.text
            for status in ("draft", "trial"):
                if signs().find(status, folded(own)):
                    return Found(status, part.text, part.id)
        elif part.kind != "provision" and signs().find("repealed", folded(part.text)):
            return Found("repealed", part.text, part.id)
    return None


def _captioned(parts: Sequence[Part], name: str) -> Found | None:
    """What a web page or a table of captions says of the document."""
    for part in parts:
        if _is(part, "页面说明"):
            for entry in _entries(part.text):
                match = signs().captions[name].match(folded(entry))
                value = match["value"].strip() if match else ""
                if value:
                    return Found(value, entry, part.id)
    return None


def _entries(text: str) -> Iterator[str]:
    yield from text.split("；")


def _is(part: Part, name: str) -> bool:
    return part.id.split("/")[-1].split("·")[0] == name


def _found(term: Term | None) -> Found | None:
    if term is None:
        return None
    value = term.day.isoformat() if term.day else None
    return Found(value, term.quote, term.part, term.computed)
