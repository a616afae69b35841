"""What a person must look at in the parts of a document, named with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actions.publishing.blocks import Block, Warned
from actions.publishing.folding import folded
from actions.publishing.limits import structure_limits
from actions.publishing.parts import Act, Part
from actions.publishing.signs import Pattern, signs
from actions.publishing.wording import listed, warn

_CLAUSES = ("provision", "row", "heading")


def check_parts(
    parts: Sequence[Part], acts: Sequence[Act], blocks: Sequence[Block]
) -> Iterator[Warned]:
    """Name what is missing, out of measure, or no document at all."""
    yield from _check_whole(parts, acts)
    for part in parts:
        if part.kind == "provision" and len(part.text) > structure_limits().giant:
            yield _warned("giant", part, blocks, id=part.id, count=len(part.text))
        elif part.kind == "furniture" and len(part.text) > structure_limits().giant:
            yield _warned("giant_furniture", part, blocks, count=len(part.text))
    yield from _check_tables(parts, blocks)
    yield from _check_kind(parts, blocks)


def _check_whole(parts: Sequence[Part], acts: Sequence[Act]) -> Iterator[Warned]:
    if not any(act.title for act in acts):
        yield warn("no_title")
    providing = [act for act in acts if act.provisions]
    if not providing and not any(part.kind == "row" for part in parts):
        yield warn("no_clauses")
    numbered = [act for act in acts if not act.carrier]
    if len(numbered) > 1:
        yield warn("many_acts", count=len(numbered))


def _check_tables(parts: Sequence[Part], blocks: Sequence[Block]) -> Iterator[Warned]:
    """Tables and attachments that the text counts on and that did not come."""
    has_rows = any(part.kind == "row" for part in parts)
    heads = [part for part in parts if _is_attachment(part)]
    filled = {
        "/".join(steps[:depth])
        for part in parts
        if part.kind in (*_CLAUSES, "note")
        for steps in [part.id.split("/")]
        for depth in range(1, len(steps))
    }
    for head in heads:
        if head.id not in filled:
            label = "".join((head.label or head.text).split())
            yield _warned("empty_attachment", head, blocks, label=label)
    numbers = {head.id.split("/")[-1].split("·")[0] for head in heads}
    seen: set[str] = set()
    for part in parts:
        if part.kind not in (*_CLAUSES, "closing", "preamble") or _is_attachment(part):
            continue
        mentions = [match.group() for match in signs().every("counts_on_table", folded(part.text))]
        if part.id.split("/")[-1].startswith("附件目录"):
            mentions = [] if _listed(part) in numbers else [part.text]
            if mentions and heads:
                yield _warned("lost_table", part, blocks, mention=part.text)
        for mention in mentions:
            number = re.search(r"附件(\d+)", mention)
            if number and heads and number.group() not in numbers and mention not in seen:
                seen.add(mention)
                yield _warned("lost_table", part, blocks, mention=mention)
            attached = bool(heads)
            if not has_rows and not attached and mention not in seen:
                seen.add(mention)
                yield _warned("lost_table", part, blocks, mention=mention)


def _check_kind(parts: Sequence[Part], blocks: Sequence[Block]) -> Iterator[Warned]:
    """News, private guides, excerpts, and amendments that only compare."""
    comparing = next((p for p in parts if p.kind in ("row", "heading") and _compares(p)), None)
    if comparing:
        yield _warned("comparison", comparing, blocks)
    whole = folded("".join(part.text for part in parts if part.kind != "furniture"))
    articles = any("条" in (part.label or "") for part in parts if part.kind == "provision")
    numbered = any(part.id.split("/")[-1].startswith("文号") for part in parts)
    if not articles and not numbered:
        news = _words(signs().news, whole)
        if len(news) >= structure_limits().news_words:
            yield warn("news", words=listed(news))
    guide = _words(signs().guide, whole)
    if len(guide) >= structure_limits().guide_words:
        yield warn("private_guide", words=listed(guide))
    for part in parts:
        if part.kind == "title" and signs().find("excerpt", folded(part.text)):
            yield _warned("excerpt", part, blocks)
            return


def _listed(part: Part) -> str:
    """The attachment that a line of their list announces."""
    match = re.match(r"附件:?(\d*)|(\d+)[.、]", folded(part.text))
    number = (match.group(1) or match.group(2) or "") if match else ""
    return f"附件{number}"


def _compares(part: Part) -> bool:
    cells = [folded(cell).split(":")[0] for cell in part.text.split("；")]
    before = any(signs().find("before_heads", cell) for cell in cells)
    return before and any(signs().find("after_heads", cell) for cell in cells)


def _is_attachment(part: Part) -> bool:
    step = part.id.split("/")[-1]
    return part.kind == "heading" and step[:2] in ("附件", "附表", "附录") and part.level == 1


def _words(expressions: Sequence[Pattern], text: str) -> list[str]:
    return [match.group() for expression in expressions if (match := expression.search(text))]


def _warned(kind: str, part: Part, blocks: Sequence[Block], **values: object) -> Warned:
    return warn(kind, part.begins(blocks), **values)
