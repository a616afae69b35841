"""What an amending act says is done to the letter, or left and named; nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.publishing.amending.made_up import OPINION, RULES, Amended, act_of

ORDER = "此外，对条文顺序作相应调整。"


def test_an_article_is_worded_anew_and_its_neighbours_stay(tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of("将第五条修改为：“第五条　申请人可以在网上提交材料。”"))
    assert it.text == RULES.replace(
        "申请人应当向市公安局提交居民户口簿。", "申请人可以在网上提交材料。"
    )
    assert it.kinds() == {"第二章/第五条": "changed"}


@pytest.mark.parametrize(
    ("item", "old", "new"),
    [
        ("将第三条第一款中的“五年”修改为“三年”。", "租房满五年", "租房满三年"),
        ("第三条第一款中“满五年”改为“满半年”。", "租房满五年", "租房满半年"),
        (
            "第三条第二款修改为：“租房应当网签备案。”",
            "租房应当在市住房局备案。",
            "租房应当网签备案。",
        ),
        (
            "第三条修改为：“租房的人员可以落户。”",
            "在本市租房满五年的人员，可以申请落户。\n租房应当在市住房局备案。",
            "租房的人员可以落户。",
        ),
        ("删去第三条第二款。", "租房应当在市住房局备案。\n", ""),
        ("第三条第二款予以删除。", "租房应当在市住房局备案。\n", ""),
        ("将第四条第一项修改为：“夫妻投靠的；”。", "夫妻投靠，结婚满五年的；", "夫妻投靠的；"),
        (
            "第四条第一款第（一）项修改为：“（一）夫妻投靠的；”",
            "夫妻投靠，结婚满五年的；",
            "夫妻投靠的；",
        ),
        ("删去第五条中的“居民”。", "居民户口簿", "户口簿"),
        ("在第五条“居民户口簿”后增加“、居民身份证”。", "居民户口簿", "居民户口簿、居民身份证"),
        ("在第三条第一款“租房”前增加“合法”。", "本市租房", "本市合法租房"),
        (
            "第三条增加一款，作为第三款：“备案不收费。”",
            "备案。\n第四",
            "备案。\n备案不收费。\n第四",
        ),
        ("第三条增加一款，作为第二款：“备案不收费。”", "落户。\n租", "落户。\n备案不收费。\n租"),
        ("在第三条第一款后增加一款：“备案不收费。”", "落户。\n租", "落户。\n备案不收费。\n租"),
        (
            "第三条增加一款，作为第一款：“租房落户不收费。”",
            "第三条　在",
            "第三条　租房落户不收费。\n在",
        ),
        ("删去第三条第一款。", "在本市租房满五年的人员，可以申请落户。\n", ""),
        (
            "在第五条后增加一条，作为第五条之一：“材料可以邮寄。”",
            "口簿。\n",
            "口簿。\n第五条之一　材料可以邮寄。\n",
        ),
        (
            "将第四条第三项中的“未成年子女”、“父母”分别修改为“子女”、“父母一方”。",
            "未成年子女投靠父母的。",
            "子女投靠父母一方的。",
        ),
        ("第五条、第七条中的“市公安局”修改为“市公安机关”。", "市公安局", "市公安机关"),
        ("将全文中的“市公安局”统一修改为“市公安机关”。", "市公安局", "市公安机关"),
        ("第五条至第七条中的“市公安局”修改为“市公安机关”。", "市公安局", "市公安机关"),
        ("将第八条中的“2023年12月31日”修改为“2028年12月31日”。", "2023年", "2028年"),
    ],
)
def test_each_way_to_say_a_change_does_that_and_no_more(
    item: str, old: str, new: str, tmp_path: Path
) -> None:
    it = Amended(tmp_path, act_of(item))
    assert it.left == []
    assert it.text == RULES.replace(old, new)


@pytest.mark.parametrize(
    ("item", "old", "new"),
    [
        (
            "将第四条第一项、第二项修改为：“（一）夫妻投靠的；\n（二）父母投靠的；”",
            "（一）夫妻投靠，结婚满五年的；\n（二）父母投靠子女的；",
            "（一）夫妻投靠的；\n（二）父母投靠的；",
        ),
        (
            "第一条、第二条修改为：\n“第一条　甲。\n“第二条　乙。”",
            "第一条　为规范户口迁移，根据有关规定，制定本办法。\n"
            "第二条　本办法适用于本市行政区域内的户口迁移。",
            "第一条　甲。\n第二条　乙。",
        ),
        (
            "对第四条作如下修改：\n（一）第一项中的“五年”修改为“一年”。\n（二）删去第二款。",
            "结婚满五年的；\n（二）父母投靠子女的；\n（三）未成年子女投靠父母的。\n"
            "前款第一项所称五年，自登记结婚之日起计算。\n",
            "结婚满一年的；\n（二）父母投靠子女的；\n（三）未成年子女投靠父母的。\n",
        ),
        (
            "对第四条作如下修改：（一）第一项中的‘五年’修改为‘一年’；（二）第三项中的“未成年”删去。",
            "五年的；\n（二）父母投靠子女的；\n（三）未成年子女",
            "一年的；\n（二）父母投靠子女的；\n（三）子女",
        ),
        ("本办法第五条“居民户口簿”的规定，修改为“户口簿”。", "居民户口簿", "户口簿"),
        ("《青禾市户口迁移办法》中的“市公安局”修改为“市公安机关”。", "市公安局", "市公安机关"),
        (
            "删去第四条第二项，第三项改为第二项。",
            "（二）父母投靠子女的；\n（三）",
            "（二）",
        ),
        ("第三条增加一款：“不收费。”，作为第三款。", "备案。\n第四", "备案。\n不收费。\n第四"),
        (
            "第三条第二款改为第三款，并将其中的“市住房局”修改为“住房部门”；",
            "市住房局",
            "住房部门",
        ),
    ],
)
def test_longer_ways_to_say_it_are_followed(item: str, old: str, new: str, tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of(item))
    assert it.left == []
    assert it.text == RULES.replace(old, new)


def test_an_article_that_is_added_moves_the_others_where_the_act_says_so(tmp_path: Path) -> None:
    act = act_of("在第五条后增加一条，作为第六条：\n“第六条　材料可以邮寄。\n“邮寄不收费。”")
    it = Amended(tmp_path, act.replace("本决定自", ORDER + "\n本决定自"))
    assert it.left == []
    assert "第六条　材料可以邮寄。\n邮寄不收费。\n第七条　依照第五条" in it.text
    assert "第九条　本办法自2019年" in it.text
    by_end = {name.split("/", 1)[-1]: what for name, what in it.kinds().items()}
    assert by_end == {
        "第六条": "added",
        "第六条/p1": "added",
        "第七条": "moved",
        "第八条": "moved",
        "第九条": "moved",
    }


def test_an_article_that_would_have_another_ones_number_is_not_put_in(tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of("在第五条后增加一条，作为第六条：“材料可以邮寄。”"))
    assert it.left == [("taken", "第六条")]
    assert it.text == RULES


def test_articles_get_the_numbers_that_the_act_names(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of(
            "增加一条，作为第六条：“材料可以邮寄。”",
            "第六条改为第七条，修改为：“材料应当真实。”",
            "第七条、第八条依次改为第八条、第九条。",
        ),
    )
    assert it.left == []
    assert "第六条　材料可以邮寄。\n第七条　材料应当真实。\n" in it.text
    assert "第八条　本办法由" in it.text
    assert "第九条　本办法自" in it.text


def test_a_range_of_articles_moves_on_together(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of(
            "增加一条，作为第六条：“材料可以邮寄。”",
            "第六条至第八条依次改为第七条至第九条。",
        ),
    )
    assert it.left == []
    assert "第八条　本办法由" in it.text


def test_an_article_is_taken_out_and_the_others_close_up(tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of("删去第六条。", "对条文顺序作相应调整。"))
    assert it.left == []
    assert "依照第五条提交" not in it.text
    assert "第六条　本办法由" in it.text
    assert "第七条　本办法自" in it.text
    gone = [one for one in it.changes if one.what == "gone"]
    assert [(one.old.quote, one.items) for one in gone if one.old] == [
        ("依照第五条提交的材料应当真实。", (("一",),))
    ]


def test_an_article_worded_anew_moves_with_the_others(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of("删去第二条。", "将第五条修改为：“第五条　可以邮寄。”", "对条文顺序作相应调整。"),
    )
    assert it.left == []
    assert "第四条　可以邮寄。\n第五条　依照" in it.text


def test_an_order_that_contradicts_a_number_of_the_act_is_not_carried_out(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of("删去第二条。", "第七条改为第九条。", "对条文顺序作相应调整。"),
    )
    assert ("order", "第九条") in it.left


def test_an_item_that_is_added_moves_those_behind_it_and_says_so(tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of("第四条增加一项，作为第二项：“（二）孤儿投靠祖父母的；”"))
    assert it.left == []
    assert "（一）夫妻投靠，结婚满五年的；\n（二）孤儿投靠祖父母的；\n（三）父母" in it.text
    assert "（四）未成年" in it.text
    assert [name for name, _values in it.made.notes] == ["moved_on", "moved_on"]


def test_several_changes_in_one_sentence_are_all_done(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of(
            "将第四条第一项中的“五年”修改为“一年”，删去第二项，第二款中的“五年”修改为“一年”；"
            "第五条中的“市公安局”修改为“户籍窗口”，“居民户口簿”修改为“户口簿”。"
        ),
    )
    assert it.left == []
    assert "结婚满一年的" in it.text
    assert "父母投靠子女" not in it.text
    assert "所称一年" in it.text
    assert "向户籍窗口提交户口簿" in it.text


def test_a_document_with_items_instead_of_articles_is_amended_too(tmp_path: Path) -> None:
    act = """\
