"""What is deployed is what the programs are: commands, ports, paths, settings and figures."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import metrics as of_actions
from bot import metrics as of_bot
from luohu.settings import ROOT, read_settings
from tools.run.servers import server_specs
from tools.variables import project_variables

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
CONTAINERFILE = (DEPLOY / "containers" / "Containerfile").read_text("utf-8")
DEFAULTS = read_settings({})
# The paths that people reach; all others are Rasa's own, or for who runs the bot.
PUBLIC = {"/kiosk/", "/miniprogram/api/", "/hotline/", "/wechat/"}


def text_of(*parts: str) -> str:
    return DEPLOY.joinpath(*parts).read_text("utf-8")


def variables_of(text: str) -> dict[str, str]:
    """The variables of an environment file."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def stage(name: str) -> str:
    """One stage of the Containerfile, by its name."""
    return next(one for one in CONTAINERFILE.split("\nFROM ") if f" AS {name}\n" in one)


def command_of(kind: str) -> list[str]:
    """How ``make run`` starts a server: what follows the interpreter."""
    actions, rasa = server_specs({})
    spec = rasa if kind == "rasa" else actions
    return [str(part).replace(f"{ROOT}/", "") for part in spec.command[1:]]


@pytest.mark.parametrize("file", sorted(DEPLOY.rglob("*.y*ml")), ids=lambda file: file.name)
def test_every_yaml_file_can_be_read(file: Path) -> None:
    if "templates" in file.parts:
        opened = re.findall(r"\{\{-? (?:if|range|with|define)\b", file.read_text("utf-8"))
        ended = re.findall(r"\{\{-? end \}\}", file.read_text("utf-8"))
        assert len(opened) == len(ended) > 0
    else:
        assert yaml.safe_load(file.read_text("utf-8"))


def test_servers_start_everywhere_as_they_do_on_one_machine() -> None:
    for kind, port in (("rasa", DEFAULTS.bot_port), ("actions", DEFAULTS.actions_port)):
        wanted = command_of(kind)
        unit = re.search(r"^ExecStart=(.*)$", text_of("systemd", f"luohu-{kind}@.service"), re.M)
        assert unit
        assert shlex.split(unit[1].replace("%i", str(port)))[1:] == wanted
        entry = stage(kind).partition("ENTRYPOINT ")[2].replace("\\\n", "")
        assert [part.replace("0.0.0.0", "127.0.0.1") for part in json.loads(entry)][1:] == wanted


def test_servers_have_everywhere_the_variables_that_they_have_on_one_machine() -> None:
    fixed = {
        name: value
        for name, value in project_variables(ROOT, {}).items()
        if name.partition("_")[0] not in ("ATEN", "MKL", "ONEDNN", "OPENBLAS", "SANIC")
    }
    fixed.pop("PYTHONPATH")
    assert fixed.items() <= variables_of(text_of("luohu.env")).items()
    for name, value in fixed.items():
        assert f"{name}={value}" in stage("serving"), name


def test_requests_may_be_as_large_everywhere() -> None:
    largest = server_specs({})[1].variables["SANIC_REQUEST_MAX_SIZE"]
    assert variables_of(text_of("luohu.env"))["SANIC_REQUEST_MAX_SIZE"] == largest
    assert f"SANIC_REQUEST_MAX_SIZE={largest}" in stage("serving")


def test_every_setting_that_is_deployed_is_one_that_is_read() -> None:
    read = (ROOT / "luohu" / "settings.py").read_text("utf-8")
    known = set(re.findall(r"LUOHU_[A-Z_]+", read)) | {"LUOHU_TRACKER_DB"}
    images = {"LUOHU_REGISTRY", "LUOHU_RELEASE", "LUOHU_BASE", "LUOHU_NGINX_IMAGE", "LUOHU_TLS"}
    images |= {"LUOHU_POSTGRESQL_IMAGE", "LUOHU_REDIS_IMAGE"}
    for file in DEPLOY.rglob("*"):
        if file.is_file():
            named = set(re.findall(r"LUOHU_[A-Z_]+", file.read_text("utf-8")))
            assert named <= known | images, file.name


def test_the_proxy_lets_nothing_through_but_the_channels() -> None:
    proxied = re.findall(r"location (= )?(\S+) \{([^}]*)\}", text_of("nginx", "luohu.conf"))
    passed = {path for _, path, inside in proxied if "proxy_pass http://luohu_bots" in inside}
    leading = {path for _, path, inside in proxied if "proxy_pass http://luohu_leading" in inside}
    assert {path for path in passed | leading if path.endswith("/")} == PUBLIC
    assert all(path.startswith(tuple(PUBLIC)) for path in passed | leading)
    assert ("", "/", " return 404; ") in proxied
    ingress = text_of("helm", "luohu", "templates", "ingress.yaml")
    routes = re.findall(r'"(/\S*)" "(rasa|leading)"', ingress)
    assert {path for path, _ in routes if path.endswith("/")} == PUBLIC
    assert {path for path, to in routes if to == "leading"} == leading


