from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.errors import UserError
from tools.local_http import answers
from tools.run import running_bot
from tools.run.pair import running, watch
from tools.run.ports import free_ports, is_free
from tools.run.servers import ServerSpec, server_specs
from tools.setup.commands import run_logged
from tools.setup.progress import Progress
from tools.variables import project_variables

ROOT = Path(__file__).resolve().parents[2]
# Serves, has a child of its own, and writes both process ids down.
SERVER = """
import http.server, os, subprocess, sys
child = subprocess.Popen(["sleep", "60"])
print("pids", os.getpid(), child.pid, flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])),
                       http.server.SimpleHTTPRequestHandler).serve_forever()
"""
CRASH = "import sys; print('loading'); sys.exit('the model is damaged')"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVER
WITHOUT_MODEL = """
import http.server, sys
class Refusing(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503)
        self.end_headers()
        self.wfile.write(b'{"status": "no model"}')
print("Could not load model", flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Refusing).serve_forever()
"""
DRIVER = """
import sys
import tools.run.__main__ as program
from tests.tools.test_run import spec
from pathlib import Path
one = spec(Path(sys.argv[1]), int(sys.argv[2]))
program.prepare = lambda *_: None
program.server_specs = lambda _: (one,)
sys.exit(program.main())
"""


def spec(
    folder: Path, port: int, code: str = SERVER, name: str = "Rasa server", setting: str = "PORT"
) -> ServerSpec:
    """A stand-in for one of the two servers."""
    return ServerSpec(
        name=name,
        command=(sys.executable, "-c", code, str(port)),
        variables=os.environ,
        port=port,
        port_setting=setting,
        health_url=f"http://127.0.0.1:{port}/",
        log=folder / f"{name}.log",
    )


def _quiet() -> Progress:
    return Progress(io.StringIO())


def _pids(log: Path) -> list[int]:
    words = [line.split() for line in log.read_text().splitlines() if line.startswith("pids")]
    return [int(pid) for pid in words[0][1:]]


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "zombie" not in status.read_text()


def _wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.05)


def test_both_servers_answer_and_nothing_of_them_is_left_after_the_stop(tmp_path: Path) -> None:
    first, second = free_ports(2)
    specs = [spec(tmp_path, first, name="action server"), spec(tmp_path, second)]
    said = io.StringIO()
    with running(specs, Progress(said)):
        assert all(answers(each.health_url) for each in specs)
        pids = [pid for each in specs for pid in _pids(each.log)]
    assert "action server is ready" in said.getvalue()
    assert "Rasa server is ready" in said.getvalue()
    _wait_for(lambda: not any(_runs(pid) for pid in pids))
    assert is_free(first)
    assert is_free(second)


def test_a_taken_port_is_named_with_the_setting_that_moves_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        specs = [spec(tmp_path, port, setting="LUOHU_BOT_PORT")]
        with pytest.raises(UserError) as raised, running(specs, _quiet()):
            pass
    assert f"Port {port}, which the Rasa server needs, is taken" in str(raised.value)
    assert "LUOHU_BOT_PORT=" in raised.value.next_step


def test_a_second_run_is_told_that_a_bot_runs_already(tmp_path: Path) -> None:
    specs = [spec(tmp_path, free_ports(1)[0])]
    refused = pytest.raises(UserError, match="running there already")
    with running(specs, _quiet()), refused, running(specs, _quiet()):
        pass


def test_two_servers_on_one_port_are_refused(tmp_path: Path) -> None:
    port = free_ports(1)[0]
    specs = [spec(tmp_path, port, name="action server"), spec(tmp_path, port)]
    with pytest.raises(UserError, match="cannot share port"), running(specs, _quiet()):
        pass


def test_a_server_that_fails_to_start_is_quoted_and_the_other_one_stopped(tmp_path: Path) -> None:
    first, second = free_ports(2)
    specs = [spec(tmp_path, first, name="action server"), spec(tmp_path, second, CRASH)]
    with pytest.raises(UserError) as raised, running(specs, _quiet()):
        pass
    assert "The Rasa server has stopped (exit code 1)" in str(raised.value)
    assert "the model is damaged" in raised.value.why
    assert is_free(first)


