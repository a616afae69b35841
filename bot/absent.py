"""Packages that Rasa imports for parts that this bot does not have, left out of its server.

Importing them takes a third of the server's memory and of its start. In their place stand names
that can be imported, derived from and written in annotations, and that nothing here calls.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PACKAGES = (
    # Classifiers and policies that learn by TensorFlow, and training's plots.
    *("tensorflow", "tensorflow_addons", "keras", "matplotlib"),
    # Channels that this bot does not serve.
    *("aiogram", "webexteamssdk"),
    # Tracker stores on other databases.
    *("boto3", "botocore", "pymongo", "bson"),
)


class _Absent(type):
    """The class of what stands for a name: whatever is asked of it is absent as well."""

    def __getattr__(cls, name: str) -> type:
        return _absent(name)


class _AbsentFinder(MetaPathFinder, Loader):
    """Finds the modules of some packages to be empty but for whatever name is asked of them."""

    def __init__(self, packages: Sequence[str]) -> None:
        self._packages = frozenset(packages)

    def find_spec(self, fullname: str, *_others: object) -> ModuleSpec | None:
        """A module without a file, for those packages and what lies in them."""
        is_absent = fullname.partition(".")[0] in self._packages
        return ModuleSpec(fullname, self, is_package=True) if is_absent else None

    def exec_module(self, module: ModuleType) -> None:
        """Give the module every name."""
        module.__dict__["__getattr__"] = _absent


def leave_out(packages: Sequence[str] = PACKAGES) -> None:
    """Have imports of ``packages`` find placeholders from now on."""
    sys.meta_path.insert(0, _AbsentFinder(packages))


def _absent(name: str) -> type:
    """A placeholder for a name.

    Raises:
        AttributeError: Python itself asks for the name, and takes its absence for an answer.
    """
    if name.startswith("__"):
        raise AttributeError(name)
    return _Absent(name, (), {"__init__": _take_anything})


def _take_anything(_self: object, *_others: Any, **_named: Any) -> None:  # noqa: ANN401
    """Make an instance, whatever it is made of."""
