"""What the telephone system was told has arrived is there after any accident."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.records.calls import list_calls
from bot.records.database import Database
from bot.records.segments import segments_of
from luohu.settings import ROOT

WRITER = """
import asyncio, sys
from bot.records.calls import open_call
from bot.records.database import Database
from bot.records.segments import Segment, add_segments

async def hear():
    records = Database(sys.argv[1])
    call, _ = await records.run(open_call, "wang", None, 1)
    for number in range(100_000):
        segment = Segment("line", number, "caller", f"said-{number}", number)
        await records.run(add_segments, call.id, [segment])
        print(number, flush=True)

asyncio.run(hear())
"""


def test_every_acknowledged_segment_survives_a_kill(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/records.db"
    command = [sys.executable, "-c", WRITER, address]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        for line in writer.stdout:
            if line.strip() == "40":
                break
        os.kill(writer.pid, signal.SIGKILL)
    records = Database(address)
    (call,) = asyncio.run(records.read(list_calls, None))
    kept = asyncio.run(records.read(segments_of, call.id))
    records.close()
    assert len(kept) >= 41
    assert [one.text for one in kept] == [f"said-{number}" for number in range(len(kept))]
