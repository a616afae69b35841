"""Which place a question is about: named, uncovered, missing, or several to compare."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.answering import answer_again, no_answer
from actions.conversation.checking import asks_or_wants
from actions.conversation.comparing import compare_regions
from actions.conversation.context import Context, Reply
from actions.conversation.menu import menu_options, region_name, region_options, region_ref
from actions.conversation.scoping import is_ours
from actions.turns.model import Turn
from actions.understanding.speech import pattern
from luohu.places.model import Role

_LEANING = 10
_NO_PLACE_NEEDED = ("greet", "goodbye", "thank", "hand_over", "menu", "smalltalk", "out_of_scope")


def uncovered_place(context: Context) -> Reply | None:
    """Say that a place has no document here, and offer a covered one inside it."""
    places, session = context.places, context.session
    if places.regions or not (places.outside or session.outside):
        return None
    if not places.outside and (places.ambiguous or context.message.intent in _NO_PLACE_NEEDED):
        return None
    if session.region and _is_in_passing(context):
        return None
    place = "、".join(places.outside) or session.outside
    regions = context.services.region_names()
    text = context.say("unsupported.ask", place=place, regions=regions)
    nearby = [region.code for region in places.nearby]
    if nearby:
        names = "、".join(region.full_name for region in places.nearby)
        text += context.say("unsupported.nearby", nearby=names)
    if not places.only_place:
        session = replace(session, question=context.question(), waiting=True)
    turn = Turn("unsupported_region", text, options=region_options(context, nearby or None))
    return Reply(turn, replace(session, outside=place))


def _is_in_passing(context: Context) -> bool:
    """Whether an uncovered place is not what is asked about, though a covered one is spoken of.

    我河北户口 tells where one comes from; and a message that says enough by itself is no longer
    about the uncovered place of the one before. Who answers the questions of a check tells facts.
    """
    places = context.places
    if context.session.checking and not asks_or_wants(context):
        return True
    if places.outside:
        return all(mention.role <= Role.WEAK for mention in places.mentions)
    return len(context.bare) > _LEANING


def only_a_place(context: Context) -> Reply | None:
    """Take up the waiting or the last question for the place that was said."""
    places = context.places
    if not places.only_place or len(places.regions) != 1:
        return None
    session = replace(context.session, waiting=False)
    if session.asked_fact and not context.names_another_place:
        return None
    if session.question:
        return answer_again(replace(context, session=session))
    text = context.say("region_set.ready", region=region_name(context))
    turn = Turn("smalltalk", text, region_ref(context), options=menu_options(context))
    return Reply(turn, session)


def compare(context: Context) -> Reply | None:
    """Put several named places side by side."""
    codes = [r.code for r in context.places.regions if r.code in context.services.regions]
    if len(codes) == 1 and context.moved_from and pattern("compares").search(context.text):
        codes.insert(0, context.moved_from)
    return compare_regions(context, codes) if len(codes) > 1 else None


def ask_place(context: Context) -> Reply | None:
    """Ask for the place where the question cannot be answered without one."""
    session = context.session
    ambiguous = [region.code for region in context.places.ambiguous]
    if session.region and (session.checking or not ambiguous or context.places.regions):
        return None
    if context.message.intent in _NO_PLACE_NEEDED and not ambiguous:
        return None
    if not is_ours(context, None):
        return no_answer(context)
    if ambiguous:
        place = "、".join(mention.text for mention in context.places.mentions)
        text = context.say("clarify.ambiguous", place=place)
        if context.places.only_place and session.question:
            waiting = session.question
        else:
            waiting = context.question()
    else:
        text = context.say("clarify.ask", regions=context.services.region_names())
        waiting = context.question()
    return Reply(
        Turn(
            "clarify_region",
            text,
            topic=context.topic,
            options=region_options(context, ambiguous or None),
        ),
        replace(session, question=waiting, waiting=True),
    )
