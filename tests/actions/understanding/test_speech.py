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


INSURED = "您按规定参加社会保险（社保）了吗？"
REGISTERED = "您租的房子在房管部门办过租赁登记备案吗？"
CONTRACT = "您跟单位签了劳动合同吗？"


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("以前有,现在没了", INSURED),
        ("以前有现在没有了", INSURED),
        ("原来有,后来断了", INSURED),
        ("有是有,过期了", INSURED),
        ("有过,去年停了", INSURED),
        ("断了半年", INSURED),
        ("停了三个月了", INSURED),
        ("早停了", INSURED),
        ("不交了,去年停的", INSURED),
        ("社保断了", INSURED),
        ("合同到期了", CONTRACT),
        ("合同到期没续", CONTRACT),
        ("备案过期了", REGISTERED),
    ],
)
def test_what_was_and_is_no_more_is_a_no(said: str, question: str) -> None:
    assert polarity(said, question) == "no"


@pytest.mark.parametrize("said", ["有过", "以前有", "本来有的", "有是有", "那时候交过", "原先签了"])
def test_what_was_so_once_says_nothing_of_today(said: str) -> None:
    assert polarity(said, INSURED) is None


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("以前没有,现在有了", INSURED),
        ("以前没交,现在交着呢", INSURED),
        ("以前就有", INSURED),
        ("之前一直交着", INSURED),
        ("以前办过", REGISTERED),
        ("咋没有", INSURED),
        ("怎么没有啊", INSURED),
        ("没断过", INSURED),
        ("有,没断过", INSURED),
        ("签了,还没到期", CONTRACT),
    ],
)
def test_what_came_about_or_lasts_is_a_yes(said: str, question: str) -> None:
    assert polarity(said, question) == "yes"


@pytest.mark.parametrize("said", ["签了,还没拿到手", "有,断了半年", "办了,没办下来"])
def test_a_yes_that_goes_on_to_deny_is_left_to_be_read(said: str) -> None:
    assert polarity(said, CONTRACT) != "yes"


@pytest.mark.parametrize("said", ["正要去", "这就去", "正准备去", "回头去"])
def test_going_to_is_not_done_yet(said: str) -> None:
    assert polarity(said, INSURED) == "not_yet"


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
        "不是没备案", "不是没交", "不是没签", "没断过", "从来没断过", "一直没断", "没停过",
        "没意见",
        "房东没意见", "他没什么意见", "不反对", "他并不反对", "没反对", "没拒绝", "哪能没有",
        "哪能没交", "哪会没有啊", "怎么会没交", "怎么可能没有", "咋能没有呢", "不能说没有",
        "没落下过", "没少交", "没欠过", "没漏过", "没二话", "没异议", "不可能没有", "没有不同意",
    ],
)  # fmt: skip
def test_a_denied_no_is_a_yes(said: str) -> None:
    assert polarity(said) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "谈不拢", "谈不下来", "说不通", "谈崩了", "没谈拢", "没谈妥", "没松口", "死活不松口",
        "没点头", "他就是不点头", "没答应", "还没答应", "没吐口", "没应承", "反对", "他反对",
        "有意见", "他有意见", "办不了", "办不下来", "没办成", "没办下来", "不可能", "怎么可能",
        "断过", "停了", "还没下来", "还没批", "没批下来", "没弄好", "还没签好", "不给签",
    ],
)  # fmt: skip
def test_what_did_not_come_about_is_a_no(said: str) -> None:
    assert polarity(said) == "no"


@pytest.mark.parametrize(
    "said",
    [
        "没说同意", "没说不同意", "他没说行", "没说可以", "没说行也没说不行", "没吭声",
        "他一声没吭",
        "没吱声", "不置可否", "没表态", "不表态", "没给准话", "没回话", "还没回信", "没明说",
        "含含糊糊的", "他说再看看", "说要考虑考虑", "还在商量", "他说再说吧", "看情况再说",
        "嘴上答应没写", "口头同意没签", "嘴上说行", "口头答应了", "答应了,还没写", "答应给写还没写",
    ],
)  # fmt: skip
def test_what_is_left_open_by_another_is_not_known(said: str) -> None:
    assert polarity(said) == "dont_know"


