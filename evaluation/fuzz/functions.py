"""Inputs put to intake, to understanding and to the whole conversation, without a server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from actions.conversation.respond import Reply, respond
from actions.conversation.services import Services
from actions.conversation.session import ALL_WAYS, Session
from actions.desk.suggestion import suggestion
from actions.eligibility.evaluate import facts_of
from actions.library.searching import search
from actions.refused import RefusedError
from actions.understanding import speech
from actions.understanding.casting import cast_of
from actions.understanding.durations import find_spans
from actions.understanding.facts import stated_facts
from actions.understanding.points import find_points
from actions.understanding.questions import questions_of
from bot.intake import take_in
from bot.masking import mask
from bot.masking.dictated import masked_and_pieces, without_dictated_numbers
from bot.masking.hiding import without_numbers
from evaluation.fuzz.counting import STALL, Tally
from evaluation.fuzz.inputs import Input, digits_in, in_pieces, made
from evaluation.fuzz.inputs import value as any_value
from evaluation.inside import Inside
from luohu.clock import today
from luohu.essence import essence
from luohu.places import resolve
from luohu.retracted import without_retracted
from luohu.text import normalise

_COMMANDS = ("/", "EXTERNAL:")
# One input in so many is no text at all.
_NO_TEXTS = 50
# One input in so many goes through all of intake, the others through its masking alone.
_INTAKE = 3
# One input in so many goes through NLU and the conversation, which takes as long as hundreds of
# others; one in so many of these is as long as a message may be, and with one in so many a new
# person comes.
_WHOLE_TURNS = 1000
_LONG_TURNS = 5
_PERSONS = 6
# One number in so many is also sent in pieces.
_PIECES = 4
# These take as long as ten others, and get an input where each of the others has got so many.
_SLOW = ("relatives", "facts")
_OF_THE_OTHERS = 3
# How often a slow input is tried anew.
_AGAIN = 3


@dataclass
class _Conversation:
    """The conversation that turns go on with."""

    bot: Inside
    tallies: Mapping[str, Tally]
    rng: Random
    session: Session = field(default_factory=Session)


def fuzz_functions(
    count: int,
    seed: int,
    bot: Inside,
    tallies: dict[str, Tally],
    progress: Callable[[int, int, str], None],
) -> None:
    """Put inputs to intake or masking, and what is left of each to one function of understanding.

    One in a thousand becomes a turn instead: NLU, the conversation, and what the operator's desk
    and the library make of the same words.

    Args:
        count: how many inputs.
        seed: the same inputs come of the same seed.
        bot: the bot without its servers.
        tallies: takes what came of them, by what they were put to.
        progress: takes how many are done of how many, and where.
    """
    rng = Random(seed)
    readers = _readers(bot.services)
    whole = ("NLU", "conversation", "desk", "library search")
    parts = ("intake", "masking", "transcript", "dictation")
    tallies.update((name, Tally()) for name in (*parts, *readers, *whole))
    names = (*[name for name in readers if name not in _SLOW] * _OF_THE_OTHERS, *_SLOW)
    talk = _Conversation(bot, tallies, rng)
    # Built things are loaded before anything is timed.
    for text in ("租房 rent", "我叫张三,住文化路1号"):
        take_in(text)
        search(bot.services, take_in(text).text, today())
        bot.say("warm", text)
    for number in range(1, count + 1):
        if rng.randrange(_NO_TEXTS) == 0:
            _timed(tallies["intake"], take_in, any_value(rng))
        elif number % _WHOLE_TURNS == 0:
            _turn(talk, made(rng, _LONG_TURNS))
        else:
            given = made(rng)
            if number % _INTAKE == 0:
                text = _through_intake(tallies["intake"], given)
            else:
                text = _masked(tallies["masking"], given)
            name = names[number % len(names)]
            if text:
                _timed(tallies[name], readers[name], text)
            if given.number and not given.in_words and rng.randrange(_PIECES) == 0:
                pieces = in_pieces(rng, given.text)
                _in_segments(tallies["transcript"], given, pieces)
                _in_messages(tallies["dictation"], given, pieces)
        progress(number, count, "inputs")


def _readers(services: Services) -> Mapping[str, Callable[[str], object]]:
    day, gazetteer, book = today(), services.gazetteer, services.eligibility.facts
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
        "taken back": without_retracted,
        "places": lambda text: resolve(text, gazetteer),
        "essence": lambda text: essence(text, gazetteer),
        "relatives": lambda text: cast_of(text, services.kinship, book),
        "facts": lambda text: stated_facts(text, book, day),
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


def _masked(tally: Tally, given: Input) -> str:
    """What masking leaves of an input, which is neither translated nor spelled anew."""
    left: list[str] = []

    def take(text: str) -> None:
        left.append(mask(normalise(text)))

    faults = _tried(tally, take, given.text)
    text = left[0] if left else ""
    if given.survives_in(text):
        faults.append("number kept")
    tally.faults.update(faults)
    return text


def _in_segments(tally: Tally, given: Input, pieces: list[str]) -> None:
    """An input as the telephone system's segments: all pieces of the number have to go."""
    left: list[str] = []

    def take(said: list[str]) -> None:
        left[:] = without_dictated_numbers([without_numbers(one) for one in said])

    faults = _tried(tally, take, pieces)
    if given.survives_in("".join(left)):
        faults.append("number kept")
    tally.faults.update(faults)


