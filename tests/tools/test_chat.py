from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools.run.ports import free_ports

ROOT = Path(__file__).resolve().parents[2]
CITATION = {
    "clause": "一/(二)",
    "title": "某办法",
    "doc_number": "某政办发〔2020〕1号",
    "status": "in_force",
    "quote": "租 房 满 一 年。",
}
TURN = {
    "text": "可以。\n依据见下。",
    "citations": [CITATION],
    "options": [{"title": "是", "payload": "/affirm"}, {"title": "否", "payload": "/deny"}],
}


class _Bot(http.server.BaseHTTPRequestHandler):
    heard: list[dict[str, Any]]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.heard.append(json.loads(self.rfile.read(length)))
        body = json.dumps([{"text": TURN["text"]}, {"custom": TURN}]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def bot() -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """A stand-in bot: its port and the messages that it has heard."""
    heard: list[dict[str, Any]] = []
    handler = type("Handler", (_Bot,), {"heard": heard})
    server = http.server.HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, heard
    server.shutdown()
    server.server_close()


def _chat(port: int, typed: bytes) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tools.chat"],
        cwd=ROOT,
        env={**os.environ, "LUOHU_BOT_PORT": str(port), "LC_ALL": "C"},
        input=typed,
        capture_output=True,
        timeout=60,
    )
    output, errors = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    return subprocess.CompletedProcess(done.args, done.returncode, output, errors)


def test_a_piped_question_is_answered_with_its_source_and_numbered_options(
    bot: tuple[int, list[dict[str, Any]]],
) -> None:
    done = _chat(bot[0], "租房能落户吗\n".encode())
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "> 租房能落户吗"
    assert lines[1:3] == ["可以。", "依据见下。"]
    assert done.stdout.count("可以。") == 1
    assert "  [一/(二)] 某办法 某政办发〔2020〕1号 (in_force)" in lines
    assert "    租房满一年。" in lines
    assert lines[-3:-1] == ["  1) 是", "  2) 否"]


def test_a_number_picks_the_option(bot: tuple[int, list[dict[str, Any]]]) -> None:
    _chat(bot[0], "租房能落户吗\n2\n7\n".encode())
    assert [heard["message"] for heard in bot[1]] == ["租房能落户吗", "/deny", "7"]
    assert len({heard["sender"] for heard in bot[1]}) == 1


def test_bytes_that_are_no_text_do_not_end_the_chat(bot: tuple[int, list[dict[str, Any]]]) -> None:
    assert _chat(bot[0], b"\xff\xfe\n\xe4\xbd\xa0\n").returncode == 0
    assert bot[1][-1]["message"] == "你"


def test_without_a_running_bot_one_is_told_to_start_it() -> None:
    done = _chat(free_ports(1)[0], "你好\n".encode())
    assert done.returncode == 1
    assert "make run" in done.stderr
    assert "Traceback" not in done.stderr