@pytest.mark.parametrize(
    "said",
    [
        "正在办", "正办着呢", "在办", "在办了", "办着呢", "正在签", "在走流程", "走着流程呢",
        "排着队呢", "在排队", "快办好了", "快下来了", "马上就批下来了", "就快签了", "下周去办",
        "明天去签", "过两天就去办", "过完年再办", "准备签", "打算去办", "马上去办", "刚申请",
        "刚递上去", "已经申请了", "材料交上去了", "已经提交了", "审核中", "还在审", "在等通知",
        "等着批呢", "手续正办着", "还差一个章",
    ],
)  # fmt: skip
def test_what_is_under_way_or_meant_is_not_done_yet(said: str) -> None:
    assert polarity(said) == "not_yet"


@pytest.mark.parametrize("said", ["材料递上去了还没批", "申请了,还没下来", "正在办,没办好呢"])
def test_what_is_under_way_and_told_to_be_unfinished_is_no_yes(said: str) -> None:
    assert polarity(said) in ("no", "not_yet")


@pytest.mark.parametrize(
    "said",
    [
        "办好了", "刚办完", "刚办好", "批下来了", "申请下来了", "排队办好了", "走完流程了",
        "谈妥了",
        "谈好了", "谈拢了", "刚签", "刚签的", "去年办的", "早办好了", "松口了", "点头了",
        "他点头了",
        "在交", "正交着", "正在交", "准备好了", "签字了",
    ],
)  # fmt: skip
def test_what_is_done_or_lasts_stays_a_yes(said: str) -> None:
    assert polarity(said) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "房东不同意呢", "不交社保呢", "他不让落呢", "不备案呢", "房东不肯呢", "不签合同呢",
        "那房东不答应呢", "单位不给交呢", "要是没备案呢", "万一房东反悔", "没有合同呢?",
        "假如交了社保", "房东又不愿意了呢",
    ],
)  # fmt: skip
def test_what_then_supposes(said: str) -> None:
    assert supposes(said)


@pytest.mark.parametrize(
    "said",
    [
        "还没备案呢", "交着呢", "没办呢", "没呢", "正办着呢", "房东还不同意呢", "还不让办呢",
        "才两个月呢", "早着呢", "他可不愿意呢", "排着队呢",
    ],
)  # fmt: skip
def test_going_on_supposes_nothing(said: str) -> None:
    assert not supposes(said)


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
        "不跟机器聊了,找人工",
        "不走上班这条了",
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


@pytest.mark.parametrize(
    "said",
    [
        "我租了两年",
        "房东同意了",
        "办了备案",
        "没有社保",
        "在市区",
        "跟哪个学校都不沾边",
        "谁家的本子上也没有我",
        "怎么找都没找着",
        "城里啊不是说了么",
        "我刚才不是讲过了吗",
    ],
)
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("没有没有我就是跑业务的嘛没有店的", "no"),
        ("嗯有的有的去年就办了", "yes"),
        ("对对对一家人都过来了", "yes"),
        ("不是不是他住学校宿舍平时不回来", "no"),
        ("呃还没有还没去弄过这个税的事", "no"),
        ("没有没有问题", None),
    ],
)
def test_a_yes_or_no_said_twice_counts_whatever_follows(text: str, said: str | None) -> None:
    assert polarity(text) == said


def test_the_name_of_a_paper_with_a_no_in_it_denies_nothing() -> None:
    assert polarity("呃那个不动产权证有的", "您有房屋产权证或不动产权证吗") != "no"


@pytest.mark.parametrize(("text", "said"), [("函授的", "no"), ("不是成人的", "yes")])
def test_what_a_question_names_to_leave_it_out_is_a_no(text: str, said: str) -> None:
    assert polarity(text, "您读的是全日制的学校吗（不是成人、自考、函授）？") == said


@pytest.mark.parametrize("text", ["说不好", "哪晓得", "记不得了", "吃不准", "想不起来", "没留意"])
def test_not_knowing_is_heard_in_many_words(text: str) -> None:
    assert polarity(text) == "dont_know"
