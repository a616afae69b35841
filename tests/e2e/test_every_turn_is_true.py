"""Whatever is asked, each turn is whole, true to the letter and from the right document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.retrieval.subjects import load_subjects
from luohu.settings import ROOT
from tests.e2e.talking import Talk

PLACES = {"威海": "371000", "周村": "370306", "肥城": "370983", "赤峰": "150400", "镇海": "330211"}
SUBJECTS = load_subjects(ROOT / "policy_corpus")
TEMPLATES = (
    "{place}{subject}怎么规定的",
    "我想问下{place}的{subject}",
    "{subject},{place}这边咋办",
)
IN_THE_DOCUMENTS = ("answer", "question", "eligibility", "no_answer")

# What people might say, by hand; the place is said once, at the beginning.
LAY = (
    "俺在这儿租了个房子住,能把户口弄过来不",
    "房子刚过户到我名下,户口跟着能过来吗",
    "厂里干了好几年活了,户口能不能转过来",
    "我自己开了个小吃店,营业执照都有",
    "俺娘七十了,想把她户口挪到我这",
    "媳妇户口在外省,想跟我落一块",
    "儿子上大学把户口迁走了,毕业了咋迁回来",
    "孩子没上过户口,都六岁了",
    "户口让派出所给注销了,人一直在外头打工",
    "迁移证弄丢了可咋办",
    "户口进了城,老家的地还给种不",
    "宅基地会不会给收回去",
    "居住证有啥用处啊",
    "没房子没单位,户口能挂哪",
    "当兵回来户口落哪",
    "下岗好多年了,没单位",
    "农转非还有没有这说法",
    "娃在这边念书要啥手续",
    "看病报销跟本地人一样吗",
    "这文件是哪年的,还管用不",
    "这事儿归谁管",
    "得拿哪些东西去办",
    "打分排队那种落户有没有",
    "我想回村里住,户口能迁回去吗",
    "一家子老小能一块儿迁吗",
    "几天能办好",
    "办一个要花多少钱",
    "你们办公室电话多少",
    "给我个窗口的地址",
    "听说落户给发钱,是不是",
)


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
@pytest.mark.parametrize(("place", "code"), PLACES.items())
def test_any_subject_in_any_place(
    someone: Callable[[], Talk], place: str, code: str, subject: str
) -> None:
    number = sorted(SUBJECTS).index(subject)
    template = TEMPLATES[number % len(TEMPLATES)]
    turn = someone().say(template.format(place=place, subject=SUBJECTS[subject].title))
    assert turn["kind"] in IN_THE_DOCUMENTS
    assert turn["region"]["code"] == code


@pytest.mark.parametrize(("place", "code"), PLACES.items())
def test_a_long_talk_stays_with_its_place(
    someone: Callable[[], Talk], place: str, code: str
) -> None:
    talk = someone()
    assert talk.say(place)["region"]["code"] == code
    cited = 0
    for question in LAY:
        turn = talk.say(question)
        assert turn["kind"] != "clarify_region", question
        if turn["region"]:
            assert turn["region"]["code"] == code, question
        cited += bool(turn["citations"])
        if turn["kind"] == "question":
            talk.say("先不说这个")
    assert cited >= len(LAY) // 2


@pytest.mark.parametrize("question", ["租房能落户吗", "买了房子能落户吗", "投靠子女怎么落户"])
@pytest.mark.parametrize(("place", "code"), PLACES.items())
def test_a_plain_question_is_answered_with_a_clause(
    someone: Callable[[], Talk], place: str, code: str, question: str
) -> None:
    turn = someone().say(f"{place}{question}")
    assert turn["kind"] in ("answer", "question")
    assert turn["citations"]
    assert turn["region"]["code"] == code


@pytest.mark.parametrize("question", ["租房能落户吗", "老人投靠子女行不行", "居住证有什么用"])
def test_the_same_question_goes_round_the_five_places(
    someone: Callable[[], Talk], question: str
) -> None:
    talk = someone()
    assert talk.say(question)["kind"] == "clarify_region"
    for place, code in PLACES.items():
        turn = talk.say(f"那{place}呢")
        assert turn["region"], place
        assert turn["region"]["code"] == code


@pytest.mark.parametrize(
    "question",
    [
        "北京租房能落户吗",
        "我在烟台上班能落户吗",
        "淄博张店买房落户",
        "宁波海曙租房",
        "泰安怎么落户",
    ],
)
def test_other_places_get_no_clause_of_these(someone: Callable[[], Talk], question: str) -> None:
    turn = someone().say(question)
    assert turn["kind"] in ("unsupported_region", "clarify_region")
    assert not turn["citations"]
    assert turn["options"]


@pytest.mark.parametrize("pair", [("威海", "周村"), ("肥城", "赤峰"), ("镇海", "威海")])
def test_a_comparison_quotes_each_place_from_its_own_document(
    someone: Callable[[], Talk], pair: tuple[str, str]
) -> None:
    turn = someone().say(f"{pair[0]}和{pair[1]}租房落户有什么区别")
    assert turn["kind"] == "comparison"
    cited = {citation["document"].split("-")[0] for citation in turn["citations"]}
    assert cited == {PLACES[place] for place in pair}


@pytest.mark.parametrize("said", ["你好", "谢谢", "再见", "转人工", "你是谁", "能问些什么"])
def test_small_talk_quotes_nothing(someone: Callable[[], Talk], said: str) -> None:
    turn = someone().say(said)
    assert turn["kind"] in ("smalltalk", "menu", "handoff")
    assert not turn["citations"]
