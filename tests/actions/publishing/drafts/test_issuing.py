"""A draft is published as the command line publishes, and residents are answered from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.publications.store import store
from actions.publishing.drafts.issuing import go_back, publications, publish_draft
from luohu.settings import Settings, read_settings, settings
from tests.actions.publishing.drafts.making import TEXT, draft_of
from tests.actions.publishing.drafts.test_rules import form_of, renting


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with a store of its own."""
    var = tmp_path_factory.mktemp("issuing") / "var"
    var.mkdir()
    for part in settings().var_dir.iterdir():
        if part.name not in ("db", "publications"):
            (var / part.name).symlink_to(part.resolve())
    return read_settings({"LUOHU_VAR_DIR": str(var), "LUOHU_ACTIONS_PORT": "1"})


@pytest.fixture(autouse=True)
def environment(config: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command line reads of the installation."""
    monkeypatch.setenv("LUOHU_VAR_DIR", str(config.var_dir))
    monkeypatch.setenv("LUOHU_ACTIONS_PORT", "1")


def test_a_draft_goes_out_with_its_rules_and_is_taken_back(config: Settings) -> None:
    wrong = {**renting(), "quotes": ["文件里没有的话"]}
    refused = publish_draft(config, draft_of(), form_of(wrong), TEXT.encode())
    assert not refused.done
    assert "文件里没有的话" in refused.told

    came = publish_draft(config, draft_of(), form_of(renting()), TEXT.encode())
    assert (came.done, came.folder) == (True, "370285-laixi")
    published = store(config).publication(came.publication)
    folder: Path = published.corpus_dir / came.folder
    assert (folder / "original.txt").read_text("utf-8") == TEXT
    assert "at_least" in (folder / "pathways.yml").read_text("utf-8")
    listed = publications(config)
    assert listed["current"] == came.publication
    assert listed["events"][0]["changed"] == ["370285-laixi"]
    first = listed["events"][-1]
    assert (first["how"], first["places"]) == ("first", ["370285"])

    back = go_back(config, first["publication"])
    assert back.done
    assert store(config).current() == first["publication"]
    assert publications(config)["events"][0]["how"] == "roll-back"
