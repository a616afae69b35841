"""What an office sees of a document's structure: every clause under its own label, nothing lost."""

from __future__ import annotations

import random

import pytest

from actions.publishing.blocks import Block, Origin
from actions.publishing.folding import visible_count
from actions.publishing.parts import Structure
from actions.publishing.structuring import read_structure
from tests.actions.publishing.made_up import (
    blocks_of,
    part_of,
    provisions_of,
    structure_of,
    warned_of,
)

REGULATION = """
青禾市户口登记办法
（2020年3月2日青禾市人民政府令第8号公布）
第一章 总则
第一条 为规范户口登记，制定本办法。
第二条 本市行政区域内的户口登记适用本办法。
外地人员另有规定的除外。
第二章 登记
第一节 出生登记
第三条 有下列情形之一的，可以申报：
（一）父母一方在本市登记的；
（二）被依法收养的：
1.收养登记完成的；
2.事实收养经确认的。
（三）其他情形。
符合前款规定的，当场办结。
第二节 迁移登记
第四条 迁移登记由公安机关负责。
第三章 附则
第五条 本办法自2020年5月1日起施行。
"""

OPINION = """
白杨县人民政府关于放宽落户条件的实施意见
白政发〔2021〕9号
各乡镇人民政府，县直各部门：
为方便群众，现提出以下意见：
一、总体要求
（一）指导思想。坚持便民利民。
（二）基本原则
1.坚持自愿。充分尊重意愿。
2.坚持公平。一视同仁办理。
（1）城乡一体。
①先易后难。
②逐步推开。
二、落户条件
（一）租房落户。租房满一年即可办理。
（二）投靠落户。夫妻可以投靠。
本意见自2021年6月1日起施行，有效期5年。
白杨县人民政府
2021年5月10日
（此件公开发布）
"""

GUIDE = """
#夫妻投靠落户办事指南
办理条件：
1.结婚满一年；
2.对方户口在本地。
所需材料：
结婚证；
双方户口簿。
办理地点：户籍窗口。
咨询电话：12345
"""

QUESTIONS = """
落户政策问答
问：租房能落户吗？
答：能，租满一年就行。
问：要带什么材料？
答：身份证和租赁合同。
一份就够。
问：多久办好？
答：当场。
"""

SEVERAL = """
青禾市人民政府关于印发两个办法的通知
青政发〔2019〕3号
各区人民政府：
现将两个办法印发给你们，请执行。
青禾市人民政府
2019年3月1日
青禾市入户办法
第一条 入户按本办法办理。
第二条 本办法自发布之日起施行。
青禾市居住证办法（试行）
第一条 居住证按本办法办理。
第二条 每年签注一次。
第三条 本办法自发布之日起施行。
"""

CARRIED = """
青禾市人民政府办公室文件
青政办〔2019〕5号
青禾市人民政府办公室
关于印发青禾市户口迁移
管理办法的通知
各区人民政府，市直各单位：
《青禾市户口迁移管理办法》已经市政府同意，现印发给你们。
青禾市人民政府办公室
2019年4月1日
青禾市户口迁移管理办法
第一条 为规范迁移，制定本办法。
第二条 本办法自2019年5月1日起施行。
抄送：市委办公室。
青禾市人民政府办公室 2019年4月2日印发
"""

POINTS = """
青禾市积分入户细则
第一条 积分按附件1计算。
第二条 本细则自2020年1月1日起施行。
附件：1.积分指标表
2.申请表
附件1
积分指标表
|指标|内容|分值|
|学历|大专|50分|
|学历|本科|60分|
|年龄|35岁以下|20分|
附件2
申请表
一、填写要求
（一）用黑色笔填写。
"""

