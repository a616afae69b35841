"""One turn in the making: the message, what it says, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions.conversation.message import Message
from actions.conversation.services import Services
from actions.conversation.session import Asked, Session
from actions.turns.model import Turn
from actions.understanding.facts import Stated
from luohu.essence import point_of, without_places
from luohu.places import Places, resolve


@dataclass(frozen=True)
class Reply:
    """A turn and what is remembered after it."""

    turn: Turn
    session: Session


@dataclass(frozen=True)
class Context:
    """What a step decides on.

    Attributes:
        topic: the subject the message is about, or None where NLU is not sure of one.
        stated: the facts that the message states.
        said: the text with its places called as facts call them, without titles of pathways.
        earlier: what was remembered before the message, without what is another person's.
        somebody_moves: whether the topic follows from somebody who is said to come along.
        moved_from: the region spoken of before, where the message names another one.
    """

    message: Message
    session: Session
    places: Places
    stated: Stated
    said: str
    earlier: Session
    topic: str | None
    day: date
    services: Services
    somebody_moves: bool = False
    moved_from: str | None = None

    @property
    def text(self) -> str:
        """What was said."""
        return self.message.text

    @property
    def whole(self) -> str:
        """What was said, without places: all clauses searched are of one place."""
        return without_places(self.text, self.places)

    @property
    def bare(self) -> str:
        """The point of what was said, without places."""
        point = point_of(self.text)
        places = self.places if point == self.text else resolve(point, self.services.gazetteer)
        return without_places(point, places)

    @property
    def names_another_place(self) -> bool:
        """Whether the message is only a place, and not one inside the place spoken of.

        松山区 answers where somebody is registered as long as 赤峰 is spoken of.
        """
        inside = [region.code for region in self.places.regions] == [self.earlier.region]
        return self.places.only_place and not inside

    def say(self, name: str, **values: object) -> str:
        """A sentence of the wording."""
        return self.services.wording.say(name, **values)

    def remember(self, **changes: Any) -> Context:  # noqa: ANN401 - fields of a session
        """The same turn with a changed session."""
        return replace(self, session=replace(self.session, **changes))

    def question(self) -> Asked:
        """The message as a question to be taken up again."""
        return Asked(self.text, self.message.subjects)

    def about(self, asked: Asked) -> Context:
        """The turn as if ``asked`` had been said, with the places and facts known now."""
        ranking = {f"ask_{name}": value for name, value in asked.subjects.items()}
        return replace(
            self,
            message=Message(asked.text, ranking=ranking),
            said=asked.text,
            places=resolve(asked.text, self.services.gazetteer),
            topic=sure_topic(asked.subjects),
        )


Step = Callable[[Context], Reply | None]

_SURE = 0.3


def sure_topic(subjects: dict[str, float]) -> str | None:
    """The likeliest subject if it is likely enough to be named."""
    best = max(subjects, key=lambda name: subjects[name], default=None)
    return best if best and subjects[best] >= _SURE else None