def _in_messages(tally: Tally, given: Input, pieces: list[str]) -> None:
    """An input as messages one after the other: together they must not tell the number."""
    left: list[str] = []

    def take(said: list[str]) -> None:
        left.clear()
        remembered: tuple[str, ...] = ()
        for one in said:
            masked, remembered = masked_and_pieces(remembered, take_in(one).text)
            left.append(masked)

    faults = _tried(tally, take, pieces)
    if given.number in digits_in("".join(left)):
        faults.append("number kept")
    tally.faults.update(faults)


def _turn(talk: _Conversation, given: Input) -> None:
    """An input as a message of a conversation, from intake to what is remembered."""
    bot, services, day = talk.bot, talk.bot.services, talk.bot.day
    if talk.rng.randrange(_PERSONS) == 0:
        talk.session = _somewhere(talk.rng, services)
    _timed(talk.tallies["NLU"], _heard_anew, bot, given.text)
    message, session = bot.hear_message(given.text), talk.session
    bot.heard.clear()
    tally, replies = talk.tallies["conversation"], list[Reply]()

    def answer() -> None:
        replies.append(respond(message, session, services, day))

    faults = _tried(tally, answer)
    if not faults:
        turn, after = replies[-1].turn.as_dict(), replies[-1].session.as_dict()
        talk.session = Session.from_dict(json.loads(json.dumps(after)))
        if given.survives_in(json.dumps(after, ensure_ascii=False) + turn["text"]):
            faults.append("number kept")
        _timed(talk.tallies["desk"], suggestion, services, message.text, turn, talk.session, day)
    tally.faults.update(faults)
    _timed(talk.tallies["library search"], _looked_up, services, given.text)


def _heard_anew(bot: Inside, text: str) -> None:
    bot.heard.clear()
    bot.hear_message(text)


def _looked_up(services: Services, text: str) -> None:
    with suppress(RefusedError):
        search(services, text, today())


def _somewhere(rng: Random, services: Services) -> Session:
    """A new conversation, one about a place, or one in which a fact is asked for."""
    region = rng.choice(tuple(services.regions))
    name, (_folder, rules) = rng.choice(tuple(services.eligibility.pathways(region).items()))
    return rng.choice(
        (
            Session(),
            Session(region=region),
            Session(region=region, topic=name, judged=name),
            Session(region=region, checking=ALL_WAYS, basis_asked=True),
            *(
                Session(region=region, topic=name, checking=name, asked_fact=fact)
                for fact in sorted(facts_of(rules.requires))
            ),
        )
    )


def _timed(tally: Tally, work: Callable[..., object], *given: object) -> None:
    tally.faults.update(_tried(tally, work, *given))


def _tried(tally: Tally, work: Callable[..., object], *given: object) -> list[str]:
    """Count one input; gives what went wrong."""
    try:
        seconds = _seconds(time.perf_counter, work, *given)
        if seconds > STALL:
            # The machine may have been busy: what counts is the processor's time, of all threads.
            # That of NLU, which is a process of its own, is not seen here.
            clock = time.perf_counter if work is _heard_anew else time.process_time
            seconds = min(_seconds(clock, work, *given) for _ in range(_AGAIN))
    except Exception as error:  # the kind is all that is counted
        tally.add(0.0)
        return ["exception", f"exception {type(error).__name__}"]
    tally.add(seconds)
    return []


def _seconds(clock: Callable[[], float], work: Callable[..., object], *given: object) -> float:
    started = clock()
    work(*given)
    return clock() - started
