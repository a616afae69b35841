"""The page of a result: plain HTML without a script, of what a turn holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from bot.words import words_beside

JSON = Mapping[str, Any]
Element = ElementTree.Element

STYLE = "/kiosk/result.css"

# Told elsewhere on the page, or of no use on a phone where nothing can be answered.
_LEFT_OUT = {"clause", "notice", "question", "offer"}


def result_of(turn: JSON, code: str) -> dict[str, Any]:
    """What of a turn a phone is shown: nothing that the person wrote.

    Args:
        turn: the turn.
        code: the short code that takes the case up, empty where there is none.
    """
    verdict = turn.get("eligibility") or {}
    return {
        "place": turn["region"]["name"] if turn["region"] else "",
        "lines": [part["text"] for part in turn["parts"] if part["kind"] not in _LEFT_OUT],
        "notices": [notice["text"] for notice in turn["notices"]],
        "told": [
            {"label": one["label"], "value": one["value"]} for one in turn.get("facts_told", [])
        ],
        "materials": verdict.get("materials", []),
        "clauses": [one for one in turn["citations"] if one["role"] != "related"],
        "code": code,
    }


def result_page(result: JSON, until: datetime) -> str:
    """The page of a result.

    Args:
        result: as ``result_of`` made it.
        until: when it is over, in the time of the place.
    """
    say = words_beside(__file__)
    shown = until.strftime(say["moment"])
    main = _main(say["title"])
    if result["place"]:
        _add(main, "p", say["about"].format(place=result["place"]), "place")
    if result["notices"]:
        box = _section(main, say["notices"], "notices")
        _paragraphs(box, result["notices"])
    _paragraphs(main, result["lines"])
    told = [say["fact"].format(**fact) for fact in result["told"]]
    for heading, items in ((say["told"], told), (say["materials"], result["materials"])):
        if items:
            _list(_section(main, heading), items)
    if result["clauses"]:
        box = _section(main, say["basis"])
        for clause in result["clauses"]:
            _add(box, "p", _source(clause), "source")
            _add(box, "blockquote", clause["quote"])
    if result["code"]:
        _add(main, "p", say["code"].format(code=result["code"]), "code")
    _paragraphs(main, (say["disclaimer"], say["until"].format(until=shown)))
    return _document(main, say["title"])


def page_of_nothing() -> str:
    """The page where there is no result, or none any more."""
    say = words_beside(__file__)
    main = _main(say["title"])
    _add(main, "p", say["over"])
    return _document(main, say["title"])


def _source(clause: JSON) -> str:
    say = words_beside(__file__)
    number = say["number"].format(**clause) if clause["doc_number"] else ""
    heading = clause["heading"].replace(" > ", " › ")
    return str(say["clause"].format(title=clause["title"], number=number, heading=heading))


def _main(title: str) -> Element:
    main = Element("main")
    _add(main, "h1", title)
    return main


def _document(main: Element, title: str) -> str:
    page = Element("html", {"lang": "zh-CN"})
    head = ElementTree.SubElement(page, "head")
    ElementTree.SubElement(head, "meta", {"charset": "utf-8"})
    width = "width=device-width, initial-scale=1"
    ElementTree.SubElement(head, "meta", {"name": "viewport", "content": width})
    ElementTree.SubElement(head, "meta", {"name": "robots", "content": "noindex"})
    ElementTree.SubElement(head, "link", {"rel": "stylesheet", "href": STYLE})
    _add(head, "title", title)
    ElementTree.SubElement(page, "body").append(main)
    return "<!doctype html>" + ElementTree.tostring(page, encoding="unicode", method="html")


def _section(above: Element, heading: str, kind: str = "") -> Element:
    section = ElementTree.SubElement(above, "section", {"class": kind} if kind else {})
    _add(section, "h2", heading)
    return section


def _list(above: Element, items: Iterable[str]) -> None:
    listed = ElementTree.SubElement(above, "ul")
    for item in items:
        _add(listed, "li", item)


def _paragraphs(above: Element, texts: Iterable[str]) -> None:
    for text in texts:
        for line in text.split("\n"):
            if line.strip():
                _add(above, "p", line)


def _add(above: Element, tag: str, text: str, kind: str = "") -> None:
    ElementTree.SubElement(above, tag, {"class": kind} if kind else {}).text = text
