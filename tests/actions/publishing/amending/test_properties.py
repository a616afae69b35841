"""Whatever an act changes: what it does not mention stays to the letter, and nothing is made up."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.consolidated.checking import joined
from actions.publishing.amending.consolidating import Text, put_together
from actions.publishing.numerals import show_number
from tests.actions.publishing.amending.made_up import ACT, BASE, act_of, made, made_act

WORDS = [
    "申请人",
    "可以",
    "在市内",
    "租房",
    "（含合租）",
    "满三年",
    "，",
    "的；",
    "办理",
    " ",
    "落户",
]
KINDS = ["words", "replace", "delete", "paragraph", "none", "nonsense"]

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join)
articles = st.lists(
    st.tuples(st.lists(sentences, min_size=1, max_size=3), st.sampled_from(KINDS)),
    min_size=2,
    max_size=8,
)


def label(number: int) -> str:
    return f"第{show_number(number)}条"


def lines_of(number: int, texts: list[str]) -> list[str]:
    """The lines of an article, whose words no other article has."""
    first, *rest = [f"甲{number}乙{text.strip()}。" for text in texts]
    return [f"{label(number)}　{first}", *rest]


def amended(number: int, lines: list[str], kind: str) -> tuple[str | None, list[str]]:
    """What an act says of an article, and its lines afterwards."""
    name = label(number)
    if kind == "words":
        item = f"{name}第一款中的“甲{number}乙”修改为“丙{number}丁”。"
        return item, [lines[0].replace(f"甲{number}乙", f"丙{number}丁"), *lines[1:]]
    if kind == "replace":
        return f"将{name}修改为：“{name}　换成这一句。”", [f"{name}　换成这一句。"]
    if kind == "delete":
        return f"删去{name}。", []
    if kind == "paragraph":
        text = f"新的第{number}段。"
        place = show_number(len(lines) + 1)
        return f"{name}增加一款，作为第{place}款：“{text}”", [*lines, text]
    if kind == "nonsense":
        return f"{name}中的“这里没有的话”修改为“别的话”。", lines
    return None, lines


@settings(max_examples=60, deadline=None)
@given(articles)
def test_what_an_act_does_not_mention_stays_to_the_letter(
    drawn: list[tuple[list[str], str]],
) -> None:
    head, foot = ["青禾市户口迁移办法", ""], ["青禾市人民政府"]
    before, after, items = [*head], [*head], []
    for number, (texts, kind) in enumerate(drawn, 1):
        lines = lines_of(number, texts)
        item, expected = amended(number, lines, kind)
        before += lines
        after += expected
        items += [item] if item else []
    with tempfile.TemporaryDirectory() as place:
        base = Text(made(Path(place) / BASE, "\n".join([*before, *foot]) + "\n"))
        act = made_act(Path(place) / ACT, act_of(*items[:8]))
    if len(items) > 8:
        return
    result = put_together(base, act)
    assert result.received == "\n".join([*after, *foot]) + "\n"
    assert len(result.left) == sum(kind == "nonsense" for _texts, kind in drawn)
    sources = {BASE: base.document.received, ACT: act.received}
    assert joined(result.pieces, sources) == result.received
    assert all(one.document or not one.text.strip() for one in result.pieces)


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet="第三五条款项（一）将修改为删去增加一，。：“”‘’\n 甲乙作为后中的、", max_size=120
    )
)
def test_an_act_of_whatever_characters_is_read_to_its_end(text: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        rules = "青禾市户口迁移办法\n第一条　甲。\n第二条　乙。\n第三条　甲乙。\n"
        base = Text(made(Path(place) / BASE, rules))
        act = made_act(Path(place) / ACT, act_of(text))
    result = put_together(base, act)
    sources = {BASE: base.document.received, ACT: act.received}
    assert joined(result.pieces, sources) == result.received
