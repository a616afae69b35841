"""Operators of the hotline, each with a caller on the line."""

from __future__ import annotations

import time
from collections.abc import Mapping

from evaluation.bench.channels.http import Browser, ChannelError
from evaluation.bench.channels.visitor import Visitor


def at_the_hotline(
    bot_url: str, passwords: Mapping[str, str], visitor: Visitor, limit: float
) -> None:
    """Type what a caller says until ``limit``; then look at what is kept of the call, and end."""
    browser = Browser(f"{bot_url}/hotline/api")
    began = time.perf_counter()
    try:
        browser.ask("POST", "sign-in", {"name": visitor.name, "password": passwords[visitor.name]})
        call = browser.ask("POST", "calls", {"region": visitor.region})["id"]
        while visitor.wait(limit):
            began = time.perf_counter()
            _message_id, text = visitor.next()
            sequence = len(visitor.answered) + 1
            segment = {"sequence": sequence, "speaker": "caller", "text": text, "final": True}
            told = browser.ask("POST", f"calls/{call}/segments", {"segments": [segment]})
            if len(told["suggestions"]) != 1:
                visitor.missed(began, f"{len(told['suggestions'])} suggestions for one question")
                continue
            (suggestion,) = told["suggestions"]
            heard = str(suggestion["segment_sequence"])
            visitor.met(began, str(sequence), heard, suggestion["turn"])
        kept = browser.ask("GET", f"calls/{call}")["suggestions"]
        visitor.compare({str(one["segment_sequence"]): one["turn"]["text"] for one in kept})
        own = browser.ask("GET", "calls")["calls"]
        if [one["id"] for one in own] != [call]:
            visitor.missed(time.perf_counter(), "sees calls that are not theirs")
        browser.ask("POST", f"calls/{call}/end", {})
    except ChannelError as error:
        visitor.missed(began, str(error))
