"""What tests of publications share: an installation with a store of its own."""

from __future__ import annotations

import pytest

from luohu.settings import Settings, read_settings, settings


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """This installation with what it has learnt, and nothing published."""
    var = tmp_path_factory.mktemp("installation") / "var"
    var.mkdir()
    for part in settings().var_dir.iterdir():
        if part.name not in ("db", "publications"):
            (var / part.name).symlink_to(part.resolve())
    return read_settings({"LUOHU_VAR_DIR": str(var)})


def nothing_said(_name: str, _values: object) -> None:
    """Publishing tells what it does to nobody."""
