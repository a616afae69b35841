"""``python3 -m tools.setup``: set up what is missing or has changed."""

from __future__ import annotations

import argparse
import os
import sys
import time

from luohu.settings import SettingsError
from tools.errors import UserError
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
    start = time.monotonic()
    try:
        prepare(
            os.environ,
            progress,
            names=tuple(chosen.env or ("bot", "actions")),
            tests=chosen.tests,
            built=chosen.build,
        )
    except (UserError, SettingsError) as error:
        progress.say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        progress.say("Stopped. Run the same command again to go on.")
        return 130
    progress.say(f"Set up ({time.monotonic() - start:.1f} s).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
