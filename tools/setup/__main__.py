"""``python3 -m tools.setup``: set up what is missing or has changed."""

from __future__ import annotations

import argparse
import os
import sys
import time

from tools.errors import TO_GO_ON, exit_code
from tools.setup.prepare import prepare
from tools.setup.progress import Progress


def main() -> int:
    """Set up as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.setup", description=__doc__)
    parser.add_argument(
        "--env", action="append", choices=("bot", "actions"), help="only this environment"
    )
    parser.add_argument("--tests", action="store_true", help="with the tools that tests need")
    parser.add_argument("--build", action="store_true", help="also build the models and the index")
    chosen = parser.parse_args()
    progress = Progress(sys.stdout)

    def set_up() -> None:
        start = time.monotonic()
        prepare(
            os.environ,
            progress,
            names=tuple(chosen.env or ("bot", "actions")),
            tests=chosen.tests,
            built=chosen.build,
        )
        progress.say(f"Set up ({time.monotonic() - start:.1f} s).")

    return exit_code(set_up, progress.say, TO_GO_ON)


if __name__ == "__main__":
    sys.exit(main())
