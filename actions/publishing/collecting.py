"""The parts as they are found, each under an id that no other has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.publishing.blocks import Warned
from actions.publishing.parts import Part, PartKind
from actions.publishing.pieces import Piece
from actions.publishing.wording import warn


class Collector:
    """Collects the parts of a file and what was noticed on the way.

    Attributes:
        parts: in reading order.
        warned: number of a piece, and the warning of it.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.warned: list[tuple[int, Warned]] = []
        self._used: set[str] = set()
        self._counts: dict[str, int] = {}
        self._repeated: dict[str, int] = {}

    def is_used(self, path: str) -> bool:
        """Whether a part has this id."""
        return path in self._used

    def free(self, path: str) -> str:
        """An id that no part has: the path itself, or with a count behind it."""
        free, count = path, self._repeated.get(path, 1)
        while free in self._used:
            count += 1
            free = f"{path}·{count}"
        self._repeated[path] = max(count - 1, 1)
        return free

    def counted(self, name: str, parent: str) -> str:
        """The next of the parts without a label under ``parent``: p1, p2 …"""
        number = self._counts.get(parent, 0) + 1
        self._counts[parent] = number
        between = "/" if parent and not parent.endswith("/") else ""
        return f"{parent}{between}{name}{number}"

    def add(
        self,
        pieces: Sequence[Piece],
        kind: PartKind,
        path: str,
        level: int,
        above: tuple[str, ...],
        label: str | None = None,
        text: str | None = None,
    ) -> str:
        """Add a part made of ``pieces``; returns its id."""
        path = self.free(path)
        self._used.add(path)
        self.parts.append(
            Part(
                id=path,
                kind=kind,
                level=level,
                label=label,
                headings=above,
                text=_text(pieces, label) if text is None else text,
                stretches=tuple(piece.stretch for piece in pieces),
            )
        )
        return path

    def warn(self, number: int, kind: str, **values: object) -> None:
        """Note the sentence ``kind`` for the piece with this number."""
        self.warned.append((number, warn(kind, None, **values)))


def _text(pieces: Sequence[Piece], label: str | None) -> str:
    """The pieces for reading, without the label that the first begins with."""
    own = pieces[0].text.lstrip()
    if label and own.startswith(label):
        own = own[len(label) :]
    first = replace(pieces[0], text=own)
    return "".join(piece.shown for piece in (first, *pieces[1:]))
