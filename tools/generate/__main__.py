"""``python -m tools.generate``: make the files that follow from data, or check that they do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from luohu.settings import ROOT
from tools.generate.files import generated_files
from tools.generate.sources import SourceError


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write what is not as the data says, or with ``--check`` only name it.

    Returns:
        The exit code: 1 where ``--check`` finds something, or the data cannot be read.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, name what differs")
    check = parser.parse_args(arguments).check
    try:
        made = generated_files(root)
    except SourceError as error:
        print(error)
        return 1
    stale = {path: text for path, text in made.items() if _read(path) != text}
    found = "is not what its data says" if check else "is made anew"
    for path, text in stale.items():
        print(f"{path.relative_to(root)} {found}")
        if not check:
            path.write_text(text, encoding="utf-8")
    if stale and check:
        print("Run: python -m tools.generate")
    return 1 if stale and check else 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
