"""Keys by which terminals prove who they are: ``python -m bot.channels.terminals hall-1 hall-2``.

Prints the part of each kiosk's address that names the terminal. Nobody without such a key can use
up what a terminal with one may ask. A new secret of the installation makes all keys void.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence

from bot.channels.tokens import keyed_hash
from luohu.settings import SettingsError

TERMINAL = re.compile(r"[A-Za-z0-9_-]{1,32}")


def key_of_terminal(name: str) -> str:
    """The key of the terminal of that name: 32 hexadecimal digits."""
    return keyed_hash(name, "terminal")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.channels.terminals",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", nargs="+", type=_name, help="letters, digits, hyphens: hall-1")
    try:
        for name in parser.parse_args(arguments).name:
            print(f"terminal={name}&key={key_of_terminal(name)}")
    except SettingsError as error:
        print(f"no key made: {error}", file=sys.stderr)
        return 1
    return 0


def _name(given: str) -> str:
    if not TERMINAL.fullmatch(given):
        raise argparse.ArgumentTypeError(f"{given} is no name: 1 to 32 letters, digits, - and _")
    return given


if __name__ == "__main__":
    sys.exit(main())
