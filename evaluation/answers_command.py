"""``python -m evaluation answers``: what is read of answers to pending questions."""

from __future__ import annotations

from collections.abc import Sequence

from actions.eligibility.loader import load_facts
from evaluation.answering import Outcome, as_new, in_conversation, lines, load_given
from evaluation.inside import built_bot
from luohu.clock import today
from luohu.settings import Settings


def answers_command(config: Settings, new: bool, manners: bool, show: bool) -> int:
    """Print what was read right, read wrong and asked again.

    Args:
        config: the installation that is measured.
        new: read each fact as if it had just been added.
        manners: leave each manner of answering out of what is learnt as well.
        show: also print what was read wrong.
    """
    given, book = load_given(), load_facts(config.corpus_dir)
    if manners:
        for manner in dict.fromkeys(one.manner for one in given):
            apart = list(as_new(given, config, today(), book, manner))
            _print(f"new facts, {manner} left out", apart, show)
        return 0
    if new:
        _print("new facts", list(as_new(given, config, today(), book)), show)
        return 0
    with built_bot(config, today()) as bot:
        _print("in conversation", list(in_conversation(given, bot)), show)
    return 0


def _print(title: str, outcomes: Sequence[Outcome], show: bool) -> None:
    print(title)
    for line in lines(outcomes, lambda given: given.manner):
        print(f"  {line}")
    for one in outcomes if show else ():
        if one.came == "wrong":
            print(f"  {one.given.fact}: {one.given.text} -> {one.value}, not {one.given.says}")
