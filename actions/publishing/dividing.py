"""A file that holds several acts, divided: each is a document of its own."""

from __future__ import annotations

from dataclasses import replace

from actions.publishing.parts import Act, Structure
from actions.publishing.report import Reading, read_document


def divide(reading: Reading) -> tuple[Reading, ...]:
    """The documents of a file in order; a notice belongs to the act that it carries.

    What an act does not say of its issuer, number and day, the file says of all of them.
    """
    acts = [act for act in reading.structure.acts if not act.carrier]
    if len(acts) < 2:
        return (reading,)
    starts = [_start(reading.structure, act) for act in acts]
    ends = [*starts[1:], len(reading.file.blocks)]
    return tuple(_part(reading, start, end) for start, end in zip(starts, ends, strict=True))


def _start(structure: Structure, act: Act) -> int:
    return min(
        stretch.block
        for part in structure.parts
        if part.id.startswith(act.prefix)
        for stretch in part.stretches
    )


def _part(whole: Reading, start: int, end: int) -> Reading:
    part = read_document(replace(whole.file, blocks=whole.file.blocks[start:end]))
    own, of_all = part.identity, whole.identity
    identity = replace(
        own,
        issuer=own.issuer or of_all.issuer,
        region=own.region or of_all.region,
        issued=own.issued or of_all.issued,
    )
    return replace(part, identity=identity)
