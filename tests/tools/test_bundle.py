"""A machine without network installs from a folder that was written elsewhere."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from tests.tools.conftest import Machine, write_program
from tools.errors import UserError
from tools.setup.bundle import bundle
from tools.setup.progress import Progress
from tools.setup.sources import from_folder


def add_npm(machine: Machine) -> Path:
    """A node with an npm that writes down what it is asked."""
    folder = Path(machine.variables["PATH"])
    write_program(folder / "node", "#!/bin/sh\necho v22.0.0\n")
    log = machine.root.parent / "npm.log"
    write_program(folder / "npm", f"#!/bin/sh\necho $@ >> {log}\n")
    (machine.root / "clients").mkdir()
    for name in ("package.json", "package-lock.json"):
        (machine.root / "clients" / name).write_text("{}")
    return log


def write_bundle(machine: Machine, pip: bytes = b"pip itself") -> Path:
    """A folder as ``make bundle`` writes it, as far as set-up looks into it by itself."""
    folder = machine.root.parent / "brought"
    (folder / "wheels").mkdir(parents=True)
    (folder / "npm").mkdir()
    wheel = folder / "wheels" / "pip-26.3-py3-none-any.whl"
    wheel.write_bytes(pip)
    digest = hashlib.sha256(b"pip itself").hexdigest()
    machine.write_lock("bundle.lock", f"pip==26.3 --hash=sha256:{digest}")
    machine.variables["LUOHU_OFFLINE"] = str(folder)
    return folder


def test_everything_that_the_locks_name_is_fetched(machine: Machine) -> None:
    npm = add_npm(machine)
    said = io.StringIO()
    folder = machine.root.parent / "to take"
    bundle(folder, machine.variables, Progress(said), machine.root)
    fetched = [call for call in machine.pip_calls() if call.startswith("--python")]
    assert len(fetched) >= 5
    assert all("download --no-deps --dest" in call for call in fetched)
    assert all("--require-hashes" in call for call in fetched)
    assert f"--cache {folder}/npm" in npm.read_text()
    assert "NOT fetched: Python 3.10; the other machine needs one of its own" in said.getvalue()


def test_a_folder_is_the_only_source_there_is(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "npm").mkdir()
    before = {"LUOHU_OFFLINE": str(tmp_path), "PIP_INDEX_URL": "x", "UV_INDEX": "x", "HOME": "/h"}
    told = from_folder(before)
    assert told["PIP_FIND_LINKS"] == f"{tmp_path}/wheels"
    assert told["PIP_NO_INDEX"] == told["UV_OFFLINE"] == "1"
    assert told["npm_config_offline"] == "true"
    assert told["HOME"] == "/h"
    assert not {"PIP_INDEX_URL", "UV_INDEX"} & told.keys()
    assert from_folder(told) == told


def test_without_such_a_folder_nothing_changes() -> None:
    assert from_folder({"PIP_INDEX_URL": "x"}) == {"PIP_INDEX_URL": "x"}


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing to install from") as failed:
        from_folder({"LUOHU_OFFLINE": str(tmp_path)})
    assert "make bundle" in failed.value.next_step


def test_a_folder_that_cannot_be_written_is_to_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wheels").mkdir()
    monkeypatch.setattr("tools.setup.sources.os.access", lambda _path, _mode: False)
    with pytest.raises(UserError, match="may not write") as failed:
        from_folder({"LUOHU_OFFLINE": str(tmp_path)})
    assert "Copy the folder" in failed.value.next_step


def test_a_pip_that_somebody_changed_is_not_run(machine: Machine) -> None:
    write_bundle(machine, pip=b"something else")
    with pytest.raises(UserError, match="not of this version") as failed:
        machine.set_up("bot")
    assert "hash" in failed.value.why
    assert machine.pip_calls() == []
