"""A clerk checks a person at the terminal or from a program and gets the same answer."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actions.clerk.check import check, load_rules
from actions.clerk.text import as_text
from actions.eligibility.__main__ import main
from actions.eligibility.given import GivenError
from luohu.settings import ROOT
from luohu.text import compact
from tests.actions.eligibility.documents import CORPUS, DAY, RULES, SCENARIOS, region_of
from tests.actions.eligibility.small_town import REGION, write_small_town

READY = {"whole_flat": True, "lived_days": "2 years", "insurance": "worker"}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_town(tmp_path_factory.mktemp("town"))


def at_terminal(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    facts: object,
    *options: str,
) -> tuple[int, str, str]:
    text = facts if isinstance(facts, str) else json.dumps(facts)
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    code = main(["check", "--facts", "-", *options])
    said = capsys.readouterr()
    return code, said.out, said.err


def one(town: Path, facts: object) -> dict[str, Any]:
    result = check(REGION, facts, "renting", day=DAY, corpus_dir=town)
    return dict(result["results"][0])


@pytest.mark.parametrize("folder", list(CORPUS.documents))
def test_the_terminal_and_the_function_agree(
    folder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for scenario in SCENARIOS[folder]:
        facts = {**scenario.given.facts, **dict.fromkeys(scenario.given.unknown)}
        day = ("--day", scenario.day.isoformat())
        said = at_terminal(capsys, monkeypatch, facts, "--region", region_of(folder), *day)
        result = check(region_of(folder), facts, day=scenario.day)
        assert said == (0, json.dumps(result, ensure_ascii=False, indent=2) + "\n", "")
        found = {one["pathway"]: one["verdict"] for one in result["results"]}
        assert found[scenario.pathway] == scenario.verdict
        assert found == RULES.verdicts(region_of(folder), scenario.given.facts, scenario.day)


@pytest.mark.parametrize("folder", list(CORPUS.documents))
def test_every_pathway_is_explained_with_quotes_of_the_document(folder: str) -> None:
    result = check(region_of(folder), {}, day=DAY)
    assert [one["pathway"] for one in result["results"]]
    clauses = {clause.id: clause.quote for clause in CORPUS.documents[folder].clauses}
    for found in result["results"]:
        for condition in found["conditions"]:
            assert compact(condition["quote"]) in clauses[condition["clause"]]


def test_the_program_runs_by_itself(tmp_path: Path, town: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(READY), encoding="utf-8")
    command = [sys.executable, "-m", "actions.eligibility", "check", "--region", REGION]
    command += ["--pathway", "renting", "--facts", str(facts), "--corpus", str(town)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["results"][0]["verdict"] == "eligible"


def test_one_who_meets_everything_is_told_what_to_bring_and_where_to_go(town: Path) -> None:
    found = one(town, READY)
    assert found["verdict"] == "eligible"
    assert found["materials"] == ["居民户口簿", "居民身份证"]
    assert found["apply_at"] == "住所地"
    assert {condition["state"] for condition in found["conditions"]} == {"met"}
    assert found["next_question"] is None


def test_one_a_day_short_is_told_the_day(town: Path) -> None:
    found = one(town, {**READY, "lived_days": "2 years -1 day"})
    assert found["verdict"] == "ineligible"
    assert found["earliest_date"] == "2026-11-23"
    assert found["earliest_is_sure"] is True


def test_a_clerk_reads_that_only_time_is_missing_only_where_all_else_is_known(town: Path) -> None:
    short = {**READY, "lived_days": "2 years -1 day"}
    known = check(REGION, short, day=DAY, corpus_dir=town)
    unknown = check(REGION, {**short, "insurance": None}, day=DAY, corpus_dir=town)
    facts = load_rules(town).eligibility.facts
    assert "只差时间的话，最早2026年11月23日满足" in as_text(known, facts)
    assert unknown["results"][0]["earliest_date"] == "2026-11-23"
    assert unknown["results"][0]["earliest_is_sure"] is False
    read = as_text(unknown, facts)
    assert "只差时间" not in read
    assert "还没说清楚的其他条件也要符合" in read


def test_the_first_day_may_be_given_instead_of_a_length(town: Path) -> None:
    assert one(town, {**READY, "lived_days": "2024-11-22"})["verdict"] == "eligible"
    assert one(town, {**READY, "lived_days": "2024-11-23"})["verdict"] == "ineligible"


def test_one_who_says_little_is_asked_for_what_is_cheapest_to_know(town: Path) -> None:
    found = one(town, {"whole_flat": True})
    assert found["verdict"] == "undetermined"
    assert found["missing_facts"] == ["lived_days", "insurance"]
    assert found["next_question"] == {"fact": "insurance", "text": "您参加了哪种社会保险？"}


def test_one_who_does_not_know_is_not_asked_again(town: Path) -> None:
    found = one(town, {"whole_flat": True, "insurance": None})
    assert found["next_question"]["fact"] == "lived_days"
    assert one(town, dict.fromkeys(READY))["next_question"] is None


def test_a_pathway_that_the_document_does_not_open_says_so(town: Path) -> None:
    result = check(REGION, READY, "own_home", day=DAY, corpus_dir=town)
    assert result["results"] == []
    assert result["absent"] == {
        "pathway": "own_home",
        "note": "文件没有规定自有住房落户。",
        "see": "renting",
        "quote": "租住成套住房",
        "clause": "一/p1",
    }


def test_a_document_that_has_lapsed_says_so() -> None:
    folder = next(one for one in CORPUS.documents.values() if one.expires_on)
    late = check(folder.region, {}, day=date(2100, 1, 1))
    assert late["documents"][0]["status"] == "expired"
    assert [notice["kind"] for notice in late["notices"]] == ["expired"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param([], "facts must be an object of fact names and values, not []", id="a list"),
        pytest.param(
            {"whole_flt": True},
            "no fact 'whole_flt'; did you mean 'whole_flat'? allowed: whole_flat, lived_days, ",
            id="a misspelt fact",
        ),
        pytest.param(
            {"whole_flat": "yes"},
            "fact 'whole_flat' cannot be 'yes'; allowed: true, false, or null",
            id="a word for yes or no",
        ),
        pytest.param(
            {"whole_flat": 1}, "cannot be 1; allowed: true, false", id="a number for yes or no"
        ),
        pytest.param(
            {"insurance": "rural"},
            "fact 'insurance' cannot be 'rural'; allowed: 'worker', 'none', or null",
            id="a choice that is not offered",
        ),
        pytest.param({"insurance": ["worker"]}, "cannot be ['worker']", id="a list for a choice"),
        pytest.param(
            {"lived_days": "two years"},
            "fact 'lived_days' cannot be 'two years'; allowed: days up to the day",
            id="a length in words",
        ),
        pytest.param({"lived_days": True}, "cannot be True", id="yes for a length"),
        pytest.param({"lived_days": 1.5}, "cannot be 1.5", id="half a day"),
        pytest.param({"lived_days": -1}, "cannot be -1", id="a length below nothing"),
        pytest.param({"lived_days": 10**9}, "cannot be 1000000000", id="longer than any life"),
        pytest.param({"lived_days": "999 years"}, "cannot be '999 years'", id="a thousand years"),
        pytest.param({"lived_days": "2099-01-01"}, "cannot be '2099-01-01'", id="a day to come"),
        pytest.param({"lived_days": "2026-02-30"}, "cannot be '2026-02-30'", id="no such day"),
    ],
)
def test_facts_that_cannot_be_judged_are_refused_with_what_is_allowed(
    town: Path, facts: object, said: str
) -> None:
    with pytest.raises(GivenError) as refused:
        one(town, facts)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("facts", "options", "said"),
    [
        pytest.param({}, ("--region", "110000"), "no region '110000'; ", id="region"),
        pytest.param(
            {},
            ("--region", REGION, "--pathway", "rent"),
            "no pathway 'rent'; did you mean 'renting'",
            id="pathway",
        ),
        pytest.param("{", ("--region", REGION), "- is not JSON", id="no JSON"),
        pytest.param({"x": 1}, ("--region", REGION), "no fact 'x'; ", id="fact"),
    ],
)
def test_the_terminal_refuses_what_it_cannot_judge(
    town: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    facts: object,
    options: tuple[str, ...],
    said: str,
) -> None:
    found = at_terminal(capsys, monkeypatch, facts, *options, "--corpus", str(town))
    assert found[:2] == (1, "")
    assert found[2].startswith(said)


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--region", REGION, "--facts", str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err


def test_the_best_pathway_comes_first() -> None:
    for folder, scenarios in SCENARIOS.items():
        for scenario in scenarios:
            results = check(region_of(folder), dict(scenario.given.facts), day=scenario.day)
            order = ["eligible", "undetermined", "ineligible"]
            ranks = [order.index(found["verdict"]) for found in results["results"]]
            assert ranks == sorted(ranks)


@pytest.mark.parametrize("folder", list(CORPUS.documents))
def test_a_clerk_can_read_the_result(
    folder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    region = region_of(folder)
    for facts in ({}, *(dict(one.given.facts) for one in SCENARIOS[folder])):
        code, said, error = at_terminal(capsys, monkeypatch, facts, "--region", region, "--text")
        assert (code, error) == (0, "")
        for title in (rules.title for _folder, rules in RULES.pathways(region).values()):
            assert f"【{title}】" in said
        assert "None" not in said and "{" not in said


def test_a_clerk_reads_why_a_pathway_is_not_there(
    town: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("--region", REGION, "--pathway", "own_home", "--text", "--corpus", str(town))
    said = at_terminal(capsys, monkeypatch, {}, *options)[1]
    assert "文件没有规定自有住房落户。（一/p1：“租住成套住房”）" in said
