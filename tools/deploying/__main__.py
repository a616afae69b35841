"""``python3 -m tools.deploying``: sets up the tools, then lets them read ``deploy/``."""

from __future__ import annotations

import os
import subprocess
import sys

from luohu.settings import ROOT
from tools.errors import exit_code
from tools.setup.environments import environments
from tools.setup.prepare import prepare
from tools.setup.progress import Progress


def main() -> int:
    """Check; returns the exit code."""
    progress = Progress(sys.stdout)

    def set_up() -> None:
        prepare(os.environ, progress, ("deploying",), built=False)

    if code := exit_code(set_up, progress.say):
        return code
    python = str(environments(ROOT)["deploying"].python)
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([python, "-m", "tools.deploying.reading"], env=variables).returncode


if __name__ == "__main__":
    sys.exit(main())
