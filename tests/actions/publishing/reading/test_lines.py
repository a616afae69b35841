"""Printed lines joined to what was one paragraph before it was set."""

from __future__ import annotations

from actions.publishing.reading.lines import Line, block_of, joined, paragraphs


def page(*texts: str, number: int = 1, width: int = 20) -> list[Line]:
    """Lines of a page twenty characters wide, one unit a character; leading spaces indent."""
    lines = []
    for index, text in enumerate(texts):
        if text.strip():
            indent = len(text) - len(text.lstrip())
            x1 = min(len(text), width)
            lines.append(Line(text.strip(), indent, x1, index * 2, index * 2 + 1, 1, number))
    return lines


def joined_texts(*pages: list[Line]) -> list[str]:
    groups = paragraphs([line for one in pages for line in one])
    return [block_of(group, 1, 1).text for group in groups]


def test_lines_set_in_at_their_beginning_are_paragraphs() -> None:
    assert joined_texts(
        page(
            "  第一条为了规范户口登记工作根据法律结",
            "合本市实际制定本办法适用于全市范围内所有",
            "居民。",
            "  第二条本办法适用于本市行政区域内的户",
            "口登记。",
        )
    ) == [
        "第一条为了规范户口登记工作根据法律结合本市实际制定本办法适用于全市范围内所有居民。",
        "第二条本办法适用于本市行政区域内的户口登记。",
    ]


def test_a_short_line_ends_its_paragraph() -> None:
    assert (
        joined_texts(
            page(
                "一二三四五六七八九十一二三四五六七八九十",
                "各区人民政府：",
                "一二三四五六七八九十一二三四五六七八九十",
            )
        )[-1]
        == "一二三四五六七八九十一二三四五六七八九十"
    )


def test_a_labelled_line_begins_a_paragraph_without_being_set_in() -> None:
    assert joined_texts(
        page(
            "（一）在本市有合法稳定住所并且实际居住的人；",
            "（二）在本市有合法稳定工作并且连续缴费的人；",
            "（三）其他。",
        )
    ) == [
        "（一）在本市有合法稳定住所并且实际居住的人；",
        "（二）在本市有合法稳定工作并且连续缴费的人；",
        "（三）其他。",
    ]


def test_a_paragraph_goes_on_over_the_page_and_says_from_where() -> None:
    first = page(
        "  第一条甲乙丙丁戊己庚辛壬癸甲乙丙丁戊",
        "一二三四五六七八九十一二三四五六七八九十",
        number=1,
    )
    second = page("一二三四五六七八九十一二三四五六七八九十", "结束。", "  第二条甲。", number=2)
    groups = paragraphs([*first, *second])
    block = block_of(groups[0], 1, 1)
    assert block.text.endswith("结束。")
    assert [(offset, origin.page) for offset, origin in block.continued] == [(38, 2)]
    assert block.origin.page == 1


def test_a_first_line_that_stands_out_keeps_what_hangs_from_it() -> None:
    assert (
        joined_texts(
            page(
                "抄送：市委各部门，市人大办，市政协办，市中",
                "   级法院，市检察院。",
                "一二三四五六七八九十一二三四五六七八九十",
                "一二三四五六七八九十一二三四五六七八九十",
            )
        )[0]
        == "抄送：市委各部门，市人大办，市政协办，市中级法院，市检察院。"
    )


def test_a_title_over_two_lines_is_one() -> None:
    lines = [
        Line("关于印发落户办法", 4, 16, 0, 1.5, 1.5),
        Line("的通知", 8, 12, 2, 3.5, 1.5),
        *(Line("甲" * 20, 0, 20, 6 + 2 * n, 7 + 2 * n, 1) for n in range(4)),
    ]
    assert block_of(paragraphs(lines)[0], 1, 1).text == "关于印发落户办法的通知"
    assert block_of(paragraphs(lines)[0], 1, 1).kind == "heading"


def test_latin_words_keep_their_space_and_ideographs_get_none() -> None:
    assert joined("household", "registration") == "household registration"
    assert joined("户口", "登记") == "户口登记"
    assert joined("2016", "年") == "2016年"
