"""The acts in a file: where each begins, what it is called, and whether it provides anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.publishing.folding import folded
from actions.publishing.pieces import Piece
from actions.publishing.roles import Role, Roles, title_of
from actions.publishing.signs import signs

_FRONT: frozenset[Role] = frozenset(
    ("title", "issuer", "number", "adopted", "furniture", "caption", "signature", "contents")
)
_TOPMOST = "条"


@dataclass(frozen=True)
class Draft:
    """An act before its parts are placed.

    Attributes:
        start: number of its first piece.
        end: number behind its last.
        title: None where none was recognised.
        provides: it has labelled provisions, a table, or fields of its own.
        untitled: its numbering begins anew without a title.
    """

    start: int
    end: int
    title: str | None
    provides: bool
    untitled: bool = False


def read_drafts(pieces: Sequence[Piece], roles: Roles) -> list[Draft]:
    """Divide the pieces into acts; what stands before the first title belongs to the first."""
    begins = _beginnings(pieces, roles)
    starts = sorted({0, *begins})
    drafts = []
    for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True):
        numbers = range(start, end)
        titles = _titles([(n, pieces[n]) for n in numbers if roles.roles[n] == "title"])
        labelled = any(roles.roles[n] == "text" and pieces[n].label for n in numbers)
        table = any(roles.roles[n] == "row" for n in numbers)
        provides = labelled or (table and (bool(titles) or len(starts) == 1))
        carriers = [t for t in titles if signs().find("carrier", folded(t))]
        title = next(iter(titles if provides else carriers or titles), None)
        drafts.append(Draft(start, end, title, provides, begins.get(start, False)))
    return drafts


def _beginnings(pieces: Sequence[Piece], roles: Roles) -> dict[int, bool]:
    """The pieces at which an act begins, and whether it has no title."""
    begins: dict[int, bool] = {}
    filled = False
    article = 0
    for number, piece in enumerate(pieces):
        role = roles.roles[number]
        if role == "title" and filled:
            start = _lead_in(number, roles)
            begins[start] = False
            filled, article = False, 0
        elif role not in _FRONT:
            filled = True
        label = piece.label if role == "text" else None
        if label and label.style == _TOPMOST and not label.doubtful:
            if label.number == (1, 0) and article > 1:
                begins[_untitled_start(number, pieces, roles)] = True
            article = label.number[0]
    return begins


def _lead_in(number: int, roles: Roles) -> int:
    """The piece at which the lines of an act's head begin, given its title."""
    while number and roles.roles[number - 1] in ("issuer", "attachment", "number"):
        number -= 1
    return number


def _untitled_start(number: int, pieces: Sequence[Piece], roles: Roles) -> int:
    """Where an act without a recognised title begins, given its first article."""
    before = number - 1
    if before > 0 and (label := pieces[before].label) and label.style in ("章", "编"):
        return before
    return number


def _titles(lines: list[tuple[int, Piece]]) -> list[str]:
    """The titles that lines print: each runs up to a line that ends it, and its brackets."""
    runs: list[list[Piece]] = []
    ended = True
    for number, (place, piece) in enumerate(lines):
        apart = number == 0 or place != lines[number - 1][0] + 1
        if apart or (ended and piece.line[0] != "("):
            runs.append([])
        runs[-1].append(piece)
        ended = bool(signs().title.search(piece.line))
    return [title_of(run) for run in runs]
