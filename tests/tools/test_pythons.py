from __future__ import annotations

import pytest

from tests.tools.conftest import Machine, write_program
from tools.errors import UserError
from tools.setup.pythons import find_python


def _find(machine: Machine, version: str) -> str:
    return str(find_python(version, "the Rasa server", machine.variables))


def test_a_missing_python_is_named_with_the_ways_to_get_it(bare_machine: Machine) -> None:
    with pytest.raises(UserError) as raised:
        _find(bare_machine, "3.10")
    message = str(raised.value)
    assert "Python 3.10 is needed for the Rasa server" in message
    for way in ("pyenv install 3.10", "uv python install 3.10", "LUOHU_PYTHON_3_10="):
        assert way in message


def test_a_machine_without_either_python_hears_of_both_at_once(bare_machine: Machine) -> None:
    with pytest.raises(UserError) as raised:
        bare_machine.set_up()
    assert "Python 3.10 is needed" in str(raised.value)
    assert "Python 3.11 is needed" in str(raised.value)
    assert not any("rasa" in call for call in bare_machine.pip_calls())


def test_a_pyenv_shim_that_does_not_run_gives_way_to_the_real_interpreter(
    bare_machine: Machine,
) -> None:
    shim = "#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n"
    write_program(bare_machine.root.parent / "bin" / "python3.10", shim)
    versions = bare_machine.root.parent / "home" / ".pyenv" / "versions"
    answer = '{"version": "3.10", "base": "/the/real/one", "venv": true}'
    write_program(versions / "3.10.9" / "bin" / "python", "#!/bin/sh\nexit 1\n")
    write_program(versions / "3.10.13" / "bin" / "python", f"#!/bin/sh\necho '{answer}'\n")
    assert _find(bare_machine, "3.10") == "/the/real/one"


def test_a_broken_python_is_quoted_in_the_message(bare_machine: Machine) -> None:
    shim = "#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n"
    write_program(bare_machine.root.parent / "bin" / "python3.10", shim)
    with pytest.raises(UserError, match=r"does not run \(pyenv: python3\.10: command not found"):
        _find(bare_machine, "3.10")


def test_uv_is_asked_where_its_python_lies(bare_machine: Machine) -> None:
    real = bare_machine.root.parent / "uv" / "python3.10"
    write_program(real, '#!/bin/sh\necho \'{"version": "3.10", "base": "/uv/s", "venv": true}\'\n')
    write_program(bare_machine.root.parent / "bin" / "uv", f"#!/bin/sh\necho {real}\n")
    assert _find(bare_machine, "3.10") == "/uv/s"


def test_a_debian_python_without_venv_says_which_package_to_add(bare_machine: Machine) -> None:
    bare_machine.add_python("3.11", venv=False)
    with pytest.raises(UserError, match=r"apt-get install python3\.11-venv"):
        _find(bare_machine, "3.11")


def test_a_named_interpreter_of_another_version_is_refused(machine: Machine) -> None:
    other = str(machine.root.parent / "bin" / "python3.11")
    machine.variables["LUOHU_PYTHON_3_10"] = other
    with pytest.raises(UserError, match=r"is Python 3\.11"):
        _find(machine, "3.10")
