"""A reader that goes on without end is ended."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.reading.bounded import read_bounded

PYTHON = sys.executable


def refused(monkeypatch: pytest.MonkeyPatch, folder: Path, program: str) -> str:
    """How a reader that does what a program says is answered for."""
    script = folder / "python"
    code = folder / "reader.py"
    code.write_text(
        "import sys, resource, signal\nsys.stdin.buffer.read()\n" + program, encoding="utf-8"
    )
    script.write_text(f"#!/bin/sh\nexec {PYTHON} {code}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    with pytest.raises(Refusal) as error:
        read_bounded(b"%PDF-", "a.pdf")
    return error.value.kind


def test_a_reader_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = "signal.setitimer(signal.ITIMER_REAL, 0.1)\nwhile True: pass"
    assert refused(monkeypatch, tmp_path, program) == "too_slow"


def test_a_reader_that_the_system_ends_for_its_memory_is_answered_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = "import os\nos.kill(os.getpid(), signal.SIGKILL)"
    assert refused(monkeypatch, tmp_path, program) == "too_much_memory"


def test_a_reader_that_falls_over_is_answered_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert refused(monkeypatch, tmp_path, "import os\nos.abort()") == "failed"
    assert refused(monkeypatch, tmp_path, "sys.exit(3)") == "failed"
