"""Draw a conversation with the running bot as an SVG picture, for the README.

``python3 -m tools.picture MESSAGE… > docs/images/conversation.svg``
"""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
import uuid
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from luohu.settings import SettingsError, read_settings
from tools.local_http import post_json
from tools.run.servers import rest_url

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, MARGIN, PADDING, GAP = 760, 20, 14, 14
BUBBLE = 640
FONTS = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei'"
NOT_FIRST = "，。；：、！？）》”’"
CSS = f"""
text {{ font-family: {FONTS}, sans-serif; fill: #1f2328; }}
.page {{ fill: #f3f4f6; }} .bot {{ fill: #ffffff; stroke: #e1e4e8; }} .person {{ fill: #c9ebd3; }}
.source {{ fill: #5f6b7a; }} .quote {{ fill: #0b4f8a; }} .notice {{ fill: #8a4b00; }}
.tap {{ fill: none; stroke: #0b6bcb; }} .tap-text {{ fill: #0b6bcb; }}
"""


@dataclass(frozen=True)
class Style:
    """How a line of a turn looks: CSS class, size of the letters, height of a line."""

    name: str
    size: int
    height: int


PLAIN, SOURCE = Style("plain", 15, 24), Style("source", 13, 20)
QUOTE, NOTICE, TAP = Style("quote", 15, 24), Style("notice", 13, 20), Style("tap-text", 14, 22)


def main() -> int:
    """Say the messages one after the other and print the picture; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.picture", description=__doc__)
    parser.add_argument("messages", nargs="+")
    messages, sender = parser.parse_args().messages, f"picture-{uuid.uuid4().hex[:8]}"
    try:
        url = rest_url(read_settings(dict(os.environ)).bot_port)
        sys.stdout.write(drawn([(said, _turn(url, sender, said)) for said in messages]))
    except (OSError, SettingsError) as error:
        print(f"no picture: {error}; is the bot running?", file=sys.stderr)
        return 1
    return 0


def drawn(conversation: list[tuple[str, dict[str, Any]]]) -> str:
    """The picture of messages and the turns that answered them."""
    parts: list[str] = []
    top = MARGIN
    for said, turn in conversation:
        top = _bubble(parts, top, [(said, PLAIN)], [], person=True)
        taps = [option["title"] for option in turn["options"]] if turn.get("question") else []
        top = _bubble(parts, top, list(styled(turn)), taps, person=False)
    height = top - GAP + MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" lang="zh-Hans">'
    page = f'<rect class="page" width="{WIDTH}" height="{height}" rx="12"/>'
    return "\n".join([head, f"<style>{CSS}</style>", page, *parts, "</svg>\n"])


def styled(turn: dict[str, Any]) -> Iterator[tuple[str, Style]]:
    """The lines of a turn's parts in the look of their kind; of a clause, the source is first."""
    looks = {"clause": (SOURCE, QUOTE), "notice": (NOTICE, NOTICE)}
    for part in turn["parts"]:
        first, further = looks.get(part["kind"], (PLAIN, PLAIN))
        for number, line in enumerate(part["text"].splitlines()):
            yield line, further if number else first


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of at most ``width`` em; closing marks never begin a line."""
    lines, used = [""], 0.0
    for character in text:
        em = 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.56
        if used + em > width and character not in NOT_FIRST:
            lines.append("")
            used = 0.0
        lines[-1] += character
        used += em
    return lines


def _bubble(
    parts: list[str], top: int, texts: list[tuple[str, Style]], taps: list[str], *, person: bool
) -> int:
    """Add a bubble to ``parts``; returns where the next one begins."""
    em = BUBBLE - 2 * PADDING
    lines = [(part, s) for text, s in texts for part in wrapped(text, em / s.size - 1)]
    height = 2 * PADDING + sum(style.height for _, style in lines) + (36 if taps else 0)
    longest = max(_width(line, style) for line, style in lines)
    width = min(BUBBLE, round(longest) + 2 * PADDING + 4) if person else BUBBLE
    left = WIDTH - MARGIN - width if person else MARGIN
    kind = "person" if person else "bot"
    parts.append(_box(kind, left, top, width, height))
    down = top + PADDING
    for line, style in lines:
        down += style.height
        parts.append(_text(line, style, left + PADDING, down - 7))
    for tap in taps:
        wide = round(_width(tap, TAP)) + 24
        parts.append(_box("tap", left + PADDING, down + 8, wide, 28))
        parts.append(_text(tap, TAP, left + PADDING + 12, down + 27))
        left += wide + 10
    return top + height + GAP


def _width(line: str, style: Style) -> float:
    return sum(1.0 if ord(c) > 255 else 0.56 for c in line) * style.size


def _box(name: str, left: int, top: int, width: int, height: int) -> str:
    where = f'x="{left}" y="{top}" width="{width}" height="{height}"'
    return f'<rect class="{name}" {where} rx="10"/>'


def _text(line: str, style: Style, left: int, base: int) -> str:
    where = f'x="{left}" y="{base}" font-size="{style.size}"'
    return f'<text class="{style.name}" {where}>{escape(line)}</text>'


def _turn(url: str, sender: str, message: str) -> dict[str, Any]:
    items = post_json(url, {"sender": sender, "message": message})
    return dict(next(item["custom"] for item in items if "custom" in item))


if __name__ == "__main__":
    sys.exit(main())
