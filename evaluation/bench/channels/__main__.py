"""``python -m evaluation.bench.channels``: kiosks, operators and mini-program sessions at once."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from evaluation.bench.channels.calling import at_the_hotline
from evaluation.bench.channels.report import summary, worst
from evaluation.bench.channels.talking import at_a_kiosk, in_the_mini_program
from evaluation.bench.channels.visitor import Visit, Visitor, open_questions
from evaluation.items import EvaluationError
from luohu.settings import ROOT, SettingsError, only_secrets, settings
from tests.wechat.standin import WeChat
from tools.errors import UserError
from tools.run import RunningBot, running_bot
from tools.setup.environments import environments
from tools.setup.progress import Progress
from tools.variables import project_variables

PLAN = Path(__file__).parent / "plan.yml"
_APP, _SECRET = "wx-load", "load-secret"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the load; 0 where every message got its own answer, 1 where not, 2 for trouble."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.bench.channels", description=__doc__
    )
    parser.add_argument("--seconds", type=float, help="how long they stay; by default as planned")
    progress = Progress(sys.stdout)
    plan = yaml.safe_load(PLAN.read_text("utf-8"))
    seconds = parser.parse_args(arguments).seconds or float(plan["seconds"])
    try:
        visitors = _visitors(plan["visitors"])
        codes = {visitor.name: f"openid-{visitor.name}" for visitor in visitors}
        with WeChat({_APP: _SECRET}, codes) as wechat, running_bot(_told(wechat)) as bot:
            passwords = _add_operators(bot, visitors, progress)
            taken = _load(_visits(bot, passwords), visitors, seconds, plan["arriving"], progress)
    except (EvaluationError, UserError, SettingsError) as error:
        progress.say(f"{error}")
        return 2
    text = summary(visitors, taken)
    folder = settings().var_dir / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "channels.md").write_text(text, encoding="utf-8")
    progress.say(f"\n{text}\nwritten: {folder / 'channels.md'}")
    return 1 if worst(visitors) else 0


def _told(wechat: WeChat) -> dict[str, str]:
    return {
        "LUOHU_WECHAT_API": wechat.address,
        "LUOHU_MINIPROGRAM_APP_ID": _APP,
        "LUOHU_MINIPROGRAM_SECRET": _SECRET,
    }


def _visitors(planned: dict[str, dict[str, Any]]) -> list[Visitor]:
    """Everybody, each with a place and what the open questions ask about it."""
    by_region = open_questions()
    regions = list(by_region)
    return [
        Visitor(name, n, region, by_region[region], float(how["pause"]))
        for name, how in planned.items()
        for n, region in ((n, regions[n % len(regions)]) for n in range(how["count"]))
    ]


def _visits(bot: RunningBot, passwords: dict[str, str]) -> dict[str, Visit]:
    return {
        "kiosk": partial(at_a_kiosk, bot.bot_url),
        "hotline": partial(at_the_hotline, bot.bot_url, passwords),
        "miniprogram": partial(in_the_mini_program, bot.bot_url),
    }


def _add_operators(
    bot: RunningBot, visitors: Sequence[Visitor], progress: Progress
) -> dict[str, str]:
    """Give each operator an account; returns the passwords by name.

    Raises:
        UserError: the command that adds accounts failed.
    """
    variables = project_variables(ROOT, {**os.environ, "LUOHU_VAR_DIR": str(bot.var_dir)})
    variables |= only_secrets(os.environ)
    python = str(environments(ROOT)["bot"].python)
    names = [visitor.name for visitor in visitors if visitor.channel == "hotline"]
    passwords = {}
    for number, name in enumerate(names, 1):
        progress.update(f"Adding operators: {number} of {len(names)}")
        add = ("-m", "bot.records.accounts", "add", name, "--role", "operator", "--generate")
        done = subprocess.run(
            [python, *add], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise UserError(f"{name} got no account.", done.stderr.strip(), "Mend it; try again.")
        passwords[name] = done.stdout.rsplit(": ", 1)[1].strip()
    return passwords


def _load(
    visits: dict[str, Visit],
    visitors: Sequence[Visitor],
    seconds: float,
    arriving: float,
    progress: Progress,
) -> float:
    """Let everybody come within ``arriving`` seconds and stay; returns the seconds it took."""
    start = time.perf_counter()

    def visit(visitor: Visitor, late: float, act: Callable[[Visitor, float], None]) -> None:
        time.sleep(late)
        act(visitor, start + seconds)

    threads = [
        threading.Thread(
            target=visit,
            args=(visitor, arriving * n / len(visitors), visits[visitor.channel]),
            daemon=True,
        )
        for n, visitor in enumerate(visitors)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        done = sum(len(visitor.samples) for visitor in visitors)
        passed = time.perf_counter() - start
        progress.update(f"{len(visitors)} at once: {passed:.0f} of {seconds:.0f} s, {done} turns")
        time.sleep(0.5)
        if passed > 3 * seconds + 120:
            raise EvaluationError("the load did not end; a channel hangs")
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
