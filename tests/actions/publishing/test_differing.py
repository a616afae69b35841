"""Two editions side by side: what came, what went, what was changed or moved."""

from __future__ import annotations

from actions.publishing.differing import as_text, compare
from tests.actions.publishing.made_up import reading_of, structure_of

OLD = """
青禾市入户办法
第一条 为规范入户工作，制定本办法。
第二条 租房满三年的人员可以申请入户。
第三条 夫妻投靠的，结婚满五年可以入户。
第四条 本办法由市公安局负责解释。
第五条 本办法自2015年1月1日起施行。
"""
NEW = """
青禾市入户办法
第一条 为规范入户工作，制定本办法。
第二条 租房满一年的人员可以申请入户。
第三条 大专以上学历的人员可以直接落户，不受年龄限制。
第四条 本办法自2021年1月1日起施行。
第五条 本办法由市公安局负责解释。
"""


def test_changed_added_gone_and_moved_clauses_are_told_apart() -> None:
    matches = compare(structure_of(OLD).parts, structure_of(NEW).parts)
    changed = {m.old.id: m.new.id for m in matches if m.changed and m.old and m.new}
    moved = {m.old.id: m.new.id for m in matches if m.moved and m.old and m.new}
    assert changed == {"第二条": "第二条", "第五条": "第四条"}
    assert moved == {"第四条": "第五条"}
    assert [m.old.id for m in matches if m.old and not m.new] == ["第三条"]
    assert [m.new.id for m in matches if m.new and not m.old] == ["第三条"]


def test_the_report_marks_the_characters_that_changed() -> None:
    report = as_text(reading_of(OLD, "旧.txt"), reading_of(NEW, "新.txt"))
    assert "【删：三】【增：一】" in report
    assert "第四条 → 第五条" in report
    assert "不变1条，修改2条，移动1条，新增1条，删去1条" in report


def test_two_copies_are_the_same_however_they_are_printed() -> None:
    reprinted = OLD.replace("第一条 ", "第1条　").replace("，", ",")
    report = as_text(reading_of(OLD), reading_of(reprinted))
    assert "完全一样" in report


def test_an_article_put_in_between_moves_the_others() -> None:
    old = "青禾市入户办法\n第一条 甲类人员由公安机关登记。\n第二条 乙类人员由民政部门登记。"
    new = (
        "青禾市入户办法\n第一条 甲类人员由公安机关登记。\n第二条 丙丁戊己庚辛壬癸子丑寅卯。\n"
        "第三条 乙类人员由民政部门登记。"
    )
    matches = compare(structure_of(old).parts, structure_of(new).parts)
    assert [(m.old.id, m.new.id) for m in matches if m.moved and m.old and m.new] == [
        ("第二条", "第三条")
    ]
    assert [m.new.id for m in matches if m.old is None and m.new] == ["第二条"]
