"""One message on its way to a decision: what it says, what is remembered, what documents hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions.conversation.evidence import Evidence
from actions.conversation.message import Message
from actions.conversation.reading import Reading, point_without_places, sure_topic
from actions.conversation.services import Services
from actions.conversation.session import Asked, Session
from actions.eligibility.model import Pathway
from actions.retrieval.search import Hit
from luohu.names import SUBJECT_INTENT
from luohu.places import resolve


@dataclass(frozen=True)
class Situation:
    """What a decision is made on.

    Attributes:
        reading: what the message says.
        state: what is remembered, with what the message tells.
        earlier: what was remembered before it, without what is another person's.
        evidence: what the documents hold.
        services: rules, places and wording; nothing of them changes.
        day: today.
    """

    reading: Reading
    state: Session
    earlier: Session
    evidence: Evidence
    services: Services
    day: date

    @property
    def text(self) -> str:
        """What was said."""
        return self.reading.text

    @property
    def topic(self) -> str | None:
        """The subject the message is about, or None where none is sure."""
        return self.reading.topic

    @property
    def opened(self) -> Mapping[str, tuple[str, Pathway]]:
        """The pathways that the documents of the place spoken of open: id -> folder, pathway."""
        return self.services.eligibility.pathways(self.state.region or "")

    @property
    def moved_from(self) -> str | None:
        """The region spoken of before, where the message names another one."""
        before = self.earlier.region
        return before if before != self.state.region else None

    @property
    def names_another_place(self) -> bool:
        """Whether the message is only a place, and not one inside the place spoken of.

        松山区 answers where somebody is registered as long as 赤峰 is spoken of.
        """
        places = self.reading.places
        inside = [region.code for region in places.regions] == [self.earlier.region]
        return places.only_place and not inside

    def hits(self) -> list[Hit]:
        """The clauses of the region spoken of nearest to the message, the best first.

        A question beside what is being spoken of (去哪办) is searched for together with it; that
        it asks for an office says nothing of the clause.
        """
        subjects, topic = self.services.subjects, self.topic
        spoken_of = subjects.get(self.state.topic or "")
        question, heard = self.reading.whole, self.reading.subjects
        if topic and topic in subjects and subjects[topic].aside:
            heard = {name: share for name, share in heard.items() if name != "responsibility"}
            if spoken_of and topic != spoken_of.id:
                question = f"{spoken_of.title},{question}"
        return self.evidence.hits(question, self.state.region or "", heard)

    def say(self, name: str, **values: object) -> str:
        """A sentence of the wording."""
        return self.services.wording.say(name, **values)

    def asked(self) -> Asked:
        """The message as a question to be taken up again."""
        return Asked(self.text, self.reading.subjects)

    def about(self, asked: Asked) -> Situation:
        """The situation as if ``asked`` had been said, with the places and facts known now."""
        ranking = {f"{SUBJECT_INTENT}{name}": value for name, value in asked.subjects.items()}
        places = resolve(asked.text, self.services.gazetteer)
        reading = replace(
            self.reading,
            message=Message(asked.text, ranking=ranking),
            act=None,
            said=asked.text,
            places=places,
            point=point_without_places(asked.text, places, self.services.gazetteer),
            topic=sure_topic(asked.subjects),
        )
        return replace(self, reading=reading)

    def supposing(self, **changes: Any) -> Situation:  # noqa: ANN401 - fields of a session
        """The situation with another state, to decide what would be; nothing is remembered."""
        return replace(self, state=replace(self.state, **changes))
