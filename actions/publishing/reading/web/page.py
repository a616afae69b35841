"""A web page as blocks: what is the document, and what are menus around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from lxml import etree

from actions.publishing.blocks import Block, Warned
from actions.publishing.limits import limits
from actions.publishing.reading.characters import sample
from actions.publishing.reading.content import Content
from actions.publishing.reading.decoding import Decoded, decode
from actions.publishing.reading.signs import signs
from actions.publishing.reading.telling import declared_encoding
from actions.publishing.reading.web.flow import Flow, Item
from actions.publishing.reading.web.tree import parse, title_of
from actions.publishing.wording import warn

Place = Literal["before", "inside", "after"]

_REGIONS = frozenset(("div", "td", "th", "article", "section", "main", "body", "html"))


def read_html(data: bytes) -> Content:
    """Read a web page: HTML, also what a JSP page made or would make.

    Raises:
        Refusal: ``encoding``, ``nested`` or ``table_too_large``.
    """
    decoded = decode(data, declared_encoding(data))
    content = read_page(decoded.text)
    return replace(content, warnings=(*content.warnings, *of_decoding(decoded)))


def read_page(text: str) -> Content:
    """Read a web page that is decoded already."""
    root = parse(text)
    if root is None:
        return Content(())
    body = next(root.iter("body"), root)
    flow = Flow()
    items = flow.read(body)
    main = _main(items)
    title = "".join(title_of(root).split())
    places = _places(items, main)
    blocks = tuple(_judged(item, place, title) for item, place in zip(items, places, strict=True))
    if blocks and blocks[-1].kind != "row" and signs().page_number.match(blocks[-1].text):
        blocks = (*blocks[:-1], replace(blocks[-1], kind="furniture"))
    return Content(blocks, tuple(_warnings(flow, main)))


def of_decoding(decoded: Decoded) -> list[Warned]:
    """What a person must know of how a text was stored."""
    warnings = []
    if decoded.unreadable:
        warnings.append(warn("unreadable", count=decoded.unreadable))
    return warnings


def _prose(item: Item) -> int:
    """How many characters of an item are the document's by their form; 0 for menus."""
    text = item.block.text
    if _is_menu(item) or signs().is_furniture(text):
        return 0
    if item.block.kind == "row":
        return len(text)
    long = len(text) >= limits().prose_characters
    return len(text) if long and signs().prose.search(text) else 0


def _main(items: Sequence[Item]) -> etree._Element | None:
    """The smallest element that holds most of the prose."""
    weights: dict[etree._Element, int] = {}
    total = 0
    for item in items:
        weight = _prose(item)
        total += weight
        if weight:
            for around in (item.element, *item.element.iterancestors()):
                weights[around] = weights.get(around, 0) + weight
    enough = [one for one, weight in weights.items() if weight >= limits().body_share * total]
    deepest = max(enough, key=lambda one: sum(1 for _ in one.iterancestors()), default=None)
    while deepest is not None and deepest.tag not in _REGIONS and deepest.getparent() is not None:
        deepest = deepest.getparent()
    return deepest


def _judged(item: Item, place: Place, title: str) -> Block:
    """An item's block, as furniture where it is none of the document."""
    block = item.block
    dense = "".join(block.text.split())
    if block.kind != "row" and signs().is_furniture(block.text):
        return replace(block, kind="furniture")
    if _is_menu(item):
        attached = place == "inside" and signs().label.match(block.text)
        return block if attached else replace(block, kind="furniture", cells=(), head=())
    # Titles and numbers stand above the text that they belong to, portals' legends below it.
    unlinked = place == "before" and item.linked == 0
    named = block.kind == "heading" or (len(dense) >= limits().title_characters and dense in title)
    if place == "inside" or unlinked or named or _prose(item):
        return block
    return replace(block, kind="furniture")


def _places(items: Sequence[Item], main: etree._Element | None) -> list[Place]:
    """Where each item stands: before what holds the document, inside of it, or after."""
    places: list[Place] = []
    for item in items:
        if main is None or item.element is main or main in item.element.iterancestors():
            places.append("inside")
        else:
            places.append("after" if "inside" in places else "before")
    return places


def _is_menu(item: Item) -> bool:
    return item.linked >= limits().link_share * len(item.block.text)


def _warnings(flow: Flow, main: etree._Element | None) -> list[Warned]:
    warnings = []
    hidden = [text for text in flow.hidden if len(text.strip()) >= limits().prose_characters]
    if hidden:
        warnings.append(warn("hidden_on_page", sample=sample(hidden)))
    if "".join(flow.struck).strip():
        warnings.append(warn("struck_out", sample=sample(flow.struck)))
    pictures = sum(_is_large(one) for one in main.iter("img")) if main is not None else 0
    if pictures:
        warnings.append(warn("pictures", count=pictures))
    return warnings


def _is_large(image: etree._Element) -> bool:
    least = limits().picture_centimetres * limits().pixels_a_centimetre
    sizes = [image.get(name, "").removesuffix("px") for name in ("width", "height")]
    return all(not size.isdecimal() or int(size) >= least for size in sizes)
