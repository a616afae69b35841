"""Yes, no and don't know, as people of five places say it."""

from __future__ import annotations

import pytest

from actions.understanding.speech import asks, is_personal, polarity, supposes


@pytest.mark.parametrize(
    "said",
    [
        "是", "是的", "是啊", "对", "对的", "对呀", "对头", "嗯", "嗯嗯", "嗯呐", "有", "有的",
        "有啊", "中", "中嘞", "行", "成", "好", "好的", "可以", "同意", "没错", "没问题", "不错",
        "得", "妥了", "办了", "办过了", "交了", "交着呢", "签了", "签好了", "当然", "肯定的",
        "必须的", "是滴", "是嘞", "要得", "管", "住满了", "够了", "早就办了", "都有", "确实是",
        "已经办了", "当然有", "他同意", "房东同意", "我有", "我是", "备案了", "在交", "一直在交",
    ],
)  # fmt: skip
def test_yes_is_understood(said: str) -> None:
    assert polarity(said) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "不", "不是", "不对", "没", "没有", "没有啊", "没得", "木有", "冇", "莫得", "没办",
        "没办过", "没交", "没签", "没备案", "不同意", "不肯", "不行", "不中", "还没", "还没有",
        "还没办", "未办", "无", "否", "没嘞", "没呢", "哪有", "从来没有", "暂时没有", "不够",
        "不满", "他不同意", "房东不肯", "我没有", "我不是", "都没有", "都不是", "啥也没有",
        "真没有", "并没有", "也没有", "好像没有", "应该没有", "不太同意",
        "嗯,没有", "不好意思,没有", "断了",
    ],
)  # fmt: skip
def test_no_is_understood(said: str) -> None:
    assert polarity(said) == "no"


@pytest.mark.parametrize(
    "said",
    [
        "不知道", "不知道啊", "不清楚", "不晓得", "我不太清楚", "搞不清", "弄不清楚", "说不好",
        "说不准", "不确定", "忘了", "记不清了", "没问过", "没注意过", "不太懂", "不懂", "知不道",
        "唔知", "谁知道呢", "这我哪知道", "没印象", "不记得了", "拿不准", "不好说",
    ],
)  # fmt: skip
def test_not_knowing_is_neither_yes_nor_no(said: str) -> None:
    assert polarity(said) == "dont_know"


@pytest.mark.parametrize(
    "said",
    [
        "有没有关系",
        "是不是要备案",
        "行不行",
        "可以吗",
        "为什么要问这个",
        "那要什么材料",
        "什么意思",
        "有啥用",
        "不备案行吗",
        "没有怎么办",
        "周村",
        "租了两年",
        "中专毕业",
        "对象有房",
        "对了",
        "算了",
        "那肥城呢",
        "换个问题",
        "我在威海租房，房东说可以但是还没去办手续",
    ],
)  # fmt: skip
def test_a_question_or_a_story_is_no_yes_and_no_no(said: str) -> None:
    assert polarity(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "能落户吗",
        "能不能落户",
        "怎么办",
        "咋整",
        "要带啥",
        "去哪儿办",
        "行不行",
        "是不是得备案",
        "多久",
    ],
)
def test_a_question_is_heard_without_its_mark(said: str) -> None:
    assert asks(said)


@pytest.mark.parametrize("said", ["我租了两年", "房东同意了", "办了备案", "没有社保", "在市区"])
def test_a_statement_is_no_question(said: str) -> None:
    assert not asks(said)


@pytest.mark.parametrize(
    "said", ["如果我有房", "要是备案了", "假如房东同意", "万一没社保", "办了备案的话"]
)
def test_a_supposition_is_heard(said: str) -> None:
    assert supposes(said)


@pytest.mark.parametrize("said", ["我有房", "备案了", "话说我没社保"])
def test_a_statement_is_no_supposition(said: str) -> None:
    assert not supposes(said)


@pytest.mark.parametrize("said", ["我租房", "俺家", "咱们", "我儿子", "老公有房", "本人"])
def test_speaking_of_oneself_or_the_family_is_heard(said: str) -> None:
    assert is_personal(said)


@pytest.mark.parametrize("said", ["租房能落户", "文件有效期到哪天", "居住证"])
def test_a_general_question_is_not_about_a_person(said: str) -> None:
    assert not is_personal(said)
