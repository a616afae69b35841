"""The one place where it is decided what is done with a message."""

from __future__ import annotations

from collections.abc import Callable

from actions.conversation.deciding.checks import start_check
from actions.conversation.deciding.following import about_family, follow_up
from actions.conversation.deciding.pending import (
    ask_again,
    direct_answer,
    other_answer,
    stop_check,
    why_asked,
)
from actions.conversation.deciding.placing import (
    ask_place,
    compare,
    only_a_place,
    uncovered_place,
)
from actions.conversation.deciding.questions import answer, out_of_scope, several
from actions.conversation.deciding.scope import unanswerable
from actions.conversation.deciding.supposing import what_if
from actions.conversation.deciding.taking_up import take_up
from actions.conversation.deciding.talking import calm, danger, small_talk
from actions.conversation.decision import Decision
from actions.conversation.situation import Situation

Rule = Callable[[Situation], Decision | None]

ORDER: tuple[Rule, ...] = (
    danger,
    take_up,
    stop_check,
    why_asked,
    what_if,
    direct_answer,
    about_family,
    calm,
    out_of_scope,
    uncovered_place,
    only_a_place,
    other_answer,
    compare,
    small_talk,
    follow_up,
    ask_place,
    several,
    unanswerable,
    start_check,
    ask_again,
)


def decide(situation: Situation) -> Decision:
    """The decision of the first rule that has one; what none claims is a question of policy.

    A pure function: the same reading, evidence, state and rules come to the same decision, and
    nothing is remembered or said here.
    """
    return next((made for rule in ORDER if (made := rule(situation))), None) or answer(situation)
