"""``python3 -m tools.with_bot MODULE …``: run a module beside a bot of its own.

Sets up and builds what is missing, starts the bot on free ports, runs ``python -m MODULE …`` in
the actions environment with LUOHU_BOT_PORT and LUOHU_ACTIONS_PORT set to them, and stops the bot.
"""

from __future__ import annotations

import os
import subprocess
import sys

from luohu.settings import ROOT
from tools.errors import exit_code
from tools.run import running_bot
from tools.setup.environments import environments
from tools.setup.prepare import prepare
from tools.setup.progress import Progress
from tools.variables import project_variables


def main(arguments: list[str]) -> int:
    """Run the module that ``arguments`` name; returns its exit code."""
    progress = Progress(sys.stdout)

    def run() -> int:
        prepare(os.environ, progress)
        with running_bot(progress=progress) as bot:
            variables = project_variables(ROOT, {**os.environ, **bot.settings})
            command = [str(environments(ROOT)["actions"].python), "-m", *arguments]
            return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode

    return exit_code(run, progress.say)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
