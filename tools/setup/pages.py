"""Building the pages of kiosk and hotline, and the packages that this and their tests need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luohu.artefacts import artefacts
from luohu.manifest import Artefact, Manifest
from tools.setup.build import Step

if TYPE_CHECKING:
    from pathlib import Path

    from luohu.settings import Settings
    from tools.setup.node import Node


def page_steps(root: Path, settings: Settings, node: Node) -> list[Step]:
    """The steps that build the pages into ``var/clients``."""
    clients, var = root / "clients", settings.var_dir
    out = var / "clients"
    packages = packages_step(root, settings, node, clients, "packages of the pages")
    return [
        packages,
        Step(
            "pages",
            (str(node.npm), "--prefix", str(clients), "run", "build", "--", str(out.resolve())),
            var / "log" / "pages.log",
            (artefacts(settings).pages,),
            Manifest(var),
            chatty=True,
        ),
    ]


def packages_step(root: Path, settings: Settings, node: Node, folder: Path, title: str) -> Step:
    """The step that installs what ``folder``'s package-lock.json names, exactly.

    What is there belongs to the checkout, whatever ``LUOHU_VAR_DIR`` says, and so does what says
    of it: its manifest lies in the packages' own folder.
    """
    packages = folder / "node_modules"
    return Step(
        title,
        (str(node.npm), "ci", "--prefix", str(folder), "--no-audit", "--no-fund"),
        settings.var_dir / "log" / f"{folder.relative_to(root).as_posix().replace('/', '-')}.log",
        (
            Artefact(
                title,
                (packages / ".package-lock.json",),
                recipe=(folder / "package.json", folder / "package-lock.json"),
            ),
        ),
        Manifest(packages),
        chatty=True,
    )
