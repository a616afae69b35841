"""What is read of a PDF, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.lib import pdfencrypt

from actions.publishing.blocks import Refusal
from actions.publishing.limits import limits
from actions.publishing.reading.pdf import read_pdf
from tests.actions.publishing.reading.making import Pdf, rows, texts

LEFT, RIGHT, SIZE = 84, 516, 12
WIDTH = (RIGHT - LEFT) // SIZE
SENTENCE = (
    "为了规范户口登记工作，保障公民合法权益，促进人口与经济社"
    "会协调发展，根据有关法律法规，结合本市实际，制定本办法。"
)


def set_text(pdf: Pdf, y: float, text: str) -> float:
    """Set a paragraph as an office does, two characters in; gives the next line's place."""
    line, rest = text[: WIDTH - 2], text[WIDTH - 2 :]
    pdf.text(LEFT + 2 * SIZE, y, line, SIZE)
    while rest:
        y += 20
        line, rest = rest[:WIDTH], rest[WIDTH:]
        pdf.text(LEFT, y, line, SIZE)
    return y + 20


def test_a_page_reads_as_its_paragraphs() -> None:
    pdf = Pdf()
    pdf.text(200, 80, "某市户口登记管理办法", 18)
    articles = [f"第{one}条　{SENTENCE * 2}" for one in "一二三"]
    y = 120.0
    for text in articles:
        y = set_text(pdf, y, text)
    assert texts(read_pdf(pdf.bytes()).blocks) == ["某市户口登记管理办法", *articles]


def test_a_paragraph_goes_on_over_the_page_without_its_header_and_number() -> None:
    pdf = Pdf()
    text = f"第一条　{SENTENCE * 12}"
    lines = [text[: WIDTH - 2]] + [
        text[at : at + WIDTH] for at in range(WIDTH - 2, len(text), WIDTH)
    ]
    for number, part in enumerate((lines[:10], lines[10:]), start=1):
        pdf.text(LEFT, 40, "某市人民政府公报", 9)
        for index, line in enumerate(part):
            indent = 2 * SIZE if number == 1 and index == 0 else 0
            pdf.text(LEFT + indent, 100 + 20 * index, line, SIZE)
        pdf.text(290, 810, f"— {number} —", 9)
        pdf.page()
    blocks = read_pdf(pdf.bytes()).blocks
    assert texts(blocks) == [text]
    assert blocks[0].continued[0][1].page == 2
    assert texts(blocks, "furniture") == ["某市人民政府公报", "— 1 —"] * 1 + [
        "某市人民政府公报",
        "— 2 —",
    ]


def draw_table(pdf: Pdf, top: float, table: list[list[str]], xs: Sequence[float]) -> None:
    ys = [top + 30 * index for index in range(len(table) + 1)]
    pdf.grid(xs, ys)
    for row, cells in enumerate(table):
        for column, text in enumerate(cells):
            pdf.text(xs[column] + 5, ys[row] + 19, text, 10)


def test_a_ruled_table_is_rows_between_its_paragraphs() -> None:
    pdf = Pdf()
    set_text(
        pdf,
        80,
        "积分指标如下，按最高的一项计算，不重复累计，具体的分值见下表所列的各项指标和分值标准。",
    )
    draw_table(
        pdf,
        150,
        [["序号", "指标", "分值"], ["1", "本科", "80"], ["2", "大专", "60"]],
        [84, 150, 300, 400],
    )
    set_text(pdf, 300, "本表自公布之日起施行。")
    blocks = read_pdf(pdf.bytes()).blocks
    assert [block.kind for block in blocks] == ["paragraph", "row", "row", "row", "paragraph"]
    assert blocks[3].cells == ("2", "大专", "60")
    assert blocks[3].head == ("序号", "指标", "分值")


