"""Ratings in the conversation: whether an answer helped, and then what was wrong with it.

How far a rating is follows from the conversation, which knows the answer it is about, and from
the feedback stored on that answer; nothing of it is kept in memory.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from rasa.core.agent import Agent

from bot.channels.answered import Followed, answer_before
from bot.channels.delivery import is_degraded
from bot.channels.opinions import feedback_on
from bot.channels.wechat.accounts import Account
from bot.channels.wechat.rendering import number_in, numbered
from bot.channels.wechat.wording import titles, variants, word
from bot.intake import take_in
from bot.records.database import Database
from bot.records.feedback import RATINGS, Opinion, Rating, Reason, opinion_on, save_feedback
from bot.records.wechat import Received
from luohu.text import normalise

logger = logging.getLogger(__name__)

_RATED = {"answer", "eligibility", "comparison", "no_answer"}
_MOST_REPETITIONS = 5


def can_be_rated(turn: Mapping[str, Any]) -> bool:
    """Whether a turn answers something, and does not wait for an answer itself."""
    return turn.get("kind") in _RATED and not turn.get("question") and not is_degraded(turn)


def as_stored(text: str) -> str:
    """A message without personal numbers; of a rating also the sign that intake would drop."""
    return _bare(text) if _rating_in(text) else take_in(text).text


class Ratings:
    """The ratings in one account's conversations.

    Args:
        account: the account.
        records: where they are stored.
    """

    def __init__(self, account: Account, records: Database) -> None:
        self._channel = account.channel
        self._records = records

    async def reply_to(
        self, agent: Agent | None, sender: str, received: Received, text: str, resent: bool
    ) -> str | None:
        """Store a rating and give the words that it is answered with; None for other messages.

        Args:
            agent: Rasa's agent, whose tracker store knows what the person was answered.
            sender: the conversation's id.
            received: the message.
            text: what it says.
            resent: the message may have been taken before this server was started.
        """
        said = _read(text)
        if said is None:
            return None
        try:
            followed = await answer_before(agent, sender, received.received_at)
        except Exception as error:  # then nobody knows what would be rated
            logger.error("conversation not read: %s", type(error).__name__)
            return None
        if followed is None or not can_be_rated(followed.answer.turn):
            return None
        try:
            return await self._take(followed, sender, said, resent)
        except Exception as error:  # a person is waiting, whatever broke
            logger.error("WeChat rating not stored: %s", type(error).__name__)
            # Only the records know whether a number or a title is a reason or means an option.
            return None if said.reason else word("not_rated")

    async def _take(self, followed: Followed, sender: str, said: _Said, resent: bool) -> str | None:
        answer = followed.answer
        known = await self._records.read(opinion_on, sender, answer.message_id)
        opinion = _changed(known, said, resent)
        if opinion is None:
            return None
        feedback = feedback_on(answer, sender, self._channel, opinion)
        try:
            await self._records.run(save_feedback, feedback)
        except Exception as error:  # a person is waiting, whatever broke
            logger.error("WeChat rating not stored: %s", type(error).__name__)
            return word("not_rated")
        # Numbers belong to the answer that has come since, so nothing more is asked about this one.
        asks = said.rating == "down" and not followed.overtaken
        return _question() if asks else word("rated")


@dataclass(frozen=True)
class _Said:
    """What a message may mean: one of these."""

    rating: Rating | None = None
    reason: Reason | None = None
    comment: str | None = None


def _read(text: str) -> _Said | None:
    if rating := _rating_in(text):
        return _Said(rating=rating)
    if reason := _reason_in(text):
        return _Said(reason=reason)
    comment = _comment_pattern().fullmatch(normalise(text))
    return _Said(comment=comment[1]) if comment else None


def _changed(known: Opinion | None, said: _Said, resent: bool) -> Opinion | None:
    """A person's opinion after what they said, None where that is no part of it."""
    if said.rating:
        taken_before = resent and known is not None and known.rating == said.rating
        return known if taken_before else Opinion(said.rating)
    if known is None or known.rating != "down":
        return None
    if said.comment:
        return replace(known, comment=said.comment)
    asked = known.reason is None and known.comment is None
    taken_before = resent and known.reason == said.reason
    return replace(known, reason=said.reason) if asked or taken_before else None


def _rating_in(text: str) -> Rating | None:
    # Whoever asks whether something is of use wants an answer.
    if "?" in normalise(text):
        return None
    bare = _bare(text)
    return next((one for one in RATINGS if _rating_patterns()[one].fullmatch(bare)), None)


def _reason_in(text: str) -> Reason | None:
    reasons: dict[Any, str] = titles("reasons")
    number = number_in(text) or 0
    if 0 < number <= len(reasons):
        return list(reasons)[number - 1]  # type: ignore[no-any-return]
    bare = _bare(text)
    return next((reason for reason, title in reasons.items() if _bare(title) == bare), None)


def _question() -> str:
    reasons = numbered(titles("reasons").values())
    return "\n".join([word("why"), *reasons, "", word("own_words")])


def _bare(text: str) -> str:
    """A text without marks, blanks and skin tones."""
    return "".join(one for one in normalise(text).lower() if not _is_mark(one))


def _is_mark(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "PZ" or category == "Sk"


@lru_cache(maxsize=1)
def _rating_patterns() -> dict[Rating, re.Pattern[str]]:
    patterns = {}
    for rating in RATINGS:
        words = "|".join(re.escape(_bare(one)) for one in variants(rating))
        patterns[rating] = re.compile(f"(?:{words}){{1,{_MOST_REPETITIONS}}}")
    return patterns


@lru_cache(maxsize=1)
def _comment_pattern() -> re.Pattern[str]:
    begins = "|".join(re.escape(one) for one in variants("comment"))
    return re.compile(rf"(?:{begins})\s*[:,\s]\s*(.*\w.*)")