白石县人民政府关于修改《白石县关于户口迁移的意见》的通知
一、第一条第（一）项中的“三年”修改为“一年”。
二、将第一部分第（三）项修改为：“（三）人才落户。中专以上学历的人员，可以落户。”
三、删去第一条第二项。
"""
    it = Amended(
        tmp_path,
        act,
        OPINION,
        title="白石县关于户口迁移的意见",
        issuer="白石县人民政府",
        doc_number="白政发〔2020〕8号",
    )
    assert it.left == []
    expected = OPINION.replace("三年", "一年").replace("大专", "中专")
    assert it.text == expected.replace("（二）投靠落户。夫妻可以投靠。\n", "")
    assert it.kinds() == {"一/(一)": "changed", "一/(三)": "changed", "一/(二)": "gone"}


@pytest.mark.parametrize(
    ("item", "why", "about"),
    [
        ("将第四十条修改为：“已无此条。”", "no_such", "第四十条"),
        ("删去第三条第五款。", "no_such", "第三条第五款"),
        ("第五条中的“十年”修改为“三年”。", "no_words", "十年"),
        ("第五条、第六条中的“市公安局”修改为“派出所”。", "no_words", "市公安局"),
        ("将第五条修改为：“第六条　换了编号。”", "other_label", "第五条"),
        ("在第五条后增加两条，作为第六条、第七条：“只有一条。”", "count", "2"),
        ("第五条的有关表述作必要修改。", "not_understood", ""),
        ("第五条与第六条合为一条。", "not_understood", ""),
        ("将第五条修改为：\n第五条　没有引号。", "not_understood", ""),
        ("第二章修改为：“第二章　落户条件”", "heading", "第二章"),
        ("第五条的“市公安局”均修改为“派出所”，其中第一款除外。", "not_understood", ""),
        ("将第一条、第二条修改为：“第一条　甲。”", "count", "2"),
        ("将第五条修改为：“引号没有结束。", "unclosed", ""),
        ("第五条中的“市公安局”修改为“甲”，并视情况调整为其他部门。", "not_understood", ""),
        ("第二条规定的有效期延长五年。", "not_understood", ""),
    ],
)
def test_what_does_not_fit_is_named_and_not_done(
    item: str, why: str, about: str, tmp_path: Path
) -> None:
    it = Amended(tmp_path, act_of(item))
    assert it.left[0] == (why, about)
    assert it.text == RULES


def test_a_sentence_is_done_whole_or_not_at_all(tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of("第五条中的“市公安局”修改为“户籍窗口”，删去第四十条。"))
    assert it.left == [("no_such", "第四十条")]
    assert it.text == RULES


def test_two_items_about_the_same_words_leave_the_second(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of("将第五条修改为：“向户籍窗口提交材料。”", "第五条中的“市公安局”修改为“派出所”。"),
    )
    assert it.left == [("twice", "市公安局")]
    assert "第五条　向户籍窗口提交材料。\n" in it.text


def test_an_item_with_a_day_of_its_own_is_left(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of("第五条中的“市公安局”修改为“派出所”。", "其中第一项自2024年1月1日起施行。"),
    )
    assert it.left == [("own_day", "")]


def test_what_the_act_says_of_another_document_is_not_done_to_this_one(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of(
            "《青禾市居住证办法》作如下修改：\n（一）将第五条修改为：“居住证免费。”",
            "《青禾市户口迁移办法》作如下修改：\n（一）第五条中的“市公安局”修改为“派出所”。",
        ),
    )
    assert it.left == []
    assert it.text == RULES.replace("向市公安局提交", "向派出所提交")
    assert it.made.notes == (("other_documents", {"count": 1}),)


def test_an_act_in_one_sentence_without_items_is_read(tmp_path: Path) -> None:
    act = act_of().replace(
        "本决定自", "将第五条中的“市公安局”修改为“派出所”。\n第六条缩短为三日。\n本决定自"
    )
    grounds = "根据《青禾市立法办法》第三条，"
    it = Amended(tmp_path, act.replace("经研究，", grounds))
    assert it.left == [("not_understood", "")]
    assert it.made.left[0].sentence.text == "第六条缩短为三日"
    assert it.text == RULES.replace("向市公安局提交", "向派出所提交")


def test_an_act_with_articles_of_its_own_is_read(tmp_path: Path) -> None:
    act = act_of().replace(
        "本决定自",
        "第一条　第一条修改为：“第一条　为了便民。”\n第二条　第五条中的“市公安局”修改为“派出所”。\n"
        "第三条　本决定自",
    )
    it = Amended(tmp_path, act)
    assert it.left == []
    assert "第一条　为了便民。\n" in it.text
    assert "向派出所提交" in it.text
    assert {one.items for one in it.changes} == {(("第一条",),), (("第二条",),)}


def test_another_document_is_spoken_of_in_its_item_only(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of(
            "将《青禾市居住证办法》第五条修改为：“居住证免费。”",
            "第五条中的“市公安局”修改为“派出所”。",
        ),
    )
    assert it.text == RULES.replace("向市公安局提交", "向派出所提交")


def test_a_short_name_is_that_of_the_document_spoken_of(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of(
            "《青禾市居住证办法》（以下简称《办法》）作如下修改：\n"
            "（一）将《办法》第五条修改为：“居住证免费。”"
        ),
    )
    assert it.text == RULES


@pytest.mark.parametrize(
    "item",
    [
        "第五条予以修改。",
        "第五条的表述根据本决定作相应修改。",
        "第五条中的“市公安局”修改为“派出所”，并作相应修改。",
        "第五条按照本决定相应调整。",
    ],
)
def test_a_change_that_is_not_said_in_full_is_named(item: str, tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of(item))
    assert it.left == [("not_understood", "")]
    assert it.text == RULES


def test_what_the_act_provides_itself_stays_its_own(tmp_path: Path) -> None:
    it = Amended(
        tmp_path,
        act_of("第五条中的“市公安局”修改为“派出所”。", "各单位要认真做好宣传。"),
    )
    assert "一" in it.made.merged
    assert "二" not in it.made.merged


def test_words_with_other_punctuation_are_found(tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of("第八条中的“起施行,有效期”修改为“起执行,有效期”。"))
    assert it.left == []
    assert "日起执行,有效期至" in it.text


def test_an_article_that_loses_its_items_is_pointed_out(tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of("第四条修改为：“第四条　亲属可以投靠落户。”"))
    assert it.made.notes == (("shorter", {"place": "第四条", "old": 5, "new": 1}),)
    assert {name for name, what in it.kinds().items() if what == "gone"} == {
        "第二章/第四条/(一)",
        "第二章/第四条/(二)",
        "第二章/第四条/(三)",
        "第二章/第四条/(三)/p1",
    }


def test_a_number_that_is_left_out_is_pointed_out(tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of("删去第四条第二项。", "删去第六条。"))
    assert it.left == []
    assert [values for name, values in it.made.notes if name == "gap"] == [
        {"label": "(二)", "following": "(三)"},
        {"label": "第六条", "following": "第七条"},
    ]
    assert "（三）未成年" in it.text


def test_the_heading_of_a_part_is_not_taken_for_all_that_stands_below_it(tmp_path: Path) -> None:
    act = act_of("将第一部分修改为：“一、落户途径”").replace(
        "青禾市户口迁移办法", "白石县关于户口迁移的意见"
    )
    it = Amended(tmp_path, act, OPINION, title="白石县关于户口迁移的意见", doc_number=None)
    assert it.left == [("heading", "第一部分")]
    assert it.text == OPINION


def test_a_clause_that_names_a_moved_article_is_pointed_out(tmp_path: Path) -> None:
    it = Amended(tmp_path, act_of("删去第二条。", "条文顺序作相应调整。"))
    assert ("names_moved", {"place": "第五条", "old": "第五条", "new": "第四条"}) in it.made.notes
    assert "依照第五条提交" in it.text
