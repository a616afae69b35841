"""What the staff change is written down for good, and whoever tampers with it is found out."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.records import audit
from bot.records.audit import AUDIT, AUDIT_END, Change, Entry, Fault
from bot.records.database import Database, database
from luohu.settings import ROOT

# A server that begins to write as soon as it is told to.
SERVER = """
import asyncio, sys
from bot.records import audit
from bot.records.database import Database

async def write(records, who, count):
    await records.read(audit.end_of)
    print("ready", flush=True)
    sys.stdin.readline()
    change = audit.Change(who, "switch.on", "s1")
    await asyncio.gather(*(records.run(audit.append, change) for _ in range(count)))

asyncio.run(write(Database(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
"""
CHANGE = Change(
    "wang", "switch.on", "s1", "371000", after={"reason": "系统维护"}, why="窗口在核对新文件"
)


def written(records: Database, *changes: Change) -> list[Entry]:
    return [asyncio.run(records.run(audit.append, change)) for change in changes]


def found(records: Database) -> list[Fault]:
    return asyncio.run(records.read(audit.faults))


def exported(records: Database) -> list[str]:
    return asyncio.run(records.read(lambda connection: list(audit.exported(connection))))


def test_a_change_tells_who_when_what_and_why(records: Database) -> None:
    written(records, CHANGE)
    (entry,) = asyncio.run(records.read(audit.entries))
    assert (entry.number, entry.who, entry.what) == (1, "wang", "switch.on")
    assert (entry.before, entry.why) == (None, "窗口在核对新文件")
    assert json.loads(entry.after or "") == {"reason": "系统维护"}
    assert entry.at > 1_700_000_000_000


def test_what_is_added_leaves_the_audit_whole(records: Database) -> None:
    assert found(records) == []
    written(records, CHANGE, CHANGE, CHANGE)
    assert found(records) == []


def test_those_who_act_at_once_each_get_a_place_of_their_own(records: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: records.submit(audit.append, CHANGE).result(), range(40)))
    numbers = [one.number for one in asyncio.run(records.read(audit.entries))]
    assert sorted(numbers) == list(range(1, 41))
    assert found(records) == []


def test_servers_that_write_at_once_add_to_one_chain_that_is_whole_at_every_look(
    records: Database, records_url: str
) -> None:
    names, count = ("wang", "li", "zhao"), 20
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", SERVER, records_url, name, str(count)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    assert [one.stdout and one.stdout.readline() for one in servers] == ["ready\n"] * 3
    for one in servers:
        assert one.stdin
        one.stdin.write("begin\n")
        one.stdin.flush()
    looks = []
    while any(one.poll() is None for one in servers):
        looks.append(found(records))
        looks.append(audit.check_export(exported(records)))
    for one in servers:
        one.communicate()
    assert [one.returncode for one in servers] == [0, 0, 0]
    assert [faults for faults in looks if faults] == []
    entries = asyncio.run(records.read(audit.entries))
    assert [one.number for one in entries] == list(range(3 * count, 0, -1))
    assert Counter(one.who for one in entries) == dict.fromkeys(names, count)
    assert found(records) == []


@pytest.mark.parametrize("how", [AUDIT.delete(), AUDIT.update().values(who="li")])
def test_the_database_refuses_to_change_what_was_written(records: Database, how: Any) -> None:  # noqa: ANN401
    written(records, CHANGE)
    with pytest.raises(sa.exc.DBAPIError):
        asyncio.run(records.run(lambda connection: connection.execute(how)))
    assert len(asyncio.run(records.read(audit.entries))) == 1


def tampered(lines: list[str], number: int, **values: Any) -> list[str]:  # noqa: ANN401
    changed = json.dumps({**json.loads(lines[number - 1]), **values})
    return [*lines[: number - 1], changed, *lines[number:]]


def test_an_entry_that_was_changed_shows(records: Database) -> None:
    written(records, CHANGE, CHANGE, CHANGE)
    lines = exported(records)
    assert audit.check_export(lines) == []
    assert audit.check_export(tampered(lines, 2, who="li")) == [Fault(2, "changed")]


def test_an_entry_that_was_taken_out_shows(records: Database) -> None:
    written(records, CHANGE, CHANGE, CHANGE)
    lines = exported(records)
    assert audit.check_export([lines[0], *lines[2:]]) == [Fault(3, "missing")]


def test_an_entry_that_was_put_in_shows(records: Database) -> None:
    first, second = written(records, CHANGE, CHANGE)
    end = asyncio.run(records.read(audit.end_of))
    forged = replace(first, number=2, previous=first.seal)
    kinds = {fault.kind for fault in audit.check([first, forged, second], end)}
    assert kinds == {"changed", "missing"}


def test_an_end_that_was_cut_off_shows(records: Database) -> None:
    written(records, CHANGE, CHANGE, CHANGE)
    lines = exported(records)
    assert audit.check_export([*lines[:2], lines[-1]]) == [Fault(2, "cut")]


def test_the_records_themselves_show_it_too(records: Database) -> None:
    written(records, CHANGE, CHANGE)
    forged = AUDIT_END.update().values(number=1)
    asyncio.run(records.run(lambda connection: connection.execute(forged)))
    assert found(records) == [Fault(2, "cut")]


def test_whoever_checks_is_told_and_programs_learn_it_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(database(), CHANGE, CHANGE)
    assert audit.main([]) == 0
    assert "whole" in capsys.readouterr().out
    file = tmp_path / "audit.jsonl"
    file.write_text("\n".join(tampered(exported(database()), 1, why="")), "utf-8")
    assert audit.main(["--file", str(file)]) == 1
    assert "entry 1: changed" in capsys.readouterr().out
    file.write_text("{}", "utf-8")
    assert audit.main(["--file", str(file)]) == 2
