"""Brings the tables of a database to this release, or back: ``python -m bot.records.migrate``.

Servers do it themselves when they open a database. What changes stands in ``migrations/versions``,
one file a step, from the first schema on.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

NOTHING = "base"
"""The step before the first one: no tables at all."""

_FOLDER = Path(__file__).with_name("migrations")


class LaterReleaseError(RuntimeError):
    """The tables are those of a later release, or of none; the message says what to do."""


def migrate(connection: Any, step: str = "head") -> None:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    """Bring the tables to a step, within the connection's transaction.

    Tables from before there were steps are taken as they are; what is missing is made.

    Args:
        connection: in a transaction in which nobody else changes tables.
        step: a step of this release, ``head`` for its last one, ``NOTHING`` for no tables.

    Raises:
        LaterReleaseError: the tables are not of a step that this release knows, or there is no
            such step.
        sqlalchemy.exc.SQLAlchemyError: the database refuses; nothing has changed.
    """
    present = step_of(connection)
    if step == "head" and present == last_step():
        return
    steps = [NOTHING, *known_steps()]
    if (present or NOTHING) not in steps:
        raise LaterReleaseError(
            f"its tables are those of step {present}, and this release knows steps up to "
            f"{last_step()}: run the release that made them, or its "
            f"`python -m bot.records.migrate --to {last_step()}`, before this one"
        )
    wanted = last_step() if step == "head" else step
    if wanted not in steps:
        raise LaterReleaseError(f"there is no step {step}; known are {', '.join(steps)}")
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    upwards = steps.index(wanted) >= steps.index(present or NOTHING)
    try:
        (command.upgrade if upwards else command.downgrade)(config, wanted)
    except CommandError as error:
        raise LaterReleaseError(str(error)) from error


def step_of(connection: Any) -> str | None:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    """The step that a database's tables are of; None for tables from before there were steps."""
    return MigrationContext.configure(connection).get_current_revision()


@lru_cache(maxsize=1)
def known_steps() -> tuple[str, ...]:
    """The steps of this release, the first one first."""
    script = ScriptDirectory(str(_FOLDER))
    return tuple(one.revision for one in reversed(list(script.walk_revisions())))


def last_step() -> str:
    """The last step of this release."""
    return known_steps()[-1]
