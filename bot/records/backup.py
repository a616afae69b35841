"""Copies the databases while the bot runs: ``python -m bot.records.backup --out FOLDER``.

Writes ``tracker.db`` and, where the records are in SQLite, ``records.db`` into the folder, whole as
of one moment, readable by their owner only.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bot.records.opening import RecordsError, read_address
from bot.records.private import replacing
from luohu.settings import SettingsError, settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.records.backup",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of the copies")
    folder: Path = parser.parse_args(arguments).out
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file in _databases():
            if file.resolve().parent == folder.resolve():
                raise RecordsError(f"{folder} holds the databases themselves; name another folder")
            copy_database(file, folder / file.name)
            print(f"{folder / file.name}")
    except (OSError, sqlite3.Error, RecordsError, SettingsError) as error:
        print(f"not copied: {error}", file=sys.stderr)
        return 1
    return 0


def copy_database(file: Path, copy: Path) -> None:
    """Copy an SQLite database that may be written meanwhile.

    Raises:
        OSError: the copy cannot be written.
        sqlite3.Error: the database cannot be read.
    """
    with (
        replacing(copy) as made,
        closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(made)) as target,
    ):
        source.backup(target)
        # One file, without a log beside it that could be forgotten.
        target.execute("PRAGMA journal_mode=DELETE")


def _databases() -> Iterator[Path]:
    """The files that are there."""
    files = [settings().var_dir / "db" / "tracker.db"]
    address = read_address(settings().records_url)
    if address.get_backend_name() == "sqlite":
        files.append(Path(address.database))
    return (file for file in files if file.exists())


if __name__ == "__main__":
    sys.exit(main())
