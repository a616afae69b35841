"""Components run once each, after those that they need."""

from __future__ import annotations

from typing import Any, cast

import pytest
from rasa.engine.exceptions import GraphComponentException
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.storage.storage import ModelStorage

from bot.graph import SequentialRunner

RAN: list[str] = []


class Says(GraphComponent):
    """Joins what it is given to its own word."""

    def __init__(self, word: str) -> None:
        self._word = word

    @classmethod
    def create(cls, config: dict[str, Any], **_others: object) -> Says:
        return cls(config["word"])

    def say(self, **given: str) -> str:
        if self._word == "fails":
            raise ValueError(self._word)
        RAN.append(self._word)
        return "".join(given[name] for name in sorted(given)) + self._word


def node(word: str, **needs: str) -> SchemaNode:
    return SchemaNode(
        needs=needs, uses=Says, constructor_name="create", fn="say", config={"word": word}
    )


@pytest.fixture
def runner() -> SequentialRunner:
    schema = GraphSchema(
        {
            "last": node("d", one="left", two="right"),
            "left": node("b", one="first"),
            "right": node("c", one="first"),
            "first": node("a", one="__message__"),
            "elsewhere": node("e", one="first"),
            "broken": node("fails", one="first"),
        }
    )
    context = ExecutionContext(schema)
    RAN.clear()
    return SequentialRunner.create(schema, cast("ModelStorage", None), context)


def test_each_component_runs_once_after_those_that_it_needs(runner: SequentialRunner) -> None:
    found = runner.run({"__message__": "!"}, ["last"])
    assert found == {"last": "!ab!acd"}
    assert RAN[0] == "a"
    assert sorted(RAN) == ["a", "b", "c", "d"]


def test_a_second_message_is_run_with_its_own_words(runner: SequentialRunner) -> None:
    runner.run({"__message__": "!"}, ["last"])
    assert runner.run({"__message__": "?"}, ["left", "elsewhere"]) == {
        "left": "?ab",
        "elsewhere": "?ae",
    }


def test_what_a_component_raises_is_said_by_rasas_own_error(runner: SequentialRunner) -> None:
    with pytest.raises(GraphComponentException, match="broken"):
        runner.run({"__message__": "!"}, ["broken"])
