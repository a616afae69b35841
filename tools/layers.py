"""``python -m tools.layers``: whether packages import one way only, as ``pyproject.toml`` says."""

from __future__ import annotations

import sys

from importlinter.cli import lint_imports

if __name__ == "__main__":
    sys.exit(lint_imports(no_cache=True, no_logo=True))
