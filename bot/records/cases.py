"""One case under a short code, to be taken up in another channel within a day."""

from __future__ import annotations

import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection, metadata
from luohu.session import SessionState

# Without what looks alike on a slip or sounds alike on the line: 0O 1IL 2Z 5S.
ALPHABET = "346789ABCDEFGHJKMNPQRTUVWXY"
LENGTH = 8
LASTS = timedelta(hours=24)

_LONGEST_VALUE = 40
_MOST_FACTS = 200

CASES = sa.Table(
    "cases",
    metadata,
    sa.Column("code", sa.String(LENGTH), primary_key=True),
    sa.Column("until", sa.BigInteger, nullable=False, index=True),
    sa.Column("content", sa.Text, nullable=False),
)


@dataclass(frozen=True)
class Case:
    """What one channel hands to another: never a person's words.

    Attributes:
        region: code of the place it is about.
        topic: the subject or pathway last spoken of.
        judged: the pathway of the last verdict.
        checking: the pathway whose conditions are being asked for.
        facts: what the person said of themselves, as the rules name and value it.
        unknown: facts the person does not know.
        verdict: what the verdict on the pathway was, as the contract names it; empty for none.
    """

    region: str | None = None
    topic: str | None = None
    judged: str | None = None
    checking: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    verdict: str = ""

    @classmethod
    def of_session(cls, session: SessionState | None, verdict: str = "") -> Case:
        """What of a conversation's session may go to another channel; its last question may not.

        Args:
            session: what is remembered of the conversation.
            verdict: the last one that was given in it.
        """
        session = session or {}
        return cls(
            region=session.get("region"),
            topic=session.get("topic"),
            judged=session.get("judged"),
            checking=session.get("checking"),
            facts=_facts(session.get("facts") or {}),
            unknown=tuple(session.get("unknown") or ()),
            verdict=verdict,
        )

    def as_session(self) -> SessionState:
        """The session that a conversation begins with when it takes the case up."""
        return SessionState(
            region=self.region,
            topic=self.topic,
            judged=self.judged,
            checking=self.checking,
            facts=self.facts,
            unknown=list(self.unknown),
        )


@dataclass(frozen=True)
class OpenedCase:
    """A case that waits under a code until a moment."""

    code: str
    expires_at: datetime


def open_case(connection: Connection, case: Case, now: datetime | None = None) -> OpenedCase:
    """Put a case under a new code.

    Returns:
        The code and the end of its 24 hours.
    """
    now = now or datetime.now(timezone.utc)
    purge_cases(connection, now)
    until = int((now + LASTS).timestamp())
    code = _free_code(connection)
    content = json.dumps(asdict(case), ensure_ascii=False)
    connection.execute(CASES.insert().values(code=code, until=until, content=content))
    return OpenedCase(code, datetime.fromtimestamp(until, timezone.utc))


def take_case(connection: Connection, entered: str, now: datetime | None = None) -> Case | None:
    """The case under a code as a person enters it: case, spaces and hyphens do not matter.

    Returns:
        None where there is none or where its time is over.
    """
    purge_cases(connection, now or datetime.now(timezone.utc))
    code = read_code(entered)
    if code is None:
        return None
    found = connection.execute(sa.select(CASES.c.content).where(CASES.c.code == code)).scalar()
    if found is None:
        return None
    content = json.loads(found)
    return Case(**{**content, "unknown": tuple(content["unknown"])})


def read_code(entered: str) -> str | None:
    """The code that a person means, None where it can be none."""
    plain = unicodedata.normalize("NFKC", entered[:64]).upper()
    code = "".join(one for one in plain if one.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def purge_cases(connection: Connection, now: datetime) -> int:
    """Erase the cases whose time is over; returns how many."""
    over = CASES.c.until <= int(now.timestamp())
    return int(connection.execute(CASES.delete().where(over)).rowcount)


def _free_code(connection: Connection) -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        taken = sa.select(CASES.c.code).where(CASES.c.code == code)
        if connection.execute(taken).first() is None:
            return code


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without a value that could be somebody's words."""
    return {
        name: value
        for name, value in list(facts.items())[:_MOST_FACTS]
        if len(json.dumps(value, ensure_ascii=False)) <= _LONGEST_VALUE
    }