DOCUMENTS = {
    "regulation": REGULATION,
    "opinion": OPINION,
    "guide": GUIDE,
    "questions": QUESTIONS,
    "several": SEVERAL,
    "carried": CARRIED,
    "points": POINTS,
}


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_every_character_is_in_exactly_one_part(text: str) -> None:
    blocks = blocks_of(text)
    structure = read_structure(blocks)
    taken = [
        (s.block, offset)
        for part in structure.parts
        for s in part.stretches
        for offset in range(s.start, s.end)
    ]
    assert len(taken) == len(set(taken))
    assert structure.covered == structure.characters == sum(visible_count(b.text) for b in blocks)
    assert structure.left == ()


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_no_two_parts_have_one_id(text: str) -> None:
    ids = [part.id for part in structure_of(text).parts]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_sound_document_is_not_complained_of(text: str) -> None:
    assert set(warned_of(text)) <= {"many_acts"}


def test_articles_stand_under_chapters_and_sections_and_hold_their_items() -> None:
    assert provisions_of(REGULATION) == [
        "第一章",
        "第一章/第一条",
        "第一章/第二条",
        "第一章/第二条/p1",
        "第二章",
        "第二章/第一节",
        "第二章/第一节/第三条",
        "第二章/第一节/第三条/(一)",
        "第二章/第一节/第三条/(二)",
        "第二章/第一节/第三条/(二)/1",
        "第二章/第一节/第三条/(二)/2",
        "第二章/第一节/第三条/(三)",
        "第二章/第一节/第三条/p1",
        "第二章/第二节",
        "第二章/第二节/第四条",
        "第三章",
        "第三章/第五条",
    ]


def test_an_opinion_nests_four_kinds_of_numbers() -> None:
    assert provisions_of(OPINION) == [
        "一",
        "一/(一)",
        "一/(二)",
        "一/(二)/1",
        "一/(二)/2",
        "一/(二)/2/(1)",
        "一/(二)/2/(1)/①",
        "一/(二)/2/(1)/②",
        "二",
        "二/(一)",
        "二/(二)",
        "附则",
    ]


def test_a_guide_is_divided_by_its_fields() -> None:
    assert provisions_of(GUIDE) == [
        "办理条件",
        "办理条件/1",
        "办理条件/2",
        "所需材料",
        "所需材料/p1",
        "所需材料/p2",
        "办理地点",
        "咨询电话",
    ]
    assert part_of(GUIDE, "办理地点").text == "户籍窗口。"
    assert part_of(GUIDE, "所需材料").text == "所需材料"


def test_fields_in_brackets_are_fields() -> None:
    text = "落户办事指南\n【办理条件】结婚满一年。\n【办理地点】户籍窗口。"
    assert provisions_of(text) == ["办理条件", "办理地点"]
    assert part_of(text, "办理地点").text == "户籍窗口。"


def test_a_guide_in_a_table_of_two_columns_is_divided_by_its_fields() -> None:
    text = """
#落户办事指南
|事项名称|投靠落户|
|办理条件|结婚满一年|
|办理地点|户籍窗口|
"""
    assert provisions_of(text) == ["事项名称", "办理条件", "办理地点"]
    assert part_of(text, "办理条件").text == "结婚满一年"


def test_fields_repeat_under_each_matter() -> None:
    text = """
落户办事指南
一、夫妻投靠
办理条件：结婚满一年。
所需材料：结婚证。
二、子女投靠
办理条件：未满十八岁。
所需材料：出生证。
"""
    assert provisions_of(text) == [
        "一",
        "一/办理条件",
        "一/所需材料",
        "二",
        "二/办理条件",
        "二/所需材料",
    ]


def test_questions_hold_their_answers() -> None:
    assert provisions_of(QUESTIONS) == [
        "问1",
        "问1/答",
        "问2",
        "问2/答",
        "问2/p1",
        "问3",
        "问3/答",
    ]


def test_numbered_questions_without_a_mark_hold_their_answers() -> None:
    text = """
落户问答
1.租房能落户吗？
答：能。
2.要多久？
答：当场办结。
"""
    assert provisions_of(text) == ["1", "1/答", "2", "2/答"]


