"""The mini program's own services, on a phone with a real network, against the running bot."""

from __future__ import annotations

import os
import subprocess

from luohu.settings import ROOT
from tests.wechat.standin import WeChat
from tools.run import RunningBot
from tools.setup.node import find_node

_PEOPLE = 10


def test_the_mini_program_talks_to_the_bot(bot: RunningBot, wechat: WeChat) -> None:
    wechat.codes |= {f"live-{n}": f"openid-live-{n}" for n in range(1, _PEOPLE)}
    node = find_node(os.environ)
    done = subprocess.run(
        [str(node.npm), "--prefix", "clients/miniprogram", "run", "--silent", "test:live"],
        cwd=ROOT,
        env={**os.environ, "PATH": node.path, "LUOHU_BOT_URL": bot.bot_url},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