@pytest.mark.parametrize("folder", ["nginx", "compose"])
def test_both_servers_of_a_kind_are_asked(folder: str) -> None:
    text = text_of(folder, "upstreams.conf")
    blocks = dict(re.findall(r"upstream (\w+) \{(.*?)\}", text, re.S))
    ports = {"luohu_bots": DEFAULTS.bot_port, "luohu_actions": DEFAULTS.actions_port}
    for name, port in ports.items():
        servers = re.findall(r"server (\S+):(\d+)", blocks[name])
        assert len(servers) == 2
        assert servers[0][1] == str(port)
    assert "backup" in blocks["luohu_leading"]


def test_figures_that_are_shown_and_watched_are_counted() -> None:
    counted = {
        metric._name
        for module in (of_actions, of_bot)
        for metric in vars(module).values()
        if hasattr(metric, "_name")
    }
    shown = text_of("grafana", "luohu.json") + text_of("prometheus", "alerts.yml")
    named = set(re.findall(r"\bluohu_[a-z_]+", shown)) - {"luohu_"}
    assert {re.sub(r"_(total|bucket|count|sum)$", "", one) for one in named} <= counted
    assert json.loads(text_of("grafana", "luohu.json"))["panels"]
    rules = yaml.safe_load(text_of("prometheus", "alerts.yml"))["groups"][0]["rules"]
    assert all(rule["annotations"]["what_to_do"] for rule in rules)


def test_what_is_gathered_is_where_the_servers_are() -> None:
    jobs = yaml.safe_load(text_of("prometheus", "prometheus.yml"))["scrape_configs"]
    targets = [one for job in jobs for one in job["static_configs"][0]["targets"]]
    upstreams = text_of("nginx", "upstreams.conf")
    assert set(targets) == set(re.findall(r"server (127\.0\.0\.1:\d+)", upstreams))


def test_containers_run_as_nobody_and_write_nothing() -> None:
    assert "USER 10001:10001" in stage("rasa")
    assert "USER 10001:10001" in stage("actions")
    assert "HEALTHCHECK" in stage("rasa")
    assert "HEALTHCHECK" in stage("actions")
    services: dict[str, Any] = yaml.safe_load(text_of("compose.yaml"))["services"]
    for name, service in services.items():
        if name != "postgresql":
            assert service["read_only"] is True
            assert service["cap_drop"] == ["ALL"]
    reached = [name for name, service in services.items() if service.get("ports")]
    assert reached == ["nginx"]


def test_a_server_has_the_time_it_needs_to_end() -> None:
    drained = re.search(
        r"DRAIN_SECONDS = ([\d.]+)", (ROOT / "bot/channels/draining.py").read_text("utf-8")
    )
    assert drained
    needed = float(drained[1])
    unit = re.search(r"TimeoutStopSec=(\d+)", text_of("systemd", "luohu-rasa@.service"))
    assert unit
    assert float(unit[1]) > needed
    compose = yaml.safe_load(text_of("compose.yaml"))["services"]["rasa-1"]
    assert float(compose["stop_grace_period"].rstrip("s")) > needed
    chart = text_of("helm", "luohu", "templates", "_helpers.tpl")
    grace = re.search(r"terminationGracePeriodSeconds: (\d+)", chart)
    assert grace
    assert float(grace[1]) > needed + 5


def test_what_the_images_hold_is_there() -> None:
    copied = re.findall(r"^COPY --from=build /opt/luohu/(\S+)", CONTAINERFILE, re.M)
    built = (".venv", "var")
    for path in copied:
        assert path.startswith(built) or (ROOT / path).exists(), path


def test_the_units_hold(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/luohu/.venv", f"{ROOT}/.venv")
        # The account and the files of settings are not of this machine.
        text = re.sub(r"^(User|Group|EnvironmentFile|WorkingDirectory)=.*\n", "", text, flags=re.M)
        assert text.count("[Unit]") == 1
        (tmp_path / unit.name.replace("@.", "@5005.")).write_text(text, "utf-8")
    if analyze is None:
        return
    files = [str(file) for file in tmp_path.iterdir() if file.suffix != ".timer"]
    done = subprocess.run([analyze, "verify", *files], capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if "luohu" in line]
    assert complaints == []