def test_a_question_without_number_or_mark_is_known_by_its_answer() -> None:
    text = """
落户问答
租房能落户吗？
答：能。
办理要多久？
答：当场办结。
"""
    assert provisions_of(text) == ["问1", "问1/答", "问2", "问2/答"]


def test_several_acts_in_one_file_are_told_apart() -> None:
    structure = structure_of(SEVERAL)
    assert [act.prefix for act in structure.acts] == ["印发/", "文件1/", "文件2/"]
    assert [act.title for act in structure.acts][1:] == [
        "青禾市入户办法",
        "青禾市居住证办法（试行）",
    ]
    assert [act.provisions for act in structure.acts] == [0, 2, 3]
    assert "文件2/第三条" in provisions_of(SEVERAL)


def test_a_notice_that_carries_an_act_leaves_the_ids_of_its_articles_alone() -> None:
    structure = structure_of(CARRIED)
    assert provisions_of(CARRIED) == ["第一条", "第二条"]
    assert structure.acts[0].title == "关于印发青禾市户口迁移管理办法的通知"
    assert structure.acts[1].title == "青禾市户口迁移管理办法"
    assert [part.kind for part in structure.parts][-2:] == ["furniture", "furniture"]


def test_rows_of_an_attached_table_carry_their_column_heads() -> None:
    assert provisions_of(POINTS)[-8:] == [
        "附件1",
        "附件1/表/表头",
        "附件1/表/1",
        "附件1/表/2",
        "附件1/表/3",
        "附件2",
        "附件2/一",
        "附件2/一/(一)",
    ]
    assert part_of(POINTS, "附件1/表/2").text == "指标：学历；内容：本科；分值：60分"
    assert part_of(POINTS, "附件1/表/2").headings == ("附件1 积分指标表",)


def test_a_merged_cell_is_said_once() -> None:
    cells = ("学历", "学历", "50分")
    head = ("指标", "指标", "分值")
    block = Block("row", "\t".join(cells), Origin(table=1, row=2), cells, head)
    (part,) = read_structure((block,)).parts
    assert part.text == "指标：学历；分值：50分"


def test_steps_and_stages_are_provisions() -> None:
    text = """
迁移办理规程
第一步：网上申请。
第二步：窗口核验。
第三步：领取证件。
"""
    assert provisions_of(text) == ["第一步", "第二步", "第三步"]


def test_parts_and_books_stand_above_chapters() -> None:
    text = """
青禾市户籍条例
第一编 总则
第一章 基本规定
第一条 甲。
第二编 分则
第二章 登记
第二条 乙。
"""
    assert provisions_of(text)[2] == "第一编/第一章/第一条"
    assert provisions_of(text)[-1] == "第二编/第二章/第二条"


# Cross-references.


def test_a_reference_at_the_beginning_of_a_line_is_no_article() -> None:
    text = """
青禾市入户办法
第一条 甲类人员可以入户。
第二条 乙类人员可以入户。
第一条规定的人员，免交材料。
第一条、第二条所列人员当场办结。
第三条 本办法自发布之日起施行。
"""
    assert provisions_of(text) == ["第一条", "第二条", "第二条/p1", "第二条/p2", "第三条"]
    assert warned_of(text) == ["reference", "reference"]


def test_a_reference_to_the_next_article_does_not_take_its_place() -> None:
    text = """
青禾市入户办法
第一条 甲类人员可以入户。
第二条规定的人员除外。
第二条 乙类人员另行规定。
"""
    assert provisions_of(text) == ["第一条", "第一条/p1", "第二条"]


def test_an_article_that_begins_with_a_reference_is_one() -> None:
    text = """
青禾市入户办法
第一条 甲。
第二条第一条规定的人员免交材料。
第三条 乙。
"""
    assert provisions_of(text) == ["第一条", "第二条", "第三条"]


@pytest.mark.parametrize(
    "line", ["依照第三条办理。", "按第（一）项执行。", "根据第二章的规定执行。"]
)
def test_a_reference_within_a_line_is_no_heading(line: str) -> None:
    text = f"青禾市入户办法\n第一条 甲。\n{line}\n第二条 乙。"
    assert provisions_of(text) == ["第一条", "第一条/p1", "第二条"]


