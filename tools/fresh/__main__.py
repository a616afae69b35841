"""``python3 -m tools.fresh``: README's two commands in a bare Debian with git, make and python3.

The root is made by mmdebstrap in a folder of its own and removed afterwards. Only what this machine
is told of package sources is lent to it: pip's settings, proxies, certificates, and interpreters
that LUOHU_PYTHON_3_10 and LUOHU_PYTHON_3_11 name.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from luohu.settings import ROOT
from tools.errors import UserError, exit_code
from tools.fresh.inside import command_inside, make_root, require_means
from tools.fresh.lent import lent
from tools.local_http import answers, post_json
from tools.processes import ending, start_group, stop_group, undisturbed
from tools.run.ports import free_ports
from tools.run.servers import rest_url
from tools.setup.commands import run_logged
from tools.setup.progress import Progress
from tools.setup.sources import OFFLINE

_BROUGHT = "/srv/bundle"
_QUESTION = "我在威海租房能落户吗"
_LONGEST_RUN = 3600.0


def main() -> int:
    """Test as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.fresh", description=__doc__)
    parser.add_argument("--suite", default="bookworm", help="Debian's name, such as trixie")
    parser.add_argument("--offline", type=Path, help="install from this folder of `make bundle`")
    parser.add_argument("--run-only", action="store_true", help="only `make run`")
    chosen = parser.parse_args()
    progress = Progress(sys.stdout)
    test = partial(_test, chosen.suite, chosen.offline, chosen.run_only, progress)
    return exit_code(test, progress.say, "\nStopped.")


def _test(suite: str, offline: Path | None, run_only: bool, progress: Progress) -> None:
    logs = ROOT / "var" / "fresh"
    logs.mkdir(parents=True, exist_ok=True)
    require_means(os.environ, logs / "means.log", progress)
    variables, shown = lent(os.environ, offline is not None)
    root = Path(tempfile.mkdtemp(prefix="luohu-fresh-"))
    try:
        make_root(root, suite, ROOT, logs / "root.log", progress)
        if offline:
            # Brought along, as to any machine without network.
            shutil.copytree(offline, Path(f"{root}{_BROUGHT}"))
            variables[OFFLINE] = _BROUGHT
        bot, actions = free_ports(2)
        ports = {"LUOHU_BOT_PORT": str(bot), "LUOHU_ACTIONS_PORT": str(actions)}
        enter = command_inside(root, shown, {**variables, **ports})
        _run(enter, bot, logs / "run.log", progress)
        if not run_only:
            _make_test(enter, logs / "test.log", progress)
    finally:
        # Its mounts went with the processes that saw them.
        with undisturbed():
            shutil.rmtree(root, ignore_errors=True)


def _run(enter: list[str], port: int, log: Path, progress: Progress) -> None:
    """``make run`` until it is ready, one question, and the end."""
    start = time.monotonic()
    with log.open("w", encoding="utf-8") as output:
        process = start_group([*enter, "make run"], ROOT, os.environ, output)
        try:
            while not answers(f"http://127.0.0.1:{port}/upkeep/ready"):
                seconds = time.monotonic() - start
                progress.update(f"make run in a bare Debian ({seconds:.0f} s): {_last(log)}")
                if process.poll() is not None or seconds > _LONGEST_RUN:
                    code = process.poll()
                    how = "was not ready in time" if code is None else f"ended ({ending(code)})"
                    raise _failed(f"`make run` {how}.", log)
                time.sleep(1.0)
            progress.say(f"make run: ready after {time.monotonic() - start:.0f} s.")
            reply = post_json(rest_url(port), {"sender": "fresh", "message": _QUESTION})
            if not any(item.get("custom", {}).get("citations") for item in reply):
                raise _failed("The bot answered without a clause.", log)
            progress.say(f"Asked: {_QUESTION} It answered with a clause.")
        finally:
            stop_group(process, patience=20.0)


def _make_test(enter: list[str], log: Path, progress: Progress) -> None:
    start = time.monotonic()
    log.unlink(missing_ok=True)

    def show(_line: str = "") -> None:
        progress.update(f"make test in a bare Debian ({time.monotonic() - start:.0f} s)")

    outcome = run_logged([*enter, "make test"], log, os.environ, ROOT, show, show)
    if outcome.code != 0:
        raise _failed(f"`make test` failed ({ending(outcome.code)}).", log)
    progress.say(f"make test: passed after {time.monotonic() - start:.0f} s.")


def _last(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")[:60]


def _failed(what: str, log: Path) -> UserError:
    said = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return UserError(
        what, "\n".join(said[-15:]), f"What it said stands in {log}. The bare Debian was removed."
    )


if __name__ == "__main__":
    sys.exit(main())
