"""What is read of a Word document, and what only warned of."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.reading.docx import read_docx
from tests.actions.publishing.reading.making import Word, rezipped, rows, run, texts, w


def kinds(data: bytes) -> list[str]:
    return [one.kind for one in read_docx(data).warnings]


def word_with(text: str) -> bytes:
    word = Word()
    word.paragraph(text)
    return word.bytes()


def test_a_document_in_one_paragraph_is_parted_at_its_line_breaks() -> None:
    word = Word()
    word.raw(w(f"<w:p>{run('第一条 甲。')}<w:r><w:br/></w:r>{run('第二条 乙。')}</w:p>"))
    blocks = read_docx(word.bytes()).blocks
    assert texts(blocks) == ["第一条 甲。", "第二条 乙。"]
    assert {block.origin.paragraph for block in blocks} == {1}


def test_a_centred_title_over_two_lines_is_one_title() -> None:
    word = Word()
    word.raw(
        w(
            f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run("关于印发落户")}'
            f"<w:r><w:br/></w:r>{run('办法的通知')}</w:p>"
        )
    )
    assert texts(read_docx(word.bytes()).blocks) == ["关于印发落户办法的通知"]


def test_a_heading_style_makes_a_heading() -> None:
    word = Word()
    word.document.add_heading("总则", 1)
    assert read_docx(word.bytes()).blocks[0].kind == "heading"


def test_bold_text_is_known_as_bold() -> None:
    word = Word()
    word.raw(w(f"<w:p>{run('全粗', '<w:b/>')}</w:p>"))
    word.raw(w(f"<w:p>{run('半粗', '<w:b/>')}{run('半细')}</w:p>"))
    assert [block.bold for block in read_docx(word.bytes()).blocks] == [True, False]


def test_deleted_text_is_gone_and_inserted_text_stands() -> None:
    word = Word()
    word.raw(
        w(
            f'<w:p>{run("落户")}<w:del w:id="1" w:author="a"><w:r><w:delText>三</w:delText></w:r>'
            f'</w:del><w:ins w:id="2" w:author="a">{run("两")}</w:ins>{run("年")}</w:p>'
        )
    )
    content = read_docx(word.bytes())
    assert texts(content.blocks) == ["落户两年"]
    assert "插入1处、删除1处" in content.warnings[0].text


def test_moved_text_is_read_where_it_was_moved_to() -> None:
    word = Word()
    word.raw(w(f'<w:p><w:moveFrom w:id="1" w:author="a">{run("甲")}</w:moveFrom>{run("乙")}</w:p>'))
    word.raw(w(f'<w:p><w:moveTo w:id="2" w:author="a">{run("甲")}</w:moveTo></w:p>'))
    assert texts(read_docx(word.bytes()).blocks) == ["乙", "甲"]


def test_two_paragraphs_whose_parting_was_deleted_are_one() -> None:
    word = Word()
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    word.raw(w(f"<w:p>{mark}{run('前半')}</w:p>"))
    word.raw(w(f"<w:p>{run('后半')}</w:p>"))
    assert texts(read_docx(word.bytes()).blocks) == ["前半后半"]


def test_a_deleted_row_is_no_row() -> None:
    word = Word()
    table = word.document.add_table(rows=2, cols=2)
    for index, text in enumerate("甲乙丙丁"):
        table.cell(index // 2, index % 2).text = text
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(properties.tag.replace("trPr", "del"), {}))
    assert rows(read_docx(word.bytes()).blocks) == [("甲", "乙")]


def test_hidden_text_is_left_out_and_told_of() -> None:
    word = Word()
    word.raw(w(f"<w:p>{run('看得见')}{run('看不见的话', '<w:vanish/>')}</w:p>"))
    content = read_docx(word.bytes())
    assert texts(content.blocks) == ["看得见"]
    assert "看不见的话" in content.warnings[0].text


def test_text_in_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{run('框里的话')}</w:p></w:txbxContent>"
    namespaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    word = Word()
    word.raw(
        w(
            f"<w:p>{run('正文')}<w:r><mc:AlternateContent {namespaces}>"
            f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
            "</mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )
    )
    assert texts(read_docx(word.bytes()).blocks) == ["正文", "框里的话"]


def test_content_controls_and_links_are_text_like_any_other() -> None:
    word = Word()
    word.raw(
        w(
            f"<w:sdt><w:sdtContent><w:p>{run('控件')}<w:hyperlink>{run('链接')}</w:hyperlink>"
            f"<w:sdt><w:sdtContent>{run('内嵌')}</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>"
        )
    )
    assert texts(read_docx(word.bytes()).blocks) == ["控件链接内嵌"]


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    word = Word()
    word.raw(
        w(
            f'<w:p>{run("共")}<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText> NUMPAGES </w:instrText></w:r>"
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3")}'
            f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{run("页")}</w:p>'
        )
    )
    assert texts(read_docx(word.bytes()).blocks) == ["共3页"]


def test_a_footnote_follows_the_paragraph_that_it_belongs_to() -> None:
    word = Word()
    word.raw(w(f'<w:p>{run("居住证")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'))
    word.paragraph("下一段")
    data = word.bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        rels = archive.read("word/_rels/document.xml.rels").decode()
    rels = rels.replace(
        "</Relationships>",
        '<Relationship Id="rN" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/footnotes"/></Relationships>',
    )
    notes = w(
        '<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("含暂住证")}</w:p></w:footnote></w:footnotes>'
    )
    data = rezipped(data, {"word/_rels/document.xml.rels": rels, "word/footnotes.xml": notes})
    blocks = read_docx(data).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "居住证"),
        ("note", "含暂住证"),
        ("paragraph", "下一段"),
    ]


def test_a_table_within_a_table_follows_the_row_that_it_stands_in() -> None:
    word = Word()
    outer = word.document.add_table(rows=2, cols=2)
    for index, text in enumerate(["甲", "乙", "丙", "丁"]):
        outer.cell(index // 2, index % 2).text = text
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "子", "丑"
    assert rows(read_docx(word.bytes()).blocks) == [("甲", "乙"), ("子", "丑"), ("丙", "丁")]


def test_a_frame_of_one_column_is_no_table() -> None:
    word = Word()
    table = word.document.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "第一条 甲。"
    assert texts(read_docx(word.bytes()).blocks, "paragraph") == ["第一条 甲。"]


def test_two_rows_of_heads_are_joined_over_their_columns() -> None:
    word = Word()
    table = word.document.add_table(rows=3, cols=3)
    cells = ["序号", "积分", "", "", "本科", "大专", "1", "30", "20"]
    for index, text in enumerate(cells):
        table.cell(index // 3, index % 3).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    blocks = read_docx(word.bytes()).blocks
    assert blocks[-1].head == ("序号", "积分/本科", "积分/大专")
    assert rows(blocks)[0] == ("序号", "积分", "积分")


def test_letters_written_downwards_in_a_cell_are_a_word() -> None:
    word = Word()
    table = word.document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "基\n本\n分"
    table.cell(0, 1).text = "甲\n乙方"
    assert rows(read_docx(word.bytes()).blocks) == [("基本分", "甲\n乙方")]


def test_macros_are_told_of_and_never_run() -> None:
    data = rezipped(word_with("甲"), {"word/vbaProject.bin": b"macro"})
    assert kinds(data) == ["macros"]


def test_comments_and_embedded_files_are_told_of() -> None:
    data = rezipped(word_with("甲"), {"word/embeddings/book.xlsx": b"PK"})
    assert kinds(data) == ["embedded"]


def test_struck_text_is_read_and_told_of() -> None:
    word = Word()
    word.raw(w(f"<w:p>{run('作废的话', '<w:strike/>')}</w:p>"))
    content = read_docx(word.bytes())
    assert texts(content.blocks) == ["作废的话"]
    assert [one.kind for one in content.warnings] == ["struck_out"]


def test_a_document_with_declared_entities_is_refused() -> None:
    declared = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    xml = f'{declared}<w:document xmlns:w="w">&x;</w:document>'
    with pytest.raises(Refusal) as refused:
        read_docx(rezipped(word_with("甲"), {"word/document.xml": xml}))
    assert refused.value.kind == "hostile"


def test_tables_stacked_without_end_are_refused() -> None:
    depth = 70
    inner = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    word = Word()
    data = word.bytes()
    xml = w(f"<w:document><w:body>{inner}</w:body></w:document>")
    with pytest.raises(Refusal) as refused:
        read_docx(rezipped(data, {"word/document.xml": xml}))
    assert refused.value.kind in ("nested", "hostile")


def test_a_cell_that_spans_a_million_columns_is_refused() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p/></w:tc>'
    word = Word()
    word.raw(w(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"))
    with pytest.raises(Refusal) as refused:
        read_docx(word.bytes())
    assert refused.value.kind == "table_too_large"


def test_a_damaged_document_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read_docx(rezipped(word_with("甲"), {"word/document.xml": "<w:document"}))
    assert refused.value.kind == "broken"
