"""Marks of Markdown taken off a line, and what they say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from actions.publishing.limits import limits

_HEADING = re.compile(r"^\s{0,3}#{1,6}(?:[\s\u3000]+|(?=[\u4e00-\u9fff]))(.*?)[\s#]*$")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\\\w])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![*\w])")
_ADDRESS = r"\((?:[^()]|\([^()]*\))*\)"
_PICTURE = re.compile(r"!\[([^\]]*)\]" + _ADDRESS)
_LINK = re.compile(r"\[([^\]]*)\]" + _ADDRESS)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~\"'])")
_BULLET = re.compile(r"^\s*(?:[-*+]\s+|>\s?)+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|font|b|strong|i|em|u|center|a|sup|sub|img|hr|o:p|ins|small|big)\b[^<>]*>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->")
_CODE = re.compile(r"`+([^`]+)`+")


@dataclass(frozen=True)
class Marked:
    """A line without its marks.

    Attributes:
        is_link: whether it was nothing but links.
        pictures: how many pictures stood in it.
    """

    text: str
    heading: bool = False
    bold: bool = False
    is_link: bool = False
    pictures: int = 0

    def lines(self) -> list[Marked]:
        """One for each line that breaks in HTML had parted it into."""
        first, *rest = self.text.split("\n")
        return [replace(self, text=first), *(replace(self, text=t, pictures=0) for t in rest)]


def unmarked(line: str, markdown: bool, underlined: bool = False) -> Marked:
    """A line without its marks.

    Args:
        markdown: whether the file is Markdown; else only what cannot be text is taken off.
        underlined: whether dashes stand under it, which makes it a heading.
    """
    text = line.strip()
    found = _HEADING.match(text)
    heading = found is not None or underlined
    if found:
        text = found.group(1)
    short = len(text) <= limits().marked_characters
    pictures = len(_PICTURE.findall(text)) if short else 0
    is_link = False
    markdown = markdown and short
    if markdown:
        text = _BREAK.sub("\n", _TAG.sub("", _COMMENT.sub("", text)))
        text = _PICTURE.sub("", _BULLET.sub("", text) if not heading else text)
        is_link = bool(_LINK.search(text)) and not _LINK.sub("", text).strip()
        text = _CODE.sub(r"\1", _LINK.sub(r"\1", text))
    whole = _STRONG.fullmatch(text) if short else None
    bold = whole is not None and whole.group(1) not in whole.group(2)
    if short:
        text = _STRONG.sub(r"\2", text)
    if markdown:
        text = _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    # Emphasis that a line's end cut, or that stands around nothing.
    text = text.replace("**", "")
    return Marked(text, heading, bold, is_link, pictures)
