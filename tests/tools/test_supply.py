"""What is installed is what the locks name, and known weaknesses of it are told."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luohu.settings import ROOT
from tools.setup.locks import read_hashes, read_lock
from tools.supply import audit
from tools.supply.advisories import NoAdvisoriesError, Package, applies, find_weaknesses
from tools.supply.lock import main as enter_hashes
from tools.supply.sbom import versioned

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
YAML = Package("PyPI", "pyyaml", "6.0.1")


def advisory(events: list[dict[str, str]], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    named = {"ecosystem": "PyPI", "name": "PyYAML"}
    affected = {"package": named, "ranges": [{"type": "ECOSYSTEM", "events": events}]}
    return {"id": "OSV-1", "affected": [affected], **more}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_package_of_every_lock_has_a_hash(lock: Path) -> None:
    assert read_hashes(lock).keys() == read_lock(lock).keys()


@pytest.mark.parametrize("folder", ["clients", "clients/miniprogram"])
def test_every_package_of_the_pages_has_a_hash(folder: str) -> None:
    packages = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))["packages"]
    fetched = {
        path: one
        for path, one in packages.items()
        if "node_modules/" in path and not one.get("link") and not one.get("inBundle")
    }
    assert fetched
    assert all("integrity" in one for one in fetched.values())


@pytest.mark.parametrize(
    ("events", "hit"),
    [
        ([{"introduced": "0"}], True),
        ([{"introduced": "0"}, {"fixed": "6.0.1"}], False),
        ([{"introduced": "0"}, {"fixed": "6.0.2"}], True),
        ([{"introduced": "6.0.2"}], False),
        ([{"introduced": "0"}, {"last_affected": "6.0.1"}], True),
        ([{"introduced": "0"}, {"last_affected": "6.0"}], False),
        ([{"introduced": "0"}, {"fixed": "5"}, {"introduced": "6"}, {"fixed": "7"}], True),
    ],
)
def test_an_advisory_applies_to_the_versions_that_it_names(
    events: list[dict[str, str]], hit: bool
) -> None:
    assert applies(advisory(events), YAML) == hit
    assert not applies(advisory(events), Package("npm", "pyyaml", "6.0.1"))


def test_a_copy_of_the_advisories_is_enough(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as copy:
        copy.writestr("a.json", json.dumps(advisory([{"introduced": "0"}])))
        copy.writestr("b.json", json.dumps(advisory([{"introduced": "0"}], withdrawn="2026-01-01")))
    for source in (tmp_path, tmp_path / "all.zip"):
        (found,) = find_weaknesses([YAML], str(source))
        assert (found.package, found.advisory) == (YAML, "OSV-1")


def test_where_no_advisories_can_be_had_that_is_said_and_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for source in ("", str(tmp_path), str(tmp_path / "missing.zip"), "http://127.0.0.1:9/"):
        monkeypatch.setenv("LUOHU_ADVISORIES", source)
        assert audit.main() == 0
        said = capsys.readouterr().out
        assert said.startswith("NOT AUDITED: ")
        assert "LUOHU_ADVISORIES" in said
    with pytest.raises(NoAdvisoriesError):
        find_weaknesses([YAML], "")


def test_a_weak_package_fails_the_check_until_somebody_has_looked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(advisory([{"introduced": "0"}])), "utf-8")
    monkeypatch.setenv("LUOHU_ADVISORIES", str(tmp_path))
    assert audit.main() == 1
    assert "pyyaml" in capsys.readouterr().out
    monkeypatch.setattr(audit, "accepted", lambda *_: {"OSV-1": "only our own files are read"})
    assert audit.main() == 0
    assert "accepted" in capsys.readouterr().out


def test_what_was_accepted_is_looked_at_anew_after_its_day(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    entry = "- {id: OSV-1, why: unused, until: 2026-12-31}\n"
    (tmp_path / "requirements" / "accepted.yml").write_text(entry, "utf-8")
    assert audit.accepted(tmp_path, date(2026, 12, 31)) == {"OSV-1": "unused"}
    assert audit.accepted(tmp_path, date(2027, 1, 1)) == {}


def test_only_files_for_this_platform_get_into_a_lock(tmp_path: Path) -> None:
    name = "one-1.0-{}.whl"
    tags = {
        "cp310-cp310-manylinux_2_17_x86_64": "a", "cp311-cp311-manylinux_2_17_x86_64": "b",
        "py3-none-any": "c", "cp310-cp310-win_amd64": "d", "cp39-abi3-manylinux_2_28_x86_64": "e",
    }  # fmt: skip
    wheels = ", ".join(
        f'{{ url = "x/{name.format(tag)}", hashes = {{ sha256 = "{letter * 64}" }} }}'
        for tag, letter in tags.items()
    )
    package = f'[[packages]]\nname = "one"\nversion = "1.0"\nwheels = [{wheels}]\n'
    text = f'requires-python = ">=3.10"\n{package}'
    (tmp_path / "pylock.toml").write_text(text, "utf-8")
    (tmp_path / "one.lock").write_text("one==1.0\n", "utf-8")
    assert enter_hashes([str(tmp_path / "pylock.toml"), str(tmp_path / "one.lock")]) == 0
    hashes = read_hashes(tmp_path / "one.lock")["one"]
    assert {one[7] for one in hashes} == {"a", "c", "e"}


def test_npm_lists_a_project_without_a_version_too() -> None:
    lock = {"name": "ours", "packages": {"": {}, "node_modules/a": {"version": "1.0"}}}
    made = versioned(lock)
    assert made["version"]
    assert made["packages"][""]["version"]
    assert made["packages"]["node_modules/a"] == {"version": "1.0"}