def test_items_named_together_are_no_item() -> None:
    text = """
青禾市入户办法
第一条 下列人员可以入户：
（一）甲类；
（二）乙类。
（一）、（二）项人员的配偶可以随迁。
第二条 丙。
"""
    assert provisions_of(text)[-2:] == ["第一条/p1", "第二条"]


# Labels as files print them.


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("第 一 条 甲。", "第 二 条 乙。"),
        ("第1条 甲。", "第2条 乙。"),
        ("第１条 甲。", "第２条 乙。"),
        ("\ufeff第一条 甲。", "\u200b第二条 乙。"),
        ("第一条甲。", "第二条乙。"),
        ("第一条：甲。", "第二条：乙。"),
        ("\u3000\u3000第一条\u3000甲。", "\u3000\u3000第二条\u3000乙。"),
        ("\ue004第一条\ue003甲。", "第二条 乙。\ue004"),
    ],
)
def test_articles_are_found_however_they_are_printed(first: str, second: str) -> None:
    assert provisions_of(f"青禾市入户办法\n{first}\n{second}") == ["第一条", "第二条"]


def test_an_article_put_in_between_keeps_its_number() -> None:
    text = """
青禾市入户条例
第一条 甲。
第一条之一 乙。
第一条之二 丙。
第二条 丁。
"""
    assert provisions_of(text) == ["第一条", "第一条之一", "第一条之二", "第二条"]
    assert warned_of(text) == []


@pytest.mark.parametrize("tenth", ["第十条", "第一十条", "第10条"])
def test_ten_is_ten(tenth: str) -> None:
    articles = "\n".join(f"第{n}条 甲。" for n in "一二三四五六七八九")
    text = f"青禾市入户办法\n{articles}\n{tenth} 乙。\n第十一条 丙。"
    assert provisions_of(text)[-2:] == ["第十条", "第十一条"]
    assert warned_of(text) == []


def test_an_articles_own_title_and_its_text_on_the_next_line_are_one_article() -> None:
    text = """
青禾市积分办法
第一条（目的和依据）
为规范积分，制定本办法。
第二条（职责分工）
市公安局负责。
各区配合。
"""
    assert provisions_of(text) == ["第一条", "第二条", "第二条/p1"]
    assert part_of(text, "第一条").text == "（目的和依据）为规范积分，制定本办法。"
    assert len(part_of(text, "第一条").stretches) == 2


def test_a_label_alone_on_its_line_takes_the_text_below() -> None:
    text = "青禾市入户办法\n第一条\n甲类人员可以入户。\n第二条\n乙类人员可以入户。"
    assert provisions_of(text) == ["第一条", "第二条"]
    assert part_of(text, "第二条").text == "乙类人员可以入户。"


def test_headings_above_a_clause_are_kept_with_it() -> None:
    assert part_of(OPINION, "一/(二)/1").headings == ("一、总体要求", "（二）基本原则")
    assert part_of(REGULATION, "第二章/第一节/第三条/(一)").headings == (
        "第二章登记",
        "第一节出生登记",
        "第三条有下列情形之一的，可以申报：",
    )


# Lists, headings alone, paragraphs behind lists.


def test_a_paragraph_between_two_items_belongs_to_the_first() -> None:
    text = """
青禾市入户办法
第一条 下列人员可以入户：
（一）购房的；
每套房屋只办一次；
（二）租房的。
以上人员的配偶可以随迁。
"""
    assert provisions_of(text) == [
        "第一条",
        "第一条/(一)",
        "第一条/(一)/p1",
        "第一条/(二)",
        "第一条/p1",
    ]


