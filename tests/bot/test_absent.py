"""What Rasa imports and never uses is not loaded by the server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest

from bot.absent import PACKAGES, leave_out

_LOADED = """
import sys
from bot.absent import PACKAGES, leave_out
leave_out()
import rasa.core.run, rasa.engine.recipes.default_components
print(*(name for name in PACKAGES if getattr(sys.modules.get(name), "__file__", None)))
"""


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package that is left out."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    leave_out(["unbuilt"])
    yield "unbuilt"
    for name in [name for name in sys.modules if name.partition(".")[0] == "unbuilt"]:
        del sys.modules[name]


def test_rasa_starts_without_the_packages_that_this_bot_does_not_use() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _LOADED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
    assert "tensorflow" in PACKAGES


def test_what_is_left_out_can_be_derived_from_and_annotated(unbuilt: str) -> None:
    layers = import_module(f"{unbuilt}.keras.layers")

    class Dense(layers.Layer, layers.Other.Deeper):  # type: ignore[misc, name-defined]
        size: layers.Tensor | None = None  # type: ignore[name-defined]

    assert Dense(1, name="first")


def test_other_packages_are_found_as_ever(unbuilt: str) -> None:
    assert import_module("rasa").__file__
    with pytest.raises(ModuleNotFoundError):
        import_module(f"{unbuilt}_too")
