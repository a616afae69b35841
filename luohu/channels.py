"""The channels that are registered, and what people call them."""

from __future__ import annotations

from pathlib import Path

import yaml


def channel_titles(root: Path) -> dict[str, str]:
    """What turns and reports name a channel -> its title, as ``credentials.yml`` has them."""
    entries = yaml.safe_load((root / "credentials.yml").read_text(encoding="utf-8"))
    return {name: title for titles in entries.values() for name, title in (titles or {}).items()}
