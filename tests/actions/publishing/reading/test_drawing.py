"""A page is seen as it was received, with the place of a clause on it."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4

from actions.publishing.blocks import Refusal
from actions.publishing.reading.drawing import draw_page
from tests.actions.publishing.reading.making import Pdf

LINES = ("一、租房的人员可以在租住地落户。", "二、夫妻可以投靠落户。")


def pdf(*pages: tuple[str, ...]) -> bytes:
    """A PDF with lines of text below each other, from the middle of the page."""
    made = Pdf()
    for lines in pages:
        for number, line in enumerate(lines):
            made.text(72, A4[1] / 2 + 40 * number, line, 16)
        made.page()
    return made.bytes()


def picture_of(drawn: dict[str, object]) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(str(drawn["picture"]))))


def test_a_clause_has_its_place_on_the_page() -> None:
    drawn = draw_page(pdf(LINES), 1, [LINES[1]])
    assert picture_of(drawn).height > picture_of(drawn).width
    ((left, top, right, bottom),) = drawn["boxes"]
    assert 72 / A4[0] - 0.01 < left < right < 0.6
    assert 0.5 < top < bottom < 0.56


def test_of_a_clause_on_two_pages_each_shows_its_part() -> None:
    both = pdf((LINES[0],), (LINES[1],))
    clause = ["".join(LINES)]
    for page in (1, 2):
        ((_, top, _, bottom),) = draw_page(both, page, clause)["boxes"]
        assert 0.45 < top < bottom < 0.51


def test_words_that_are_not_on_the_page_have_no_place() -> None:
    assert draw_page(pdf(LINES), 1, ["积分落户另行规定"])["boxes"] == []


def test_a_scan_is_shown_as_it_is() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (300, 400), "red").save(stream, "PNG")
    drawn = draw_page(stream.getvalue(), 1, ["租房"])
    assert picture_of(drawn).size == (300, 400)
    assert drawn["boxes"] == []


@pytest.mark.parametrize(("data", "page"), [(b"%PDF-1.4 nothing", 1), (b"no picture", 1)])
def test_what_cannot_be_drawn_is_refused(data: bytes, page: int) -> None:
    with pytest.raises(Refusal):
        draw_page(data, page, [])


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal):
        draw_page(pdf(LINES), 2, [])
