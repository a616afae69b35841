"""What the policy desk has set for the moment: what is handed over only, and where the offices are.

It comes with each message (``contract/standing.schema.json``), so that it holds in every process at
once and nothing of it is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from actions.conversation.decision import Decision, opening_clauses
from actions.turns.model import Notice, Office, Part, PartKind, Turn

# The widest first.
Scope = Literal["all", "place", "document", "pathway", "clause"]
_SCOPES: tuple[Scope, ...] = get_args(Scope)

# What is said in these turns rests on no document, and comes before all else or is a hand-over.
_STAY = ("refusal", "smalltalk", "handoff")
_AFTER_OFFICES: tuple[PartKind, ...] = ("clause", "notice", "question", "offer")
_OFFICE_FIELDS = tuple(one.name for one in fields(Office))


@dataclass(frozen=True)
class Switch:
    """Something that is handed over to people only.

    Attributes:
        scope: how much.
        region: code of the place.
        document: folder of the document, for a document and a clause.
        target: id of the pathway or the clause, for these.
        reason: why, in words for residents.
        until: the day on which it ends.
    """

    scope: Scope
    region: str
    document: str
    target: str
    reason: str
    until: date


@dataclass(frozen=True)
class Standing:
    """What stands beside the documents.

    Attributes:
        switches: what is handed over only.
        offices: offices by the code of their place.
    """

    switches: tuple[Switch, ...] = ()
    offices: Mapping[str, Sequence[Office]] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, told: Mapping[str, Any] | None) -> Standing:
        """What came with a message; nothing where nothing did.

        Raises:
            KeyError, ValueError: it has another form.
        """
        if not told:
            return NOTHING
        switches = (
            Switch(**{**one, "until": date.fromisoformat(one["until"])})
            for one in told.get("switches", ())
        )
        offices = {
            code: tuple(
                Office(**{name: one.get(name, "") for name in _OFFICE_FIELDS}) for one in here
            )
            for code, here in told.get("offices", {}).items()
        }
        return cls(tuple(switches), offices)


NOTHING = Standing()


def switched(decision: Decision, turn: Turn, switches: Iterable[Switch]) -> Switch | None:
    """The switch for which a turn must not be given, the widest one; None where it may."""
    if turn.kind in _STAY:
        return None
    hit = [one for one in switches if _hits(one, decision, turn)]
    return min(hit, key=lambda one: _SCOPES.index(one.scope), default=None)


def said_of(decision: Decision, turn: Turn, switch: Switch) -> Turn:
    """A turn that hands over, with what is switched and why before it."""
    situation = decision.situation
    services = situation.services
    document = services.corpus.documents.get(switch.document)
    subject = services.subjects.get(switch.target)
    region = services.regions.get(switch.region)
    text = situation.say(
        f"switched.{switch.scope}",
        region=region.full_name if region else "",
        title=document.title if document else "",
        subject=subject.title if subject else "",
        reason=switch.reason,
        until=services.wording.date(switch.until),
    )
    parts = (Part("conclusion", text), *turn.parts)
    return replace(turn, parts=parts, notices=(*turn.notices, Notice("handed_over", text)))


def with_offices(decision: Decision, turn: Turn, standing: Standing) -> Turn:
    """The turn with the offices of its place, where it says where to go."""
    here = standing.offices.get(turn.region.code if turn.region else "", ())
    if not here or not _says_where(decision, turn):
        return turn
    say = decision.situation.say
    shown = tuple(here[: _rules()["most_offices"]])
    lines = [say("offices.lead"), *(_line(decision, office) for office in shown)]
    places = [n for n, part in enumerate(turn.parts) if part.kind in _AFTER_OFFICES]
    at = places[0] if places else len(turn.parts)
    parts = (*turn.parts[:at], Part("answer", "\n".join(lines)), *turn.parts[at:])
    return replace(turn, parts=parts, offices=shown)


def _hits(switch: Switch, decision: Decision, turn: Turn) -> bool:
    services = decision.situation.services
    cited = {(one.document, one.clause) for one in turn.citations}
    places = {services.corpus.documents[folder].region for folder, _clause in cited}
    if turn.region:
        places.add(turn.region.code)
    spoken_of = _ways(decision, turn)
    ways = {name: opened for name, opened in spoken_of.items() if opened}
    match switch.scope:
        case "all":
            return True
        case "place":
            return switch.region in places
        case "document":
            folders = {folder for folder, _clause in cited} | {one[0] for one in ways.values()}
            return switch.document in folders
        case "pathway":
            return switch.region in places and switch.target in spoken_of
        case "clause":
            opening = {
                (folder, clause.id)
                for folder, pathway in ways.values()
                for clause in opening_clauses(services, folder, pathway)
            }
            return (switch.document, switch.target) in cited | opening


def _ways(decision: Decision, turn: Turn) -> dict[str, Any]:
    """The pathways that a turn speaks of, each as its place opens it, None where it does not."""
    named = [turn.topic, decision.pathway, *(one.topic for one in turn.answers)]
    named += [way["pathway"] for way in turn.overview]
    opened = decision.situation.opened
    return {name: opened.get(name) for name in named if name}


def _says_where(decision: Decision, turn: Turn) -> bool:
    if turn.kind in _rules()["kinds"]:
        return True
    decided = (decision, *decision.then)
    found = [one.found for one in decided if one.found]
    parts = {told.cell.facet.part for one in found for told in one.told}
    treats = {one.treats for one in found}
    topics = {one.topic for one in found}
    rules = _rules()
    return bool(
        parts & {*rules["parts"]} or treats & {*rules["treats"]} or topics & {*rules["topics"]}
    )


def _line(decision: Decision, office: Office) -> str:
    say = decision.situation.say
    optional = ("does", "hours", "phone")
    told = "".join(
        say(f"offices.{name}", value=getattr(office, name))
        for name in optional
        if getattr(office, name)
    )
    checked = decision.situation.services.wording.date(date.fromisoformat(office.checked_on))
    return say(
        "offices.one",
        office=office.name,
        address=office.address,
        told=told,
        source=office.source,
        checked=checked,
    )


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8")))