def test_a_second_list_in_an_article_does_not_mix_with_the_first() -> None:
    text = """
青禾市入户办法
第一条 下列人员可以入户：
（一）甲类；
（二）乙类。
下列人员不得入户：
（一）丙类；
（二）丁类。
第二条 戊。
"""
    assert provisions_of(text) == [
        "第一条",
        "第一条/(一)",
        "第一条/(二)",
        "第一条/p1",
        "第一条/p1/(一)",
        "第一条/p1/(二)",
        "第二条",
    ]
    assert "duplicate" not in warned_of(text)


def test_headings_alone_stand_above_the_items_under_them() -> None:
    text = """
落户材料说明
一、申请材料
必备材料
（一）申请表。
（二）身份证。
可选材料
（一）学历证。
（二）获奖证。
二、办理时间
工作日办理。
"""
    ids = provisions_of(text)
    assert ids[1:4] == ["一/p1", "一/p1/(一)", "一/p1/(二)"]
    assert ids[4:7] == ["一/p2", "一/p2/(一)", "一/p2/(二)"]
    assert part_of(text, "一/p2/(一)").headings == ("一、申请材料", "可选材料")


def test_a_list_that_counts_like_its_section_is_read_inside_it() -> None:
    text = """
服务说明
一、条件
满一年。
二、程序
一、网上申请；
二、窗口核验；
三、领取证件；
四、登记归档。
三、时限
当场办结。
"""
    ids = provisions_of(text)
    assert ids.index("三") > ids.index("二/四")


def test_items_that_count_through_the_sections_are_no_gap() -> None:
    text = """
户籍改革方案
一、放宽条件
（一）放宽租房。一年即可。
（二）放宽投靠。不限年龄。
二、改进服务
（三）网上办理。随时可办。
（四）就近办理。任选窗口。
"""
    assert provisions_of(text)[-1] == "二/(四)"
    assert warned_of(text) == []


def test_contents_are_furniture() -> None:
    text = """
青禾市户籍细则
目录
第一章 总则……1
第二章 登记……2
第一章 总则
第一条 甲。
第二章 登记
第二条 乙。
"""
    structure = structure_of(text)
    assert [p.id for p in structure.parts if p.kind == "furniture"] == ["目录", "目录·2", "目录·3"]
    assert provisions_of(text) == ["第一章", "第一章/第一条", "第二章", "第二章/第二条"]


def test_an_attachment_announced_in_the_midst_of_articles_is_none() -> None:
    text = """
青禾市入户办法
第一条 甲。
附：中心镇名录
东镇、西镇。
第二条 乙。
"""
    assert provisions_of(text) == ["第一条", "第一条/p1", "第一条/p2", "第二条"]


def test_attachments_announced_one_by_one_are_told_from_the_attachments() -> None:
    text = """
青禾市入户办法
第一条 甲。
附件1：分值表
附件2：申请表
附件1：分值表
|指标|分值|
|学历|5|
附件2：申请表
一、填写要求
"""
    assert provisions_of(text)[:4] == ["第一条", "附件目录", "附件目录·2", "附件1"]
    assert "empty_attachment" not in warned_of(text)


def test_notes_are_notes() -> None:
    text = "青禾市入户办法\n第一条 甲。\n注：以上含本数。\n第二条 乙。"
    assert part_of(text, "第一条/注").kind == "note"


def test_a_footnote_of_the_file_is_a_note() -> None:
    blocks = (
        *blocks_of("青禾市入户办法\n第一条 甲。"),
        Block("note", "甲类人员名单由市里公布。", Origin(paragraph=9)),
    )
    assert read_structure(blocks).parts[-1].kind == "note"


def test_a_paragraph_put_into_a_table_of_one_cell_is_text() -> None:
    cell = "第一条 甲类人员可以入户，由公安机关负责办理。"
    blocks = (
        *blocks_of("青禾市入户办法"),
        Block("row", cell, Origin(table=1, row=1), (cell,)),
        Block(
            "row",
            f"{cell}\t{cell}".replace("一", "二"),
            Origin(table=1, row=2),
            (cell.replace("一", "二"),) * 2,
        ),
    )
    structure = read_structure(blocks)
    assert [part.id for part in structure.parts][1:] == ["第一条", "第二条"]
    assert structure.left == ()


