"""From blocks to the parts of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.publishing.acts import Draft, read_drafts
from actions.publishing.blocks import Block
from actions.publishing.checking import check_parts
from actions.publishing.collecting import Collector
from actions.publishing.folding import visible_count
from actions.publishing.parts import ACT, CARRIER, Act, Part, Stretch, Structure, origin_at
from actions.publishing.pieces import read_pieces
from actions.publishing.placing import Placer
from actions.publishing.roles import Roles
from actions.publishing.wording import warn


def read_structure(blocks: Sequence[Block]) -> Structure:
    """Read blocks into parts; what belongs to none is left over and counted."""
    pieces, warnings = read_pieces(blocks)
    roles = Roles(pieces)
    drafts = read_drafts(pieces, roles)
    prefixes = _prefixes(drafts)
    collector = Collector()
    acts = []
    for draft, prefix in zip(drafts, prefixes, strict=True):
        labels = Placer(pieces, roles, draft, prefix, collector).provisions
        first, last = (_step(labels[0]), _step(labels[-1])) if labels else (None, None)
        acts.append(Act(prefix, draft.title, not draft.provides, len(labels), first, last))
    parts = tuple(collector.parts)
    left = _left(blocks, parts)
    for number, warned in collector.warned:
        stretch = pieces[number].stretch
        warnings.append(replace(warned, origin=origin_at(blocks[stretch.block], stretch.start)))
    warnings += check_parts(parts, acts, blocks)
    if left:
        warnings.append(warn("unplaced", count=len(left)))
    characters = sum(visible_count(block.text) for block in blocks)
    lost = sum(visible_count(blocks[s.block].text[s.start : s.end]) for s in left)
    return Structure(
        parts, tuple(acts), tuple(warnings), tuple(left), characters, characters - lost
    )


def _step(path: str) -> str:
    return path.split("/")[-1]


def _prefixes(drafts: Sequence[Draft]) -> list[str]:
    """What stands before the ids of each act: nothing where one alone provides something."""
    providing = sum(draft.provides for draft in drafts)
    prefixes = []
    acts = carriers = 0
    for number, draft in enumerate(drafts):
        if draft.provides or (not providing and number == len(drafts) - 1):
            acts += 1
            prefixes.append(f"{ACT}{acts}/" if providing > 1 else "")
        else:
            carriers += 1
            prefixes.append(f"{CARRIER}{carriers if carriers > 1 else ''}/")
    return prefixes


def _left(blocks: Sequence[Block], parts: Sequence[Part]) -> list[Stretch]:
    """The stretches with visible characters that no part takes up."""
    taken: dict[int, list[Stretch]] = {}
    for part in parts:
        for stretch in part.stretches:
            taken.setdefault(stretch.block, []).append(stretch)
    left = []
    for number, block in enumerate(blocks):
        begins = 0
        ordered = sorted(taken.get(number, []), key=lambda stretch: stretch.start)
        for stretch in [*ordered, Stretch(number, len(block.text), len(block.text))]:
            if visible_count(block.text[begins : stretch.start]):
                left.append(Stretch(number, begins, stretch.start))
            begins = max(begins, stretch.end)
    return left
