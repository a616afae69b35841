"""``python3 -m tools.supply.sbom``: bills of materials (CycloneDX) in ``var/sbom``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from luohu.settings import ROOT, SettingsError, read_settings
from tools.errors import UserError
from tools.setup.environments import environments
from tools.setup.node import find_node
from tools.setup.prepare import prepare
from tools.setup.progress import Progress

_PYTHON = ("bot", "actions")
_NODE = {"pages": "clients", "miniprogram": "clients/miniprogram"}
_OURS = "0.0.0"


def main() -> int:
    """Write them; returns the exit code."""
    progress = Progress(sys.stdout)
    try:
        prepare(os.environ, progress, ("sbom", "node"), built=False)
        folder = read_settings(dict(os.environ)).var_dir / "sbom"
        folder.mkdir(parents=True, exist_ok=True)
        for name in (*_PYTHON, *_NODE):
            file = folder / f"{name}.cdx.json"
            file.write_text(_of_node(name) if name in _NODE else _of_python(name), "utf-8")
            progress.say(f"Written: {file}")
    except (UserError, SettingsError) as error:
        progress.say(f"\n{error}")
        return 1
    return 0


def _of_python(name: str) -> str:
    python = str(environments(ROOT)["sbom"].python)
    lock = str(ROOT / "requirements" / f"{name}.lock")
    return _said(
        name, [python, "-m", "cyclonedx_py", "requirements", "--output-reproducible", lock]
    )


def _of_node(name: str) -> str:
    """The bill of a part's pages, by npm itself, which wants a version of our own packages too."""
    part = ROOT / _NODE[name]
    with tempfile.TemporaryDirectory() as folder:
        for file in ("package.json", "package-lock.json"):
            read = json.loads((part / file).read_text(encoding="utf-8"))
            (Path(folder) / file).write_text(json.dumps(versioned(read)), encoding="utf-8")
        npm = str(find_node(os.environ).npm)
        command = [
            npm,
            "--prefix",
            folder,
            "sbom",
            "--sbom-format=cyclonedx",
            "--omit=dev",
            "--package-lock-only",
        ]
        return _said(name, command)


def versioned(read: dict[str, Any]) -> dict[str, Any]:
    """A package.json or a lock of npm's in which our own packages have a version too."""
    packages = {
        path: one if "version" in one or one.get("link") else {**one, "version": _OURS}
        for path, one in read.get("packages", {}).items()
    }
    return {"version": _OURS, **read, **({"packages": packages} if packages else {})}


def _said(name: str, command: list[str]) -> str:
    variables = {**os.environ, "PATH": find_node(os.environ).path}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    if done.returncode != 0:
        raise UserError(
            f"The bill of materials of the {name} could not be written.",
            (done.stderr or done.stdout).strip()[-1000:],
            "Run `make setup`, and then this again.",
        )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
