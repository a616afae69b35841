"""``python -m tools.deploying.reading``, in its own environment: what is wrong in ``deploy/``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import compose_spec
import helm_python
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"

# The oldest that the chart admits, and the newest that there are schemas of.
_KUBERNETES = ("1.27", "1.37")
_EVERYTHING: dict[str, Any] = {
    "autoscaling": {"enabled": True},
    "monitoring": {"enabled": True, "labels": {"release": "prometheus"}},
    "settings": {"LUOHU_CASE_LINK": "https://luohu.example.org/#"},
    "image": {"pullSecrets": [{"name": "registry"}]},
    "nodeSelector": {"kubernetes.io/os": "linux"},
    "tolerations": [{"key": "luohu", "operator": "Exists"}],
}
# Debian keeps no old versions that could be pinned; TOKENIZERS_PARALLELISM is no secret.
_OF_CONTAINERS = ("DL3008", "DL3064")
# Pages are compared with the address that people entered, its port included.
_OF_THE_PROXY = "host_spoofing"
# Where Debian keeps servers.
_FURTHER = "/usr/sbin"
_OPTIONAL = {"nginx": "nginx-light", "promtool": "prometheus"}


def main() -> int:
    """Check all; returns the exit code."""
    checks: dict[str, Callable[[], Iterator[str]]] = {
        "chart": _chart,
        "containers": _containers,
        "compose": _compose,
        "proxy": _proxy,
        "rules of Prometheus": _prometheus,
    }
    faults = 0
    for name, check in checks.items():
        found = list(check())
        faults += len(found)
        print("\n  ".join([f"{name}:" if found else f"{name}: good", *found]))
    for program, package in _OPTIONAL.items():
        if _installed(program) is None:
            print(f"{program} is not installed (Debian: {package}) and has read nothing")
    return 1 if faults else 0


def _chart() -> Iterator[str]:
    """Helm lints and renders it, with its own values and with all there is; by schema."""
    chart = DEPLOY / "helm" / "luohu"
    # Below a warning is taste.
    said = helm_python.lint(str(chart))
    yield from (str(one["error"]) for one in said["messages"] if one["severity"] > 1)
    for values in ({}, _EVERYTHING):
        with helm_python.Chart.load(str(chart)) as loaded, tempfile.TemporaryDirectory() as folder:
            files = []
            for name, text in loaded.render(values, name="luohu", namespace="luohu").items():
                if name.endswith(".yaml") and text.strip():
                    files.append(Path(folder, Path(name).name))
                    files[-1].write_text(text, "utf-8")
            for version in _KUBERNETES:
                program = (_beside("kubernetes-validate"), "--strict", "--quiet", "-k", version)
                yield from _complaints(program, *map(str, files))


def _containers() -> Iterator[str]:
    ignored = [f"--ignore={one}" for one in _OF_CONTAINERS]
    files = sorted(str(one) for one in (DEPLOY / "containers").glob("*file"))
    yield from _complaints((_beside("hadolint"), "--no-color", *ignored), *files)


def _compose() -> Iterator[str]:
    given = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    try:
        compose_spec.ComposeSpecification.model_validate(given)
    except ValueError as error:
        yield str(error)


def _proxy() -> Iterator[str]:
    """Gixy reads it, and nginx where it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        for file in (DEPLOY / "nginx").glob("*.conf"):
            text = file.read_text("utf-8")
            for place in ("/etc/luohu/nginx", "/etc/luohu/tls", "/var/log/nginx"):
                text = text.replace(place, folder)
            Path(folder, file.name).write_text(text, "utf-8")
        main_file = f"{folder}/nginx.conf"
        yield from _complaints((_beside("gixy"), f"--skips={_OF_THE_PROXY}", main_file))
        if nginx := _installed("nginx"):
            _make_certificate(Path(folder))
            yield from _complaints((nginx, "-q", "-t", "-c", main_file))


def _prometheus() -> Iterator[str]:
    if promtool := _installed("promtool"):
        for what, file in (("rules", "alerts.yml"), ("config", "prometheus.yml")):
            yield from _complaints((promtool, "check", what, str(DEPLOY / "prometheus" / file)))


def _make_certificate(folder: Path) -> None:
    files = ("-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt"))
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-subj", "/CN=x", "-nodes")
    subprocess.run([*made, *files], check=True, stderr=subprocess.DEVNULL)


def _complaints(command: Sequence[str], *files: str) -> Iterator[str]:
    """What a program says, if it fails."""
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    if done.returncode:
        yield (done.stdout + done.stderr).strip()


def _beside(program: str) -> str:
    return str(Path(sys.executable).with_name(program))


def _installed(program: str) -> str | None:
    return shutil.which(program) or shutil.which(program, path=_FURTHER)


if __name__ == "__main__":
    sys.exit(main())
