"""What the text leaves open, and whose facts are whose, talked through with the running bot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.e2e.talking import Talk

LAW = Path(__file__).with_name("law")
UNSURE = "不清楚"
OPEN = {"text_open", "standard_elsewhere"}
AS_A_WAY = {
    "eligible": {"open"},
    "undetermined": {"undetermined"},
    "ineligible": {"closed", "nearly_open"},
}


def dialogues() -> Iterator[Any]:
    """Every dialogue of ``law/``, once for each way in which its answers are put."""
    for path in sorted(LAW.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            for number in range(ways(entry)):
                name = f"{path.stem}: {entry['name']}" + (f" ({number + 1})" if number else "")
                yield pytest.param(entry, number, id=name)


def ways(entry: Mapping[str, Any]) -> int:
    """In how many ways the person answers."""
    return max(
        (len(said) for said in entry.get("answers", {}).values() if isinstance(said, list)),
        default=1,
    )


def answer(entry: Mapping[str, Any], fact: str, way: int) -> str:
    """What the person says when asked for a fact."""
    said = entry.get("answers", {}).get(fact, UNSURE)
    return str(said[min(way, len(said) - 1)] if isinstance(said, list) else said)


@pytest.mark.parametrize(("entry", "way"), list(dialogues()))
def test_a_resident_gets_the_verdict_of_the_text(
    someone: Callable[[], Talk], entry: Mapping[str, Any], way: int
) -> None:
    talk, heard = someone(), []
    turn: dict[str, Any] = {}
    for message in entry["says"]:
        turn = talk.say(message)
        heard.append(turn["text"])
    asked: list[str] = []
    while turn.get("question"):
        fact = turn["question"]["fact"]
        assert fact not in asked, f"asked again: {fact}\n" + "\n".join(heard)
        asked.append(fact)
        turn = talk.say(answer(entry, fact, way))
        heard.append(turn["text"])
    told = "\n".join(heard)
    found = turn.get("eligibility")
    if found is None and turn.get("overview"):
        # Who told of several ways sees what each of them comes to.
        (way_told,) = (one for one in turn["overview"] if one["pathway"] == entry["pathway"])
        assert way_told["verdict"] in AS_A_WAY[entry["verdict"]], told
        return
    assert found, told
    assert (found["pathway"], found["verdict"]) == (entry["pathway"], entry["verdict"]), told
    open_ones = [one["id"] for one in found["conditions"] if one.get("reason") in OPEN]
    assert set(entry.get("open", ())) <= set(open_ones), (open_ones, told)
    for words in entry.get("mentions", ()):
        assert words in told, told


def test_who_asks_what_a_word_of_the_text_means_is_not_refused(
    someone: Callable[[], Talk],
) -> None:
    turn = someone().say("赤峰，单位给分的公家房住着，没房本，算不算有个稳当的住处")
    assert "eligibility" not in turn
    assert any("单位公产房" in citation["quote"] for citation in turn["citations"])
