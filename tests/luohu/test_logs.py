"""Log lines that a program reads, and in which nobody's words stand."""

from __future__ import annotations

import io
import json
import logging

import pytest

from luohu.logs import WordlessFormatter, log_as_json


def logged(work: object) -> dict[str, object]:
    """The line that a piece of work logs."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WordlessFormatter("rasa"))
    logger = logging.getLogger("test_logs")
    logger.addHandler(handler)
    try:
        assert callable(work)
        work(logger)
    finally:
        logger.removeHandler(handler)
    line = stream.getvalue()
    assert line.count("\n") == 1
    read: dict[str, object] = json.loads(line)
    return read


def test_a_line_says_when_what_and_where() -> None:
    line = logged(lambda logger: logger.error("turn failed: %s", "KeyError"))
    assert line["message"] == "turn failed: KeyError"
    assert (line["level"], line["logger"], line["server"]) == ("ERROR", "test_logs", "rasa")
    assert "time" in line


def test_what_an_error_quotes_is_left_out() -> None:
    def fail(logger: logging.Logger) -> None:
        try:
            raise ValueError("我在威海租房")
        except ValueError:
            logger.exception("request failed")

    line = logged(fail)
    assert str(line["error"]).startswith("ValueError, tests/luohu/test_logs.py:")
    assert "租房" not in json.dumps(line, ensure_ascii=False)


def test_all_that_logs_already_logs_so(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = logging.StreamHandler(io.StringIO())
    monkeypatch.setattr(logging.getLogger("test_logs.other"), "handlers", [handler])
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    log_as_json("actions")
    assert isinstance(handler.formatter, WordlessFormatter)
