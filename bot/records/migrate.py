"""Shows or changes the step of the tables: ``python -m bot.records.migrate [--to STEP]``.

Servers bring tables up by themselves. Going back is for returning to an earlier release: stop the
servers, make a backup, go back with the later release to the last step that the earlier one knows,
and start the earlier one. What later steps added is lost.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import CONVERSATIONS_SETTING
from bot.records.migrating import LaterReleaseError, last_step, migrate, step_of
from bot.records.opening import SETTING, RecordsError, changing_tables, engine_of, read_address
from luohu.settings import SettingsError, settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.records.migrate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--to", metavar="STEP", help="a step's name, head, or base for no tables")
    wanted = parser.parse_args(arguments).to
    try:
        named = {settings().records_url: SETTING}
        if settings().conversations_url:
            named.setdefault(settings().conversations_url, CONVERSATIONS_SETTING)
        for url, setting in named.items():
            print(_changed(read_address(url, setting), wanted))
    except (RecordsError, SettingsError, LaterReleaseError, sa.exc.SQLAlchemyError) as error:
        reason = str(getattr(error, "orig", None) or error).split("\n", 1)[0]
        print(f"tables not changed: {reason}", file=sys.stderr)
        return 1
    return 0


def _changed(address: sa.engine.URL, wanted: str | None) -> str:
    engine = engine_of(address)
    try:
        with changing_tables(engine) as connection:
            before = step_of(connection) or "none"
            if wanted is not None:
                migrate(connection, wanted)
            after = step_of(connection) or "none"
    finally:
        engine.dispose()
    shown = address.render_as_string(hide_password=True)
    moved = f"step {after}" if before == after else f"step {before} -> {after}"
    return f"{shown}: {moved} (this release: {last_step()})"


if __name__ == "__main__":
    sys.exit(main())