# One paragraph.


def test_a_document_in_one_paragraph_is_cut_by_its_labels() -> None:
    text = (
        "青禾市入户办法\n第一条 甲类人员可以入户。"
        "第二条 乙类人员依照第一条办理，第三条另有规定的除外。"
        "第三条 下列人员不得入户：（一）丙类；（二）丁类。第四条 本办法自发布之日起施行。"
    )
    assert provisions_of(text) == [
        "第一条",
        "第二条",
        "第三条",
        "第三条/(一)",
        "第三条/(二)",
        "第四条",
    ]
    assert "cut_up" in warned_of(text)


@pytest.mark.parametrize("between", ["", " ", "\u3000"])
def test_a_title_run_together_with_its_articles_is_cut_off(between: str) -> None:
    lines = ["青禾市入户办法", "第一条 为方便群众，制定本办法。", "第二条 甲。", "第三条 乙。"]
    structure = structure_of(between.join(lines))
    assert structure.acts[0].title == "青禾市入户办法"
    assert [part.id for part in structure.parts] == ["标题", "第一条", "第二条", "第三条"]


def test_an_article_lost_in_a_paragraph_does_not_lose_those_behind_it() -> None:
    text = "青禾市入户办法\n第一条 甲。第二条 乙，未完第三条 丙。第四条 丁。第五条 戊。"
    assert provisions_of(text) == ["第一条", "第二条", "第四条", "第五条"]
    assert "gap" in warned_of(text)


def test_items_in_one_paragraph_may_count_on_through_its_sections() -> None:
    filler = "各部门要统一思想，提高认识，加强配合，把各项措施落到实处。" * 10
    text = (
        f"青禾市户籍改革方案\n一、放宽条件（一）放宽租房。{filler}（二）放宽投靠。{filler}"
        f"二、改进服务（三）网上办理。{filler}（四）就近办理。{filler}"
    )
    assert provisions_of(text) == ["一", "一/(一)", "一/(二)", "二", "二/(三)", "二/(四)"]


def test_chapters_run_together_with_articles_are_cut_apart() -> None:
    text = "青禾市入户办法\n第一章 总则 第一条 甲。第二条 乙。第二章 附则 第三条 丙。"
    assert provisions_of(text) == [
        "第一章",
        "第一章/第一条",
        "第一章/第二条",
        "第二章",
        "第二章/第三条",
    ]


def test_lines_within_a_paragraph_are_paragraphs() -> None:
    text = "青禾市入户办法\n第一条 甲。\v第二条 乙。\v第三条 丙。"
    blocks = (Block("paragraph", text, Origin(paragraph=1)),)
    ids = [part.id for part in read_structure(blocks).parts]
    assert ids == ["标题", "第一条", "第二条", "第三条"]


def test_a_sentence_that_names_the_next_article_is_not_cut() -> None:
    text = "青禾市入户办法\n第一条 甲类人员可以入户。第二条规定的人员除外。\n第二条 乙。"
    assert provisions_of(text) == ["第一条", "第二条"]


def test_an_article_of_another_document_is_not_cut_off() -> None:
    text = "青禾市入户办法\n第一条 甲。\n第二条 《青禾市户籍条例》第三条修改为：略。\n第四条 丁。"
    assert provisions_of(text) == ["第一条", "第二条", "第四条"]


def test_a_short_list_within_a_sentence_stays_together() -> None:
    text = "青禾市入户办法\n第一条 凭以下材料办理：（一）身份证；（二）户口簿。\n第二条 乙。"
    assert provisions_of(text) == ["第一条", "第二条"]


