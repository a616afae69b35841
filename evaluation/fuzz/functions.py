"""Inputs put to intake and understanding as functions, in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from random import Random

from actions.understanding import speech
from actions.understanding.durations import find_spans
from actions.understanding.points import find_points
from actions.understanding.questions import questions_of
from bot.intake import take_in
from evaluation.fuzz.counting import STALL, Tally
from evaluation.fuzz.inputs import Input, made
from evaluation.fuzz.inputs import value as any_value
from luohu.clock import today
from luohu.essence import essence
from luohu.places import Gazetteer, load_gazetteer, resolve
from luohu.settings import settings

_COMMANDS = ("/", "EXTERNAL:")
# One input in so many is no text at all.
_NO_TEXTS = 50


def fuzz_functions(
    count: int, seed: int, progress: Callable[[int, int, str], None]
) -> dict[str, Tally]:
    """Put inputs to intake, and what intake leaves of each to one function of understanding.

    Args:
        count: how many inputs.
        seed: the same inputs come of the same seed.
        progress: takes how many are done of how many, and where.
    """
    rng = Random(seed)
    readers = _readers(load_gazetteer(settings().corpus_dir))
    tallies = {name: Tally() for name in ("intake", *readers)}
    names = tuple(readers)
    # Built things are loaded before anything is timed.
    take_in("租房 rent")
    for number in range(1, count + 1):
        if rng.randrange(_NO_TEXTS) == 0:
            _timed(tallies["intake"], take_in, any_value(rng))
        else:
            text = _through_intake(tallies["intake"], made(rng))
            name = names[number % len(names)]
            if text:
                _timed(tallies[name], readers[name], text)
        progress(number, count, "inputs")
    return tallies


def _readers(gazetteer: Gazetteer) -> Mapping[str, Callable[[str], object]]:
    day = today()
    return {
        "durations": lambda text: find_spans(text, day),
        "points in time": lambda text: find_points(text, day),
        "yes and no": lambda text: (speech.polarity(text[:16]), speech.negations(text)),
        "manner": lambda text: (
            speech.asks(text),
            speech.supposes(text),
            speech.is_meant(text),
            speech.left_open(text, ""),
            speech.denies_twice(text),
        ),
        "questions": questions_of,
        "places": lambda text: resolve(text, gazetteer),
        "essence": lambda text: essence(text, gazetteer),
    }


def _through_intake(tally: Tally, given: Input) -> str:
    """What intake leaves of an input; empty where it fails."""
    left: list[str] = []

    def take(text: str) -> None:
        left.append(take_in(text).text)

    faults = _tried(tally, take, given.text)
    text = left[0] if left else ""
    if text.upper().startswith(_COMMANDS):
        faults.append("command")
    if given.survives_in(text):
        faults.append("number kept")
    tally.faults.update(faults)
    return text


def _timed(tally: Tally, work: Callable[..., object], given: object) -> None:
    tally.faults.update(_tried(tally, work, given))


def _tried(tally: Tally, work: Callable[..., object], given: object) -> list[str]:
    """Count one input; gives what went wrong."""
    started = time.perf_counter()
    try:
        work(given)
    except Exception as error:  # the kind is all that is counted
        tally.add(0.0)
        return ["exception", f"exception {type(error).__name__}"]
    seconds = time.perf_counter() - started
    if seconds > STALL:
        # The machine may have been busy: what counts is the processor's time.
        started = time.thread_time()
        work(given)
        seconds = time.thread_time() - started
    tally.add(seconds)
    return []
