"""Answers to questions of a check: read right, read wrong, or asked again.

Twice: in the running conversation, with everything that was learnt; and as if the fact had been
added a moment ago, from its question and the titles of its choices alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from actions.building.answering import learn_answers
from actions.building.encoding import keeping
from actions.building.listener import learn_from
from actions.building.pairing import ANSWERS_FILE, load_answers
from actions.building.sayings import load_answered, load_sayings
from actions.conversation.decide import decide
from actions.conversation.respond import understand
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.eligibility.evaluate import facts_of
from actions.eligibility.given import read_value
from actions.eligibility.model import Fact, FactValue
from actions.understanding.answers import answer_to
from actions.understanding.facts import stated_facts
from actions.understanding.listening import Listener
from actions.understanding.speech import asks, pattern
from evaluation.inside import Inside
from evaluation.items import EvaluationError
from luohu.encoder import Encoder
from luohu.settings import ROOT, Settings
from luohu.text import normalise

FILE = Path(__file__).parent / "answers" / "open.yml"
_ASKS, _ELSE = "ask", "else"
_CAME = ("right", "wrong", "asked")
_FOLDS = 4
# Days by which a length told in other words may differ.
_NEAR = 20


@dataclass(frozen=True)
class Given:
    """An answer and what it says.

    Attributes:
        says: a value; a length in words; code and name of a place; None for a don't-know; ``ask``
            for a question back; ``else`` for what answers nothing.
    """

    fact: str
    manner: str
    says: object
    text: str

    @property
    def has_value(self) -> bool:
        """Whether it gives a value."""
        return self.says is not None and self.says not in (_ASKS, _ELSE)


@dataclass(frozen=True)
class Outcome:
    """What became of an answer: ``right``, ``wrong``, or ``asked`` again."""

    given: Given
    came: str
    value: object


def load_given(path: Path = FILE) -> list[Given]:
    """Read the answers.

    Raises:
        EvaluationError: the file cannot be read.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [
            Given(fact, manner, says, str(text))
            for fact, rows in entries.items()
            for manner, says, text in rows
        ]
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise EvaluationError(f"{path} holds no answers: {error!r}") from error


def in_conversation(given: Sequence[Given], bot: Inside) -> Iterator[Outcome]:
    """What the conversation makes of each answer while its fact is asked for."""
    for one in given:
        asked = _asking(one.fact, bot.services)
        if asked is None:
            continue
        situation = understand(bot.hear_message(one.text), asked, bot.services, bot.day)
        decision = decide(situation)
        after = decision.situation.state
        value = after.facts.get(one.fact)
        where = situation.reading.whereabouts.get("hukou", ("", ""))[0]
        left_open = one.fact in after.unknown
        fact = bot.services.eligibility.facts[one.fact]
        if one.has_value:
            came = _judged(fact, one.says, value, bot.day, where)
        elif value is not None:
            came = "wrong"
        elif one.says is None:
            came = "right" if left_open else "asked"
        else:
            came = "right" if decision.move != "ask" and not left_open else "asked"
        yield Outcome(one, came, value)


def _asking(fact: str, services: Services) -> Session | None:
    """A check of some place in which a fact is asked for."""
    for code in services.regions:
        for name, (_folder, rules) in services.eligibility.pathways(code).items():
            if fact in facts_of(rules.requires):
                return Session(region=code, topic=name, checking=name, asked_fact=fact)
    return None


def as_new(
    given: Sequence[Given], config: Settings, day: date, book: Mapping[str, Fact], without: str = ""
) -> Iterator[Outcome]:
    """What is read of each answer where nothing was learnt of its fact.

    Facts are left out in groups, with their cues, the words of their choices and all that people
    say of them. Relations and places have readers of their own and are no part of it.

    Args:
        without: a manner that is left out of what is learnt, too; only its answers are read.
    """
    sayings = load_sayings(config.corpus_dir, book)
    answered = load_answered(ROOT / "data" / "answers", book)
    answers = [one for one in load_answers(ROOT / ANSWERS_FILE) if one.manner != without]
    encoder = Encoder(config.model_dir)
    readable = [name for name in dict.fromkeys(one.fact for one in given) if _is_new(book[name])]
    with keeping(config, "evaluation") as encode:
        for fold in range(_FOLDS):
            left_out = readable[fold::_FOLDS]
            known = [saying for saying in sayings if saying.fact not in left_out]
            ears = learn_from(known, answers, book, encode, ())
            said = [saying for saying in (*known, *answered) if saying.fact not in left_out]
            listener = Listener.of(ears, learn_answers(said, answers, book, encode), encoder)
            bare = {**book, **{name: bared(book[name]) for name in left_out}}
            for one in given:
                if one.fact in left_out and without in ("", one.manner):
                    yield _read(one, bare, listener, day)


def _is_new(fact: Fact) -> bool:
    return not (fact.kinship or (fact.place and fact.type == "enum"))


def bared(fact: Fact) -> Fact:
    """A fact without cues, and its choices without the words that people use for them."""
    choices = tuple(replace(choice, words=(), over=()) for choice in fact.choices)
    return replace(fact, cues={}, choices=choices)


def _read(given: Given, book: Mapping[str, Fact], listener: Listener, day: date) -> Outcome:
    fact, text = book[given.fact], normalise(given.text)
    stated = stated_facts(text, {fact.name: fact}, day, {fact.name})
    asks_back = pattern("asks_meaning").search(text)
    value = None if asks_back else answer_to(fact, text, stated, day, book, listener)
    if given.has_value:
        return Outcome(given, _judged(fact, given.says, value, day), value)
    quiet = value is None
    came = "right" if quiet and (given.says is None or asks(text) or asks_back) else "asked"
    return Outcome(given, came if quiet else "wrong", value)


def _judged(fact: Fact, says: object, value: FactValue | None, day: date, where: str = "") -> str:
    if isinstance(says, str) and says[:6].isdigit() and fact.place:
        code = says[:6].rstrip("0")
        return "right" if where.startswith(code) else "wrong" if value is not None else "asked"
    if value is None:
        return "asked"
    if fact.type == "duration":
        return "right" if abs(int(value) - int(read_value(fact, says, day))) <= _NEAR else "wrong"
    return "right" if value == says else "wrong"


def lines(outcomes: Sequence[Outcome], key: Callable[[Given], str] | None = None) -> list[str]:
    """Shares of the answers that give a value, by ``key``, and what became of the others."""
    valued = [one for one in outcomes if one.given.has_value]
    found = [_shares("all", valued)]
    for name in dict.fromkeys(key(one.given) for one in valued) if key else ():
        found.append(_shares(name, [one for one in valued if key and key(one.given) == name]))
    for says, title in ((None, "don't-know"), (_ASKS, "question back")):
        rest = [one for one in outcomes if one.given.says == says]
        if rest:
            found.append(_shares(title, rest))
    return found


def _shares(name: str, outcomes: Sequence[Outcome]) -> str:
    counts = Counter(one.came for one in outcomes)
    taken = counts["right"] + counts["wrong"]
    precision = counts["right"] / taken if taken else 0.0
    number = len(outcomes) or 1
    shares = "  ".join(f"{came} {counts[came] / number:.3f}" for came in _CAME)
    return f"{name:<14} {len(outcomes):>4}  {shares}  right of those read {precision:.3f}"
