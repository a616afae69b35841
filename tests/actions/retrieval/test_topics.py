"""Whoever asks what no document says learns whom to ask, and what to say there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from actions.retrieval.topics import TOPICS_FILE, TOPICS_SCHEMA, Topic, load_topics
from actions.turns.wording import wording
from luohu.settings import ROOT

CORPUS_DIR = ROOT / "policy_corpus"
TOPICS = load_topics(CORPUS_DIR)
SHORT_NUMBERS = {"110", "12329", "12333", "12345", "12348", "12366", "12367", "12393"}


def reply(topic: Topic, lead: str) -> str:
    """What is told of a topic, with one of its leads before it."""
    words = wording()
    numbers = words.mapping("topic.hotline")
    ask = words.say("topic.ask", office=topic.office, hotline=numbers[topic.hotline or "12345"])
    return (
        words.say(lead, title=topic.title, region="某市")
        + ask
        + words.say("topic.say", say=topic.say)
    )


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_a_person_learns_whom_to_ask_and_what_to_say(topic: Topic) -> None:
    for lead in ("topic.silent", "topic.no_region") if topic.ours else ("topic.other",):
        told = reply(topic, lead)
        assert told.startswith(f"您问的是{topic.title}，")
        assert f"请到{topic.office}问" in told
        assert told.endswith(f"“{topic.say}”")
        assert not re.search(r"[。？，][。？，]", told)
        assert set(re.findall(r"\d+", told)) <= SHORT_NUMBERS


def test_a_topic_is_told_from_every_other() -> None:
    assert len({topic.title for topic in TOPICS.values()}) == len(TOPICS)
    shared = Counter(word for topic in TOPICS.values() for word in topic.lay)
    assert [word for word, times in shared.items() if times > 1] == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("say: 我有件事要办", f"say: {'我' * 40}有件事要办"),
        ("office: 派出所户籍窗口", "office: 派出所（电话2345678）"),
        ('hotline: "12348"', 'hotline: "95599"'),
        ("  title: 分户立户\n", ""),
        ("field: other", "field: others"),
        ("say: 请问办户口", "say: （请问）办户口"),
        ("lay: [继承, ", "lay: [继承] #"),
    ],
)
def test_a_topic_that_cannot_be_told_is_named_with_its_line(
    good: str, bad: str, tmp_path: Path
) -> None:
    (tmp_path / TOPICS_SCHEMA).parent.mkdir()
    (tmp_path / TOPICS_SCHEMA).write_text((CORPUS_DIR / TOPICS_SCHEMA).read_text("utf-8"), "utf-8")
    text = (CORPUS_DIR / TOPICS_FILE).read_text("utf-8")
    assert good in text
    (tmp_path / TOPICS_FILE).write_text(text.replace(good, bad, 1), "utf-8")
    with pytest.raises(ValueError, match=r"topics\.yml, line \d+.*topics\.schema\.json"):
        load_topics(tmp_path)
