"""Characters on pictures: what a recogniser finds, put into lines."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from actions.publishing.blocks import Refusal
from actions.publishing.limits import limits
from actions.publishing.reading import recognising
from actions.publishing.reading.pdf import read_pdf
from actions.publishing.reading.picture import read_picture
from actions.publishing.reading.recognising import recognise
from tests.actions.publishing.reading.making import Pdf, texts

Found = list[tuple[list[list[float]], str, float]]


def box(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Found]]:
    """What the recogniser finds at each call, in the order of calls."""
    answers: list[Found] = []

    def engine(picture: Any) -> tuple[Found, None]:  # noqa: ANN401
        return answers.pop(0), None

    monkeypatch.setattr(recognising, "_engine", lambda: engine)
    yield answers


def png(width: int = 400, height: int = 300, colour: str = "white") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, "PNG")
    return stream.getvalue()


def test_a_photograph_is_read_in_lines_and_asks_to_be_proof_read(found: list[Found]) -> None:
    found.append(
        [
            (box(0, 40, 200, 60), "登记，制定本办法。", 0.99),
            (box(40, 0, 180, 20), "第一条 为了规范", 0.99),
            (box(190, 2, 380, 22), "本市户口", 0.7),
            (box(300, 200, 320, 220), "草", 0.2),
        ]
    )
    content = read_picture(png())
    assert texts(content.blocks) == ["第一条 为了规范 本市户口登记，制定本办法。"]
    assert not content.proof_read
    assert [one.kind for one in content.warnings] == ["recognised", "unsure"]


def test_a_name_under_a_red_seal_is_read_without_the_seal(found: list[Found]) -> None:
    picture = np.full((100, 100, 3), 255, np.uint8)
    picture[20:40, 20:40] = (0, 0, 220)
    head, seal = (box(0, 0, 90, 10), "某市人民政府文件", 0.99), (box(30, 30, 50, 40), "府", 0.9)
    found += [[head, seal], [(box(20, 30, 60, 40), "某市人民政府", 0.95)]]
    assert [piece.text for piece in recognise(picture)] == ["某市人民政府", "某市人民政府文件"]


def test_marks_that_recognition_takes_for_others_are_put_right(found: list[Found]) -> None:
    found.append([(box(0, 0, 300, 20), "深府［2016]60号,见附件:(一)", 0.99)])
    assert texts(read_picture(png()).blocks) == ["深府〔2016〕60号，见附件：（一）"]


def test_pages_without_text_are_recognised_and_named(found: list[Found]) -> None:
    pdf = Pdf()
    pdf.text(84, 100, "第一条 本办法适用于全市范围内的户口登记。")
    pdf.page()
    pdf.canvas.drawInlineImage(Image.new("RGB", (200, 200), "grey"), 50, 50, 500, 700)
    pdf.page()
    found.append([(box(100, 100, 900, 140), "第二条 本办法自公布之日起施行。", 0.99)])
    content = read_pdf(pdf.bytes())
    assert texts(content.blocks)[-1] == "第二条 本办法自公布之日起施行。"
    assert not content.proof_read
    assert "第2页" in content.warnings[0].text


def test_more_scanned_pages_than_are_taken_are_refused() -> None:
    pdf = Pdf()
    for _ in range(limits().recognised_pages + 1):
        pdf.canvas.rect(10, 10, 20, 20)
        pdf.page()
    with pytest.raises(Refusal) as refused:
        read_pdf(pdf.bytes())
    assert refused.value.kind == "too_many_scanned_pages"


def test_a_picture_of_too_many_pixels_is_refused_by_its_head() -> None:
    stream = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(stream, "PNG")
    with pytest.raises(Refusal) as refused:
        read_picture(stream.getvalue())
    assert refused.value.kind == "picture_too_large"


def test_a_picture_that_was_cut_off_is_broken() -> None:
    with pytest.raises(Refusal) as refused:
        read_picture(png()[:60])
    assert refused.value.kind == "broken"


def test_where_nothing_recognises_the_office_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    recognising._engine.cache_clear()
    with pytest.raises(Refusal) as refused:
        read_picture(png())
    assert refused.value.kind == "needs_recognition"
    assert "Word" in refused.value.text


def test_the_recogniser_reads_print() -> None:
    image = Image.new("RGB", (700, 120), "white")
    ImageDraw.Draw(image).text((20, 30), "GB 18030-2022", "black", ImageFont.load_default(size=60))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    assert "18030" in texts(read_picture(stream.getvalue()).blocks)[0]
