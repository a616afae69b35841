"""The training messages teach the bot what the subjects and the domain promise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml

from luohu.acts import SentAct
from luohu.essence import essence
from luohu.places import load_gazetteer
from luohu.settings import ROOT, settings
from luohu.text import normalise

NLU_FILES = sorted((ROOT / "data" / "nlu").rglob("*.yml"))
FEWEST_EXAMPLES = 15
# Channels send these, so nothing has to be learnt.
SENT = set(get_args(SentAct))
# Rasa would read these as marks of an entity inside an example.
ENTITY_MARKS = re.compile(r"[\[\]{}]")
PUNCTUATION = re.compile(r"[\W_]+")


def examples() -> Iterator[tuple[str, str]]:
    for path in NLU_FILES:
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                yield entry["intent"], line.removeprefix("- ")


def domain_intents() -> list[str]:
    domain = yaml.safe_load((ROOT / "domain" / "intents.yml").read_text("utf-8"))
    return list(domain["intents"])


@pytest.mark.parametrize("path", NLU_FILES, ids=lambda path: path.stem)
def test_a_file_of_messages_is_in_the_form_that_rasa_reads(path: Path) -> None:
    content = yaml.safe_load(path.read_text("utf-8"))
    assert content.keys() == {"version", "nlu"}
    assert content["version"] == "3.1"
    for entry in content["nlu"]:
        assert entry.keys() == {"intent", "examples"}
        assert all(line.startswith("- ") for line in entry["examples"].splitlines())


def test_the_same_words_never_mean_two_things() -> None:
    meanings = defaultdict(set)
    for intent, message in examples():
        meanings[PUNCTUATION.sub("", message).lower()].add(intent)
    ambiguous = {message: found for message, found in meanings.items() if len(found) > 1}
    assert ambiguous == {}


def test_a_place_alone_never_decides_what_is_meant() -> None:
    gazetteer = load_gazetteer(settings().corpus_dir)
    meanings = defaultdict(set)
    for intent, message in examples():
        meanings[essence(message, gazetteer)].add(intent)
    ambiguous = {message: found for message, found in meanings.items() if len(found) > 1}
    assert ambiguous == {}


def test_no_message_is_listed_twice() -> None:
    listed = [message for _intent, message in examples()]
    assert len(listed) == len(set(listed))


def test_each_intent_of_the_domain_is_taught_and_no_other() -> None:
    taught: defaultdict[str, int] = defaultdict(int)
    for intent, _message in examples():
        taught[intent] += 1
    assert set(taught) == set(domain_intents()) - SENT
    assert {intent for intent, count in taught.items() if count < FEWEST_EXAMPLES} == set()


def test_messages_are_taught_as_intake_hands_them_on() -> None:
    unlike = [message for _intent, message in examples() if normalise(message) != message]
    assert unlike == []


def test_no_message_holds_what_rasa_would_read_as_an_entity() -> None:
    assert [message for _intent, message in examples() if ENTITY_MARKS.search(message)] == []
