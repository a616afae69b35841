"""``python -m tools.model``: build the sentence encoder, if it is not there or not current."""

from __future__ import annotations

import sys
import time

from luohu.settings import SettingsError, settings
from tools.errors import UserError
from tools.model.build import build_model


def main() -> int:
    """Build the encoder that the settings name; returns the exit code."""
    start = time.monotonic()
    try:
        built = build_model(settings(), _say)
    except (UserError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    if built:
        _say(f"built {settings().model_dir} in {time.monotonic() - start:.0f} s")
    else:
        _say("is current")
    return 0


def _say(line: str) -> None:
    print(f"sentence encoder: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