def test_an_opinion_in_one_long_paragraph_is_cut_by_its_labels() -> None:
    filler = "各部门要统一思想，提高认识，加强配合，把各项便民措施落到实处，让群众少跑路。" * 8
    text = (
        f"青禾市人民政府关于户籍改革的意见\n现提出如下意见：一、总体要求（一）指导思想。{filler}"
        f"（二）基本原则。{filler}二、落户条件。{filler}三、组织实施。{filler}"
    )
    assert provisions_of(text) == ["一", "一/(一)", "一/(二)", "二", "三"]


# Defects are named, with their place.


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("第一条 甲。\n第三条 丙。", "gap"),
        ("第一条 甲。\n第二条 乙。\n第二条 丙。", "duplicate"),
        ("第一条 甲。\n第二条 乙。\n第三条 丙。\n第二条 丁。", "duplicate"),
        ("第五条 甲。\n第六条 乙。", "starts_late"),
        ("第一条 甲。\n第三条 乙。\n第二条 丙。", "jump_back"),
        ("第一条 下列人员可以入户：\n（一）甲；\n（三）乙。", "gap"),
        ("第一条 下列人员可以入户：\n（二）甲；\n（三）乙。", "starts_late"),
        ("第一条 分值见附表。", "lost_table"),
        ("第一条 分值按下表计算：", "lost_table"),
        ("第一条 材料详见附件。", "lost_table"),
        ("第一条 甲。\n附件：1.分值表\n2.申请表", "lost_table"),
        ("第一条 甲。\n附件1\n附件2\n一、填写要求", "empty_attachment"),
        ("第一条 见附件2。\n附件1\n|指标|分值|\n|学历|5|", "lost_table"),
        ("第一条 " + "甲类人员可以入户，" * 400 + "乙类除外。", "giant"),
        ("|修改前|修改后|\n|第一条 甲。|第一条 乙。|", "comparison"),
        ("|现行条文|修订后|\n|第一条 甲。|第一条 乙。|", "comparison"),
    ],
)
def test_a_defect_is_named(lines: str, kind: str) -> None:
    assert kind in warned_of(f"青禾市入户办法\n{lines}")


def test_a_warning_says_where() -> None:
    structure = structure_of("青禾市入户办法\n第一条 甲。\n第三条 丙。")
    (warned,) = structure.warnings
    assert warned.origin == Origin(paragraph=3)
    assert "第一条" in warned.text
    assert "第三条" in warned.text


def test_a_number_printed_twice_gives_two_parts() -> None:
    text = "青禾市入户办法\n第一条 甲。\n第二条 乙。\n第二条 丙。\n第三条 丁。"
    assert provisions_of(text) == ["第一条", "第二条", "第二条·2", "第三条"]


def test_articles_that_begin_anew_without_a_title_are_another_act() -> None:
    text = "青禾市入户办法\n第一条 甲。\n第二条 乙。\n第一条 丙。\n第二条 丁。"
    assert provisions_of(text)[-1] == "文件2/第二条"
    assert "untitled_act" in warned_of(text)


def test_news_is_no_document() -> None:
    text = """
青禾市放宽落户
本报讯 记者从市公安局获悉，青禾市将放宽落户条件。
据悉，租房满一年即可落户。
"""
    assert "news" in warned_of(text)
    assert "no_clauses" in warned_of(text)


def test_a_private_guide_is_no_document() -> None:
    text = """
青禾入户攻略
小编整理了入户办法，点击关注公众号，一对一代办。
一、条件
租房满一年。
"""
    assert "private_guide" in warned_of(text)


def test_an_excerpt_says_so() -> None:
    assert "excerpt" in warned_of("青禾市入户办法（节选）\n第一条 甲。\n第二条 乙。")


def test_a_file_without_anything_says_so() -> None:
    structure = read_structure(())
    assert [warned.kind for warned in structure.warnings] == ["no_title", "no_clauses"]
    assert structure.characters == 0


