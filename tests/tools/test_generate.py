"""What follows from data is made of it, and what is committed is what the data says."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from luohu.settings import ROOT
from tools.errors import UserError
from tools.generate.__main__ import main
from tools.generate.files import generated_files
from tools.setup.generated import make_generated
from tools.setup.progress import Progress

READ = ("luohu", "tools", "credentials.yml", "contract", "domain")
SUBJECT = """
bridge:
  title: 桥上落户
  pathway: 桥居落户
  tap: 住在桥上能落户吗
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in which generated files may be changed."""
    for name in READ:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, target)
    for name in ("policy_corpus/subjects.yml", *_generated()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def _generated() -> list[str]:
    return [str(path.relative_to(ROOT)) for path in generated_files(ROOT)]


def test_what_is_committed_is_what_the_data_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_a_file_that_somebody_edited_is_named_and_left_until_it_is_made_anew(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    intents = checkout / "domain" / "intents.yml"
    right = intents.read_text("utf-8")
    intents.write_text(right.replace("  - ask_points\n", ""), "utf-8")
    assert main(["--check"], checkout) == 1
    assert "domain/intents.yml" in capsys.readouterr().out
    assert intents.read_text("utf-8") != right
    assert main([], checkout) == 0
    assert intents.read_text("utf-8") == right


@pytest.mark.parametrize("name", _generated())
def test_who_opens_a_generated_file_is_told_what_to_edit_instead(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    lines = text.splitlines()
    told = lines[:1] if not name.endswith(".json") else [one for one in lines if "$comment" in one]
    assert len(told) == 1
    assert "python -m tools.generate" in told[0]


def test_a_subject_is_one_entry(checkout: Path) -> None:
    with (checkout / "policy_corpus" / "subjects.yml").open("a", encoding="utf-8") as subjects:
        subjects.write(SUBJECT)
    main([], checkout)
    domain = yaml.safe_load((checkout / "domain" / "intents.yml").read_text("utf-8"))
    assert "ask_bridge" in domain["intents"]
    for name, definition in (
        ("contract/turn.schema.json", "pathway"),
        ("policy_corpus/schema/pathways.schema.json", "pathway_id"),
    ):
        schema = json.loads((checkout / name).read_text("utf-8"))
        assert schema["$defs"][definition]["enum"][-1] == "bridge"
    for name in ("shared/contract", "miniprogram/miniprogram"):
        assert "桥居落户" in (checkout / "clients" / name / "names.ts").read_text("utf-8")


def test_a_channel_is_one_line(checkout: Path) -> None:
    with (checkout / "credentials.yml").open("a", encoding="utf-8") as channels:
        channels.write("bot.channels.counter.CounterChannel: {counter: 柜台}\n")
    main([], checkout)
    words = (checkout / "clients" / "shared" / "contract" / "names.ts").read_text("utf-8")
    assert 'counter: "柜台"' in words


def _build(checkout: Path) -> str:
    said = io.StringIO()
    log = checkout / "var" / "log" / "generate.log"
    make_generated(Path(sys.executable), checkout, log, os.environ, Progress(said))
    return said.getvalue()


def test_a_build_makes_them_anew_and_says_which(checkout: Path) -> None:
    assert _build(checkout) == ""
    with (checkout / "luohu" / "acts.yml").open("a", encoding="utf-8") as acts:
        acts.write("  - wave\n")
    said = _build(checkout)
    assert "domain/intents.yml is made anew" in said
    assert "contract/turn.schema.json" not in said
    assert '"wave"' in (checkout / "luohu" / "acts.py").read_text("utf-8")


def test_a_build_of_data_that_cannot_be_read_stops_and_names_the_line(checkout: Path) -> None:
    (checkout / "luohu" / "acts.yml").write_text("learnt: [greet\n", "utf-8")
    with pytest.raises(UserError) as stopped:
        _build(checkout)
    assert "acts.yml" in stopped.value.why
    assert "line 2" in stopped.value.why
