"""The report on a received file: plain Chinese for an office, and JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from actions.publishing.blocks import Block, Origin, ReadFile
from actions.publishing.folding import clean, visible_count
from actions.publishing.identity import Found, FoundRegion, Identity, read_identity
from actions.publishing.limits import structure_limits
from actions.publishing.parts import Part, Stretch, Structure, origin_at
from actions.publishing.relations import Relation
from actions.publishing.structuring import read_structure
from actions.publishing.wording import words

_STATED = ("title", "carrier", "issuer", "number", "issued", "effective", "expires", "status")
_RELATIONS = ("implements", "replaces", "repeals", "amends")
_STEPS = ("page", "sheet", "paragraph", "table", "row")


@dataclass(frozen=True)
class Reading:
    """A received file, its parts, and what it is."""

    file: ReadFile
    structure: Structure
    identity: Identity


def read_document(file: ReadFile) -> Reading:
    """Read the blocks of a file into parts and recognise what it is."""
    structure = read_structure(file.blocks)
    return Reading(file, structure, read_identity(structure))


def as_text(reading: Reading) -> str:
    """The report in Chinese, for an office to compare with the original."""
    sections = (_head(reading), _identity(reading.identity), _warnings(reading))
    lists = (_clauses(reading), _left(reading))
    return "\n\n".join("\n".join(lines) for lines in (*sections, *lists)) + "\n"


def as_data(reading: Reading) -> dict[str, Any]:
    """The report as data that JSON can hold."""
    file, structure = reading.file, reading.structure
    return {
        "file": {
            "name": file.name,
            "format": file.format,
            "sha256": file.sha256,
            "blocks": len(file.blocks),
            "proof_read": file.proof_read,
        },
        "identity": _identity_data(reading.identity),
        "acts": [asdict(act) for act in structure.acts],
        "parts": [_part_data(part, file.blocks) for part in structure.parts],
        "warnings": [
            {
                "kind": warned.kind,
                "text": warned.text,
                "origin": asdict(warned.origin) if warned.origin else None,
            }
            for warned in (*file.warnings, *structure.warnings)
        ],
        "characters": {"all": structure.characters, "covered": structure.covered},
        "left": [
            {
                "text": clean(file.blocks[s.block].text[s.start : s.end]),
                "origin": asdict(origin_at(file.blocks[s.block], s.start)),
            }
            for s in structure.left
        ],
    }


def _head(reading: Reading) -> Iterator[str]:
    say, file, structure = words().say, reading.file, reading.structure
    yield say("report.title")
    yield say(
        "report.file",
        called=file.name,
        format=file.format,
        blocks=len(file.blocks),
        sha256=file.sha256,
    )
    if not file.proof_read:
        yield say("report.proof")
    yield ""
    yield say("report.read_head")
    kinds = words().mapping("parts")
    counted: Counter[str] = Counter(part.kind for part in structure.parts)
    shown = say("between").join(f"{kinds[kind]}{counted[kind]}" for kind in kinds if counted[kind])
    yield say("report.counts", parts=len(structure.parts), kinds=shown)
    lost = structure.characters - structure.covered
    unread = say("report.unread", count=lost) if lost else ""
    yield say(
        "report.characters", all=structure.characters, covered=structure.covered, unread=unread
    )
    yield say("report.acts_head", count=len(structure.acts))
    for number, act in enumerate(structure.acts, 1):
        name = "report.act" if act.first else "report.act_plain"
        yield say(
            name,
            number=number,
            title=act.title or say("report.untitled"),
            provisions=act.provisions,
            first=act.first,
            last=act.last,
        )


def _identity(identity: Identity) -> Iterator[str]:
    yield words().say("report.identity_head")
    for name in _STATED:
        found: Found | None = getattr(identity, name)
        if name != "carrier" or found:
            yield _stated(name, found)
        if name == "number":
            yield _region(identity.region)
    for name in _RELATIONS:
        relations: Sequence[Relation] = getattr(identity, name)
        for relation in relations:
            number = f"（{relation.number}）" if relation.number else ""
            value = f"《{relation.name}》{number}" if relation.name else None
            yield _line(name, value, relation.quote)


def _stated(name: str, found: Found | None) -> str:
    if found is None:
        return words().say("report.missing", what=words().say(f"what.{name}"))
    value = found.value
    if name == "status" and value:
        value = words().say(f"status.{value}")
    return _line(name, value, found.quote)


def _region(found: FoundRegion | None) -> str:
    if found is None:
        return words().say("report.missing", what=words().say("what.region"))
    region = found.value
    value = words().say(
        "report.region",
        called=region.name,
        level=words().say(f"levels.{region.level}"),
        code=region.code or words().say("report.no_code"),
    )
    return _line("region", value, found.quote)


def _line(name: str, value: str | None, quote: str) -> str:
    what = words().say(f"what.{name}")
    shown = _cut(quote, structure_limits().quote)
    if value is None:
        return words().say("report.found_no_value", what=what, quote=shown)
    return words().say("report.found", what=what, value=value, quote=shown)


def warning_lines(reading: Reading) -> list[str]:
    """What somebody must look at, a line each, with its place."""
    lines = []
    for warned in (*reading.file.warnings, *reading.structure.warnings):
        where = show_origin(warned.origin) if warned.origin else ""
        place = words().say("report.at", place=where) if where else ""
        lines.append(words().say("report.warning", text=warned.text, place=place))
    return lines


def _warnings(reading: Reading) -> Iterator[str]:
    yield words().say("report.warnings_head")
    yield from warning_lines(reading) or [words().say("report.no_warnings")]


def _clauses(reading: Reading) -> Iterator[str]:
    yield words().say("report.clauses_head")
    kinds = words().mapping("parts")
    for part in reading.structure.parts:
        heading = part.headings[-1] if part.headings else ""
        shown = _cut(heading, structure_limits().begins)
        yield words().say(
            "report.clause",
            indent="  " * (part.level - 1),
            id=part.id,
            kind=kinds[part.kind],
            level=part.level,
            chars=visible_count(part.text),
            place=_place(part, reading.file.blocks),
            heading=words().say("report.under", heading=shown) if shown else "",
            begins=_cut(part.text, structure_limits().begins),
        )


def _left(reading: Reading) -> Iterator[str]:
    yield words().say("report.left_head")
    blocks = reading.file.blocks
    for stretch in reading.structure.left:
        yield words().say(
            "report.left", place=_left_place(stretch, blocks), text=_left_text(stretch, blocks)
        )
    if not reading.structure.left:
        yield words().say("report.nothing_left")


def _left_place(stretch: Stretch, blocks: Sequence[Block]) -> str:
    shown = show_origin(origin_at(blocks[stretch.block], stretch.start))
    return shown or words().say("report.block", block=stretch.block + 1)


def _left_text(stretch: Stretch, blocks: Sequence[Block]) -> str:
    text = clean(blocks[stretch.block].text[stretch.start : stretch.end])
    return _cut(text, structure_limits().left)


def _place(part: Part, blocks: Sequence[Block]) -> str:
    first = show_origin(part.begins(blocks))
    last = show_origin(part.ends(blocks))
    if not first:
        return words().say("report.block", block=part.stretches[0].block + 1)
    return first if first == last else words().say("report.two_places", first=first, last=last)


def show_origin(origin: Origin) -> str:
    """A place in the file as people say it, empty where the format has none."""
    given = {step: getattr(origin, step) for step in _STEPS}
    return "".join(
        words().say(f"report.{step}", **{step: value}) for step, value in given.items() if value
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else words().say("report.begins", text=text[:length])


def _part_data(part: Part, blocks: Sequence[Block]) -> dict[str, Any]:
    return {
        "id": part.id,
        "kind": part.kind,
        "level": part.level,
        "label": part.label,
        "headings": list(part.headings),
        "text": part.text,
        "begins": {"origin": asdict(part.begins(blocks)), **asdict(part.stretches[0])},
        "ends": {"origin": asdict(part.ends(blocks)), **asdict(part.stretches[-1])},
    }


def _identity_data(identity: Identity) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in (*_STATED, "region"):
        found = getattr(identity, name)
        data[name] = asdict(found) if found else None
    for name in _RELATIONS:
        data[name] = [asdict(relation) for relation in getattr(identity, name)]
    return data