def test_what_stands_behind_the_signature_is_left_over_and_shown() -> None:
    text = """
青禾市人民政府关于入户的意见
一、甲。
二、乙。
青禾市人民政府
2020年1月2日
欢迎转载，请注明出处。
"""
    structure = structure_of(text)
    assert structure.characters - structure.covered == len("欢迎转载，请注明出处。")
    assert "unplaced" in [warned.kind for warned in structure.warnings]


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页>政务公开",
        "浏览次数：12",
        "【字号：大 中 小】".strip("【】"),
        "来源：青禾市公安局",
        "[打印] [关闭]",
        "— 3 —",
        "主办：青禾市人民政府 技术支持：信息中心",
        "青ICP备05000000号",
        "https://www.example.cn/a/1.html",
        "责任编辑：某某",
    ],
)
def test_what_a_web_page_adds_is_furniture(line: str) -> None:
    structure = structure_of(f"{line}\n青禾市入户办法\n第一条 甲。\n第二条 乙。")
    assert structure.parts[0].kind == "furniture"
    assert structure.acts[-1].title == "青禾市入户办法"


def test_what_a_reader_held_for_a_menu_is_taken_back() -> None:
    text = "~青政发〔2020〕6号\n~青禾市入户管理办法\n第一条 甲。\n第二条 乙。\n~青禾市人民政府公报"
    structure = structure_of(text)
    assert structure.acts[0].title == "青禾市入户管理办法"
    assert [part.id for part in structure.parts][:2] == ["文号", "标题"]
    assert structure.parts[-1].kind == "furniture"


def test_a_page_header_stays_a_page_header() -> None:
    blocks = (
        Block("furniture", "青禾市入户管理办法", Origin(page=1)),
        Block("heading", "青禾市入户管理办法", Origin(page=1)),
        Block("paragraph", "第一条 甲。", Origin(page=1)),
    )
    assert [part.kind for part in read_structure(blocks).parts] == [
        "furniture",
        "title",
        "provision",
    ]


def test_a_clause_joined_over_two_pages_ends_on_the_second() -> None:
    text = "第一条 甲类人员可以入户。"
    block = Block(
        "paragraph",
        text,
        Origin(page=1, paragraph=3),
        continued=((8, Origin(page=2, paragraph=1)),),
    )
    (part,) = read_structure((block,)).parts
    assert part.begins((block,)) == Origin(page=1, paragraph=3)
    assert part.ends((block,)) == Origin(page=2, paragraph=1)


def _mixed(seed: int) -> str:
    """A document of random lines: labels out of order, tables, titles, furniture."""
    choose = random.Random(seed)
    lines = [
        "青禾市入户办法",
        "第一条 甲。",
        "第二条规定的人员",
        "第三条 下列人员：",
        "（一）乙；",
        "（二）丙。",
        "一、总体要求",
        "1.丁",
        "①戊",
        "附件1",
        "附件：1.表",
        "|指标|分值|",
        "|学历|5|",
        "问：能吗？",
        "答：能。",
        "办理条件：",
        "所需材料：己。",
        "2020年1月1日",
        "青禾市人民政府",
        "浏览次数：3",
        "目录",
        "注：庚。",
        "第十二条之一 辛。",
        "各区人民政府：",
        "第一章 总则",
    ]
    return "\n".join(choose.choice(lines) for _ in range(choose.randint(1, 40)))


@pytest.mark.parametrize("seed", range(60))
def test_no_disorder_loses_a_character_or_doubles_an_id(seed: int) -> None:
    blocks = blocks_of(_mixed(seed))
    structure: Structure = read_structure(blocks)
    ids = [part.id for part in structure.parts]
    assert len(ids) == len(set(ids))
    left = sum(visible_count(blocks[s.block].text[s.start : s.end]) for s in structure.left)
    assert structure.covered + left == structure.characters
    assert read_structure(blocks) == structure


def test_a_long_document_is_read_within_seconds() -> None:
    lines = "\n".join(f"第{n}条 甲类人员可以入户：\n（一）乙；\n（二）丙。" for n in range(1, 1500))
    structure = structure_of(f"青禾市入户办法\n{lines}")
    assert structure.acts[0].provisions == 1499
