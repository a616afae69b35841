"""Which words are a heading, and what is shown of a label above the parts under it."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.publishing.limits import structure_limits
from actions.publishing.numbering import Label
from actions.publishing.pieces import Piece
from actions.publishing.signs import signs

_PUNCTUATION = re.compile("[。;:,!?]")
_INLINE_TITLE = re.compile(r"[^。;:,]+[。:]")
_UNENDED = (";", "!", "?", ",")


def is_heading_like(body: str) -> bool:
    """Whether folded words are short and no sentence; 。 or ： may stand at their end."""
    bare = body.rstrip("。:")
    short = len(bare) <= structure_limits().heading
    return short and not _PUNCTUATION.search(bare) and body[-1:] not in _UNENDED


def is_article_title(body: str) -> bool:
    """Whether the line of an article holds no text but its title in brackets, or nothing."""
    match = signs().find("article_title", body)
    return not body or (match is not None and match.end() == len(body))


def shown_heading(piece: Piece, label: Label, *, whole: bool) -> str:
    """What stands above the parts under a label: all of it, its title, or the label alone."""
    if whole:
        return piece.shown.rstrip("。")
    body = piece.line[label.length :]
    match = signs().find("article_title", body) or _INLINE_TITLE.match(body)
    end = match.end() if match and match.end() < len(body) else 0
    if end > structure_limits().heading:
        end = 0
    offset = piece.folded.offset(label.length + end, piece.stretch.end) - piece.stretch.start
    return replace(piece, text=piece.text[:offset]).shown.rstrip("。：:")


def printed_label(piece: Piece, label: Label) -> str | None:
    """The label as the file prints it, None for one that is not printed."""
    if not label.length:
        return None
    end = piece.folded.offset(label.length, piece.stretch.end) - piece.stretch.start
    return piece.text[:end].strip()
