from __future__ import annotations

import json

import pytest

from tests.tools.conftest import Machine
from tools.errors import UserError

STAMP = "luohu-stamp.json"

# What a server needs only to serve.
SERVING = {"redis": "4.6.0"}


def _held(machine: Machine, name: str) -> dict[str, str]:
    text = (machine.root / ".venv" / name / "packages.json").read_text()
    return dict(json.loads(text))


def test_the_first_set_up_makes_both_environments(machine: Machine) -> None:
    said = machine.set_up()
    assert "Environment bot is ready" in said
    assert "Environment actions is ready" in said
    assert _held(machine, "bot") == {**SERVING, "rasa": "3.6.21", "jieba": "0.42.1"}
    calls = [call for call in machine.pip_calls() if call.startswith("install")]
    assert all("--no-deps" in call for call in calls)


def test_the_second_set_up_finds_everything_done(machine: Machine) -> None:
    machine.set_up()
    machine.pip_calls()
    assert machine.set_up() == ""
    assert machine.pip_calls() == []


def test_a_changed_lock_is_installed_and_what_it_drops_is_removed(machine: Machine) -> None:
    machine.set_up("bot")
    machine.write_lock("bot.lock", "rasa==3.6.22", "pyyaml==6.0.3")
    machine.set_up("bot")
    assert _held(machine, "bot") == {**SERVING, "rasa": "3.6.22", "pyyaml": "6.0.3"}


def test_a_changed_comment_in_a_lock_installs_nothing(machine: Machine) -> None:
    machine.set_up("bot")
    machine.pip_calls()
    machine.write_lock("bot.lock", "# why", "jieba==0.42.1", "rasa==3.6.21")
    machine.set_up("bot")
    assert machine.pip_calls() == []


def test_test_tools_stay_when_the_bot_is_run_after_the_tests(machine: Machine) -> None:
    machine.set_up("bot", tests=True)
    machine.write_lock("bot.lock", "rasa==3.6.22")
    machine.set_up("bot")
    assert _held(machine, "bot") == {**SERVING, "rasa": "3.6.22", "pytest": "8.4.2"}


def test_an_install_that_was_killed_is_done_anew(machine: Machine) -> None:
    failure = machine.control("failure", "killed")
    with pytest.raises(UserError):
        machine.set_up("bot")
    failure.unlink()
    half_installed = machine.root / ".venv" / "bot" / "half-installed"
    half_installed.touch()
    assert "was left unfinished: making it anew" in machine.set_up("bot")
    assert not half_installed.exists()
    assert "rasa" in _held(machine, "bot")


def test_an_update_that_was_killed_is_done_anew(machine: Machine) -> None:
    machine.set_up("bot")
    machine.write_lock("bot.lock", "rasa==3.6.22")
    failure = machine.control("failure", "killed")
    with pytest.raises(UserError):
        machine.set_up("bot")
    failure.unlink()
    assert "was left unfinished" in machine.set_up("bot")
    assert _held(machine, "bot") == {**SERVING, "rasa": "3.6.22"}


def test_an_environment_whose_interpreter_is_gone_is_made_anew(machine: Machine) -> None:
    machine.set_up("bot")
    (machine.root / ".venv" / "bot" / "bin" / "python").unlink()
    assert "Environment bot is ready" in machine.set_up("bot")


def test_torch_is_asked_for_as_the_cpu_build(machine: Machine) -> None:
    machine.set_up("actions")
    torch_calls = [call for call in machine.pip_calls() if "torch" in call]
    assert len(torch_calls) == 1
    assert torch_calls[0].startswith("torch==2.13.0+cpu --hash=sha256:")


def test_the_torch_index_serves_torch_alone(machine: Machine) -> None:
    machine.variables["LUOHU_TORCH_INDEX"] = "http://localhost/cpu"
    machine.set_up("actions")
    with_index = [
        call for call in machine.pip_calls() if "--index-url http://localhost/cpu" in call
    ]
    assert len(with_index) == 1
    assert "rasa-sdk" not in with_index[0]


@pytest.mark.parametrize(
    "control",
    [
        ("cuda", "'13.0'"),
        ("failure", "ERROR: No matching distribution found for torch==2.13.0+cpu"),
    ],
)
def test_a_machine_that_offers_only_cuda_torch_hears_of_the_setting(
    machine: Machine, control: tuple[str, str]
) -> None:
    machine.control(*control)
    with pytest.raises(UserError) as raised:
        machine.set_up("actions")
    assert "no CPU build of torch 2.13.0" in str(raised.value)
    assert "LUOHU_TORCH_INDEX" in raised.value.next_step


@pytest.mark.parametrize(
    ("pip_says", "told"),
    [
        ("ERROR: [Errno 28] No space left on device", "Free some space"),
        ("ERROR: NewConnectionError: Temporary failure in name resolution", "Check the network"),
        ("ERROR: No matching distribution found for rasa==3.6.21", "Linux on x86-64"),
        ("ERROR: something never seen", "bot-install.log"),
    ],
)
def test_a_failing_install_says_what_to_do(machine: Machine, pip_says: str, told: str) -> None:
    machine.control("failure", pip_says)
    with pytest.raises(UserError) as raised:
        machine.set_up("bot")
    assert pip_says in raised.value.why
    assert told in raised.value.next_step


def test_too_little_disk_space_is_told_before_anything_is_fetched(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 500_000_000

    monkeypatch.setattr("tools.setup.install.shutil.disk_usage", lambda _folder: Usage)
    with pytest.raises(UserError, match="too little disk space"):
        machine.set_up("bot")
    assert not any("rasa" in call for call in machine.pip_calls())


def test_a_spoilt_lock_names_its_line(machine: Machine) -> None:
    machine.write_lock("bot.lock", "rasa==3.6.21", "jieba>=0.42")
    with pytest.raises(ValueError, match=r"bot\.lock, line 2"):
        machine.set_up("bot")


def test_nothing_is_installed_whose_hash_the_lock_does_not_have(machine: Machine) -> None:
    machine.set_up("bot")
    machine.uv_calls()
    calls = machine.pip_calls()
    assert all("--require-hashes" in call for call in calls if call.startswith("install"))
    (machine.root / "requirements" / "bot.lock").write_text("rasa==3.6.22\n", "utf-8")
    with pytest.raises(UserError) as failed:
        machine.set_up("bot")
    assert "no hash of rasa" in str(failed.value)
    assert machine.pip_calls() == []
    assert machine.uv_calls() == []


def test_a_package_that_somebody_changed_is_named(machine: Machine) -> None:
    machine.control("failure", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES: rasa")
    with pytest.raises(UserError) as failed:
        machine.set_up("bot")
    assert "is not what the lock names" in str(failed.value)
    assert "rasa" in str(failed.value)
