"""``make chat``: talk to the running bot in a terminal, over its REST channel."""

from __future__ import annotations

import argparse
import os
import sys
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from luohu.settings import SettingsError, read_settings
from tools.errors import UserError
from tools.local_http import post_json
from tools.run.servers import rest_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROMPT = "> "


def main() -> int:
    """Chat until the input ends; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make chat", description=__doc__)
    parser.add_argument("--sender", default=f"terminal-{uuid.uuid4().hex[:8]}")
    sender = parser.parse_args().sender
    _speak_utf8()
    try:
        _converse(rest_url(read_settings(dict(os.environ)).bot_port), sender)
    except (UserError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
    return 0


def _converse(url: str, sender: str) -> None:
    options: list[dict[str, str]] = []
    for typed in _lines():
        message = chosen(typed, options)
        items = _ask(url, sender, message)
        options = [option for item in items for option in item.get("custom", {}).get("options", [])]
        print("\n".join(rendered(items)), flush=True)


def chosen(typed: str, options: list[dict[str, str]]) -> str:
    """What to send for a typed line: the payload of the option whose number it is, or itself."""
    number = typed.strip()
    if number.isdecimal() and 1 <= int(number) <= len(options):
        return options[int(number) - 1]["payload"]
    return typed


def rendered(items: Iterable[dict[str, Any]]) -> list[str]:
    """The lines to print for one reply: text, then citations, then numbered options."""
    items = list(items)
    turns = [item["custom"] for item in items if item.get("custom")]
    # The turn holds the whole text; the text items of REST repeat it.
    texts = turns or [item for item in items if item.get("text")]
    lines = [line for turn in texts for line in [*turn["text"].splitlines(), ""]]
    for turn in turns:
        lines += [line for citation in turn["citations"] for line in _cited(citation, turn["text"])]
    options = [option for turn in turns for option in turn["options"]]
    lines += [f"  {number}) {option['title']}" for number, option in enumerate(options, start=1)]
    return lines or ["(the bot said nothing: see var/log/rasa.log)"]


def _cited(citation: dict[str, Any], text: str) -> Iterator[str]:
    number = f" {citation['doc_number']}" if citation["doc_number"] else ""
    yield f"  [{citation['clause']}] {citation['title']}{number} ({citation['status']})"
    quote = "".join(citation["quote"].split())
    if quote not in "".join(text.split()):
        yield f"    {quote}"


def _ask(url: str, sender: str, message: str) -> list[dict[str, Any]]:
    try:
        return list(post_json(url, {"sender": sender, "message": message}))
    except (OSError, ValueError) as error:
        raise UserError(
            f"No bot answers at {url}.",
            str(error),
            "Start it with `make run` in another terminal and wait until it says that it runs\n"
            "(with the same LUOHU_BOT_PORT, if you set one).",
        ) from error


def _lines() -> Iterator[str]:
    """Typed lines, or piped ones, which are echoed so that the record reads as a conversation."""
    if sys.stdin.isatty():
        print("Type a question; a number picks an option; Ctrl-D ends.")
    while True:
        try:
            line = input(PROMPT)
        except EOFError:
            print()
            return
        if not sys.stdin.isatty():
            print(line)
        if line.strip():
            yield line


def _speak_utf8() -> None:
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  (gives input() line editing)


if __name__ == "__main__":
    sys.exit(main())
