"""uv makes the environments; where it cannot be had or fails, pip does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tools.conftest import HASH, Machine
from tools.errors import UserError
from tools.setup.sources import in_words_of_uv


def test_uv_comes_from_the_package_index_with_its_hash_and_installs_all_else(
    machine: Machine,
) -> None:
    machine.set_up()
    assert f"uv==0.13.9 {HASH}" in machine.pip_calls()
    installs = [call for call in machine.uv_calls() if call.startswith("install")]
    assert installs
    assert all("--no-deps" in call and "--require-hashes" in call for call in installs)


def test_an_environment_that_pip_made_is_kept_and_uv_brings_it_up_to_date(
    machine: Machine,
) -> None:
    lock = machine.root / "requirements" / "uv.lock"
    text = lock.read_text("utf-8")
    lock.write_text("uv==0.13.9\n", "utf-8")
    assert "uv cannot be had" in machine.set_up("bot")
    lock.write_text(text, "utf-8")
    assert machine.set_up("bot") == ""
    assert machine.uv_calls() == []
    own = machine.root / ".venv" / "bot" / "of its own"
    own.touch()
    machine.write_lock("bot.lock", "rasa==3.6.22")
    machine.set_up("bot")
    assert own.exists()
    assert machine.uv_calls()


def test_where_uv_cannot_be_had_pip_installs_and_that_is_said(machine: Machine) -> None:
    (machine.root / "requirements" / "uv.lock").write_text("uv==0.13.9\n", "utf-8")
    said = machine.set_up("bot")
    assert "pip installs, which takes minutes longer, as uv cannot be had" in said
    assert "no hash of uv" in said
    assert "Environment bot is ready" in said
    assert machine.uv_calls() == []


def test_where_uv_fails_for_a_reason_of_its_own_pip_tries(machine: Machine) -> None:
    machine.control("uv-failure", "error: something never seen")
    said = machine.set_up("bot")
    assert "something never seen" in said
    assert "Now pip tries" in said
    assert "Environment bot is ready" in said


def test_a_package_that_somebody_changed_is_not_tried_again_by_pip(machine: Machine) -> None:
    machine.control("uv-failure", "error: Failed\n  cause: Hash mismatch for `rasa==3.6.21`")
    with pytest.raises(UserError) as failed:
        machine.set_up("bot")
    assert "is not what the lock names" in str(failed.value)
    assert "Hash mismatch for `rasa==3.6.21`" in failed.value.why


def test_a_torch_that_is_nowhere_at_hand_is_asked_of_pytorchs_own_index(machine: Machine) -> None:
    machine.control("uv-failure", "error: No solution found when resolving dependencies")
    said = machine.set_up("actions")
    first, second = machine.uv_calls()[:2]
    assert "--torch-backend cpu" not in first
    assert "--torch-backend cpu" in second
    assert "no CPU build of torch 2.13.0" in said


def test_a_missing_python_is_fetched(bare_machine: Machine) -> None:
    bare_machine.add_python("3.10").rename(bare_machine.root.parent / "python3.10")
    assert "Fetched: Python 3.10" in bare_machine.set_up("bot")
    assert (bare_machine.root / ".venv" / "bot" / "bin" / "python").exists()


def test_a_python_that_cannot_be_fetched_is_named_with_what_to_do(bare_machine: Machine) -> None:
    with pytest.raises(UserError) as failed:
        bare_machine.set_up("bot")
    assert "uv could not fetch it: nowhere to be had" in failed.value.why
    assert "UV_PYTHON_INSTALL_MIRROR" in failed.value.next_step


def test_a_python_without_venv_is_enough_for_uv(bare_machine: Machine) -> None:
    bare_machine.add_python("3.10", venv=False)
    assert "Environment bot is ready" in bare_machine.set_up("bot")


def _told(machine: Machine, settings: str) -> tuple[dict[str, str], tuple[str, ...]]:
    machine.control("pip-settings", settings)
    return in_words_of_uv((sys.executable, "-m", "pip"), machine.variables)


def test_what_pip_is_set_to_counts_for_uv(bare_machine: Machine) -> None:
    told, options = _told(
        bare_machine,
        "global.cert='/etc/own.pem'\n"
        "global.find-links='/elsewhere'\n"
        ":env:.find-links='/one /two'\n"
        "global.index-url='http://localhost/mirror'\n"
        "global.trusted-host='localhost'\n",
    )
    assert told["UV_FIND_LINKS"] == "/one,/two"
    assert told["SSL_CERT_FILE"] == "/etc/own.pem"
    assert told["UV_DEFAULT_INDEX"] == "http://localhost/mirror"
    assert told["UV_INSECURE_HOST"] == "localhost"
    assert "UV_INDEX" not in told
    assert options == ()


def test_pips_own_index_comes_before_further_ones(bare_machine: Machine) -> None:
    told, _ = _told(bare_machine, "global.extra-index-url='file:///a/simple\\nfile:///b/simple'\n")
    assert told["UV_INDEX"] == "http://localhost/simple file:///a/simple"
    assert told["UV_DEFAULT_INDEX"] == "file:///b/simple"


def test_what_is_set_for_uv_itself_comes_first(bare_machine: Machine) -> None:
    bare_machine.variables["UV_DEFAULT_INDEX"] = "http://localhost/of-uv"
    told, options = _told(
        bare_machine, "global.index-url='http://localhost/of-pip'\ninstall.no-index='true'\n"
    )
    assert told["UV_DEFAULT_INDEX"] == "http://localhost/of-uv"
    assert options == ("--no-index",)


def test_a_python_without_pip_and_venv_says_which_package_to_add(
    bare_machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.setup.uv.importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr("tools.setup.debian.os.geteuid", lambda: 1000)
    bare_machine.add_python("3.10")
    said = bare_machine.set_up("bot")
    assert "apt-get install python3-venv" in said
    assert "Environment bot is ready" in said


def test_where_packages_of_debian_may_be_installed_python3_venv_is(
    bare_machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.setup.uv.importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr("tools.setup.debian.os.geteuid", lambda: 0)
    apt = Path(bare_machine.variables["PATH"]) / "apt-get"
    apt.write_text(f"#!/bin/sh\necho $@ >> {bare_machine.root.parent}/apt.log\n")
    apt.chmod(0o755)
    bare_machine.add_python("3.10")
    assert "Installed: python3-venv" in bare_machine.set_up("bot")
    assert "python3-venv" in (bare_machine.root.parent / "apt.log").read_text()
