"""README's two commands in a bare Debian: what it is lent, and what a machine that cannot says."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.tools.conftest import Machine, write_program
from tools.errors import UserError
from tools.fresh.inside import command_inside, require_means
from tools.fresh.lent import lent
from tools.setup.progress import Progress

NAMES = Path("/etc/resolv.conf")


def test_sources_of_packages_are_seen_at_another_place(
    bare_machine: Machine, tmp_path: Path
) -> None:
    (tmp_path / "index" / "simple").mkdir(parents=True)
    (tmp_path / "wheels").mkdir()
    settings = f":env:.find-links='{tmp_path}/wheels'\n"
    settings += f"global.extra-index-url='file://{tmp_path}/index/simple'\n"
    bare_machine.control("pip-settings", settings)
    assert sys.executable.startswith(str(tmp_path))
    given, shown = lent({"HTTPS_PROXY": "http://localhost:3128", "SECRET": "x"}, offline=False)
    assert given == {
        "HTTPS_PROXY": "http://localhost:3128",
        "PIP_FIND_LINKS": f"/lent{tmp_path}/wheels",
        "PIP_EXTRA_INDEX_URL": f"file:///lent{tmp_path}/index/simple",
    }
    assert shown == {
        NAMES: NAMES,
        tmp_path / "wheels": Path(f"/lent{tmp_path}/wheels"),
        tmp_path / "index": Path(f"/lent{tmp_path}/index"),
    }


def test_a_named_interpreter_is_seen_where_it_was_made_for(
    bare_machine: Machine, tmp_path: Path
) -> None:
    python = str(write_program(tmp_path / "of-mine" / "bin" / "python3.10", ""))
    given, shown = lent({"LUOHU_PYTHON_3_10": python}, offline=False)
    assert given["LUOHU_PYTHON_3_10"] == python
    assert shown == {NAMES: NAMES, tmp_path / "of-mine": tmp_path / "of-mine"}


def test_without_network_a_bare_root_is_lent_no_source_of_packages(tmp_path: Path) -> None:
    variables = {"HTTPS_PROXY": "x", "UV_INDEX": "x", "LUOHU_PYTHON_3_10": str(tmp_path)}
    given, shown = lent(variables, offline=True)
    assert given == {"LUOHU_PYTHON_3_10": str(tmp_path)}
    assert list(shown) == [tmp_path]


def test_what_is_lent_cannot_be_written(tmp_path: Path) -> None:
    command = command_inside(Path("/the root"), {tmp_path: Path("/lent")}, {"NAME": "a b"})
    assert command[0] == "unshare"
    assert f"mount --bind -o ro {tmp_path} '/the root/lent'" in command[-1]
    assert "'NAME=a b'" in command[-1]


def test_a_machine_that_cannot_make_a_root_says_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress(io.StringIO())
    monkeypatch.setattr("tools.fresh.inside.os.geteuid", lambda: 1000)
    with pytest.raises(UserError, match="cannot be tried in a bare Debian here") as no_root:
        require_means({}, tmp_path / "log", progress)
    assert "sudo make fresh-test" in no_root.value.next_step
    monkeypatch.setattr("tools.fresh.inside.os.geteuid", lambda: 0)
    monkeypatch.setenv("PATH", str(tmp_path))
    write_program(tmp_path / "unshare", "#!/bin/sh\necho not permitted >&2\nexit 1\n")
    with pytest.raises(UserError, match="bare Debian") as no_namespace:
        require_means({}, tmp_path / "log", progress)
    assert "not permitted" in no_namespace.value.why
    write_program(tmp_path / "unshare", "#!/bin/sh\n")
    with pytest.raises(UserError, match="bare Debian") as no_program:
        require_means({"PATH": str(tmp_path)}, tmp_path / "log", progress)
    assert "apt-get install mmdebstrap" in no_program.value.next_step
