"""The one place where it is decided what is done with a message."""

from __future__ import annotations

from collections.abc import Callable

from actions.conversation.deciding.all_ways import (
    all_ways,
    basis_again,
    basis_answer,
    begin,
    overview_goes_on,
)
from actions.conversation.deciding.another_day import on_another_day
from actions.conversation.deciding.checks import may_settle_now, start_check, which_way
from actions.conversation.deciding.following import about_family, follow_up, grounds, when_reached
from actions.conversation.deciding.judging import judged
from actions.conversation.deciding.pathways import pathway_meant
from actions.conversation.deciding.pending import (
    answer_in_vain,
    ask_again,
    asked_back,
    asked_meaning,
    direct_answer,
    long_open,
    other_answer,
    passing_remark,
    stop_check,
    why_asked,
)
from actions.conversation.deciding.placing import (
    ask_place,
    compare,
    guessed_place,
    only_a_place,
    uncovered_place,
    unheld_document,
)
from actions.conversation.deciding.questions import answer, one_thing, out_of_scope, several
from actions.conversation.deciding.reviewing import revise, start_over
from actions.conversation.deciding.scope import foreign, unanswerable
from actions.conversation.deciding.supposing import what_if
from actions.conversation.deciding.taking_up import take_up
from actions.conversation.deciding.talking import calm, danger, nod, small_talk
from actions.conversation.deciding.telling import asks_barely, only_tells, with_what_was_told
from actions.conversation.decision import Decision
from actions.conversation.levels import from_above
from actions.conversation.situation import Situation

Rule = Callable[[Situation], Decision | None]


def told_before(situation: Situation) -> Decision | None:
    """Decide on a question that names nothing together with what was told before it.

    Whether somebody may settle is judged by the way that was told, or else looked at by all ways.
    """
    both = with_what_was_told(situation)
    if both is None:
        return None
    decision = decide(both)
    unnamed = decision.move == "silent" and not decision.about
    if not asks_barely(situation) or not (unnamed or decision.move == "answer"):
        return decision
    pathway = pathway_meant(both)
    return judged(both, pathway) if pathway and pathway in both.opened else begin(situation)


ORDER: tuple[Rule, ...] = (
    danger,
    take_up,
    start_over,
    revise,
    stop_check,
    why_asked,
    what_if,
    told_before,
    may_settle_now,
    asked_back,
    all_ways,
    basis_answer,
    direct_answer,
    long_open,
    answer_in_vain,
    asked_meaning,
    when_reached,
    foreign,
    one_thing,
    about_family,
    calm,
    unheld_document,
    nod,
    grounds,
    passing_remark,
    only_tells,
    out_of_scope,
    guessed_place,
    uncovered_place,
    only_a_place,
    other_answer,
    overview_goes_on,
    compare,
    small_talk,
    follow_up,
    ask_place,
    which_way,
    several,
    unanswerable,
    start_check,
    ask_again,
    basis_again,
)


def decide(situation: Situation) -> Decision:
    """The decision on the documents of the day and place asked of, or on those above the place.

    A pure function: the same reading, evidence, state and rules come to the same decision, and
    nothing is remembered or said here.
    """
    made = on_another_day(situation, decide) or _decide(situation)
    return from_above(made, decide) or made


def _decide(situation: Situation) -> Decision:
    """The decision of the first rule that has one; what none claims is a question of policy."""
    return next((made for rule in ORDER if (made := rule(situation))), None) or answer(situation)