def test_a_table_over_two_pages_is_one_without_its_repeated_head() -> None:
    pdf = Pdf()
    xs = [84, 150, 300, 400]
    head = ["序号", "指标", "分值"]
    draw_table(pdf, 600, [head, ["1", "本科", "80"]], xs)
    pdf.page()
    draw_table(pdf, 100, [head, ["2", "大专", "60"]], xs)
    blocks = read_pdf(pdf.bytes()).blocks
    assert rows(blocks) == [tuple(head), ("1", "本科", "80"), ("2", "大专", "60")]
    assert {block.origin.table for block in blocks} == {1}
    assert [block.origin.page for block in blocks] == [1, 1, 2]


def test_a_merged_cell_stands_in_every_row_that_it_reaches() -> None:
    pdf = Pdf()
    xs, ys = [84, 150, 300, 400], [100, 130, 160, 190]
    for y in (100, 130, 190):
        pdf.line(84, y, 400, y)
    pdf.line(150, 160, 400, 160)
    for x in xs:
        pdf.line(x, 100, x, 190)
    for column, text in enumerate(["类别", "指标", "分值"]):
        pdf.text(xs[column] + 5, ys[0] + 19, text, 10)
    pdf.text(89, 165, "学历", 10)
    for row, cells in enumerate((("本科", "80"), ("大专", "60")), start=1):
        for column, text in enumerate(cells, start=1):
            pdf.text(xs[column] + 5, ys[row] + 19, text, 10)
    assert rows(read_pdf(pdf.bytes()).blocks)[1:] == [
        ("学历", "本科", "80"),
        ("学历", "大专", "60"),
    ]


def test_a_print_of_a_web_page_leaves_out_its_address_and_counts_its_pages() -> None:
    pdf = Pdf()
    for number in (2, 3):
        pdf.text(30, 25, "2026/2/9 22:34", 8)
        pdf.text(30, 830, "https://www.example.gov.cn/zc.html", 8)
        pdf.text(540, 830, f"{number}/5", 8)
        set_text(pdf, 100, f"第{'一二三'[number - 1]}条　{SENTENCE}")
        pdf.page()
    content = read_pdf(pdf.bytes())
    assert all(text.startswith("第") for text in texts(content.blocks))
    assert [one.kind for one in content.warnings] == ["missing_pages"]


def test_text_that_the_print_cut_off_is_told_of() -> None:
    pdf = Pdf()
    path = pdf.canvas.beginPath()
    path.rect(0, 0, 300, 842)
    pdf.canvas.clipPath(path, stroke=0)
    set_text(pdf, 100, SENTENCE * 2)
    assert "cut_off" in [one.kind for one in read_pdf(pdf.bytes()).warnings]


def test_a_password_is_told_as_one() -> None:
    pdf = Pdf(encrypt=pdfencrypt.StandardEncryption("secret", ownerPassword="x"))
    pdf.text(84, 100, "甲")
    assert refused(pdf.bytes()) == "password"


def test_a_document_that_may_only_not_be_printed_is_read() -> None:
    pdf = Pdf(encrypt=pdfencrypt.StandardEncryption("", ownerPassword="x", canPrint=0))
    pdf.canvas.drawString(84, 700, "Regulations on residence permits.")
    assert texts(read_pdf(pdf.bytes()).blocks) == ["Regulations on residence permits."]


def test_what_only_begins_like_a_pdf_is_broken() -> None:
    assert refused(b"%PDF-1.4\nnothing") == "broken"


def test_ten_thousand_pages_are_refused_at_once() -> None:
    pdf = Pdf()
    for _ in range(limits().pdf_pages + 1):
        pdf.page()
    assert refused(pdf.bytes()) == "too_many_pages"


def test_a_font_that_says_other_characters_than_it_shows_is_refused() -> None:
    pdf = Pdf()
    moved = "".join(chr(ord(one) + 37) if "\u4e00" <= one < "\u9f00" else one for one in SENTENCE)
    for index in range(6):
        pdf.text(84, 100 + 20 * index, moved, 8)
    assert refused(pdf.bytes()) == "broken_font"


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as error:
        read_pdf(data)
    return error.value.kind