def test_a_crash_while_running_is_reported(tmp_path: Path) -> None:
    with running([spec(tmp_path, free_ports(1)[0])], _quiet()) as servers:
        os.kill(servers[0].pid, signal.SIGKILL)
        with pytest.raises(UserError, match="signal SIGKILL"):
            watch(servers)


def test_a_server_that_ignores_the_request_to_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.run.server._PATIENCE_SECONDS", 0.3)
    one = spec(tmp_path, free_ports(1)[0], STUBBORN)
    with running([one], _quiet()):
        pids = _pids(one.log)
    _wait_for(lambda: not any(_runs(pid) for pid in pids))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_or_a_request_to_end_stops_all_of_make_run(
    tmp_path: Path, number: signal.Signals
) -> None:
    program, pids = _start_program(tmp_path)
    program.send_signal(number)
    output, _ = program.communicate(timeout=30)
    assert "Stopped." in output
    assert program.returncode == 0
    _wait_for(lambda: not any(_runs(pid) for pid in pids))


def test_killing_make_run_outright_still_ends_the_servers(tmp_path: Path) -> None:
    program, pids = _start_program(tmp_path)
    program.kill()
    program.communicate()
    _wait_for(lambda: not _runs(pids[0]))
    os.kill(pids[1], signal.SIGKILL)


def _start_program(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    port = free_ports(1)[0]
    program = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(folder), str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    said = iter(program.stdout.readline, "")
    assert any("Talk to it in another terminal:  make chat" in line for line in said)
    assert any("Stop it with Ctrl-C" in line for line in said)
    return program, _pids(folder / "Rasa server.log")


def test_the_settings_move_both_ports_and_the_bot_learns_of_it() -> None:
    actions, bot = server_specs({"LUOHU_BOT_PORT": "6005", "LUOHU_ACTIONS_PORT": "6055"})
    assert (actions.port, bot.port) == (6055, 6005)
    assert bot.variables["LUOHU_ACTIONS_URL"] == "http://127.0.0.1:6055/webhook"


def test_both_servers_listen_on_the_loopback_interface_only() -> None:
    actions, bot = server_specs({})
    assert actions.variables["SANIC_HOST"] == "127.0.0.1"
    assert "127.0.0.1" in bot.command


def test_nobody_fills_the_memory_of_the_bot_with_one_request() -> None:
    actions, bot = server_specs({})
    assert int(bot.variables["SANIC_REQUEST_MAX_SIZE"]) == 2 * 1024 * 1024
    assert "SANIC_REQUEST_MAX_SIZE" not in actions.variables


def test_a_bot_that_was_never_built_asks_for_make_build(tmp_path: Path) -> None:
    not_built = pytest.raises(UserError, match="make build")
    with not_built, running_bot({"LUOHU_VAR_DIR": str(tmp_path)}):
        pass


def test_a_bot_without_its_model_is_not_called_running(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    refusing = spec(tmp_path, port, WITHOUT_MODEL)
    with pytest.raises(UserError) as failed, running([refusing], _quiet(), tmp_path):
        pass
    assert "model could not be loaded" in str(failed.value)
    assert "Could not load model" in str(failed.value)


SECRETS = {
    "LUOHU_SECRET": "s" * 32,
    "LUOHU_ASR_KEY": "k" * 32,
    "LUOHU_RECORDS_DB": "postgresql://user:password@host/luohu",
    "LUOHU_OFFICIAL_SECRET": "a",
    "LUOHU_OFFICIAL_TOKEN": "b",
    "LUOHU_MINIPROGRAM_AES_KEY": "c",
    "LUOHU_OIDC_SECRET": "d",
}


def test_secrets_go_only_to_the_server_that_needs_them() -> None:
    actions, rasa = server_specs({**os.environ, **SECRETS})
    assert not SECRETS.keys() & actions.variables.keys()
    assert SECRETS.items() <= rasa.variables.items()


def test_no_secret_goes_to_what_is_set_up_or_run_beside_a_bot(tmp_path: Path) -> None:
    show = [sys.executable, "-c", "import os; print(' '.join(os.environ))"]
    shown: list[str] = []
    run_logged(show, tmp_path / "log", {**os.environ, **SECRETS}, tmp_path, shown.append, _nothing)
    assert "PATH" in " ".join(shown)
    assert not SECRETS.keys() & set(" ".join(shown).split())
    assert not SECRETS.keys() & project_variables(ROOT, SECRETS).keys()


def _nothing() -> None:
    return None
