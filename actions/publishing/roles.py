"""What each piece is before the labels are followed: title, signature, contents, attachment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from actions.publishing.folding import folded, without_unread
from actions.publishing.limits import structure_limits
from actions.publishing.numbering import follows, rank_of
from actions.publishing.numerals import DATE
from actions.publishing.pieces import Piece
from actions.publishing.signs import signs

Role = Literal[
    "text",
    "row",
    "note",
    "furniture",
    "contents",
    "caption",
    "imprint",
    "title",
    "issuer",
    "number",
    "addressee",
    "adopted",
    "signature",
    "attachment",
    "attachment_list",
]

_BRACKETED = re.compile(r"《[^》]*》?|\([^)]*\)?|“[^”]*”?")
_PUNCTUATION = re.compile(r"[。;,:?!<>|=]")
_DATED = re.compile(rf"\(?{DATE}\)?(?:印发|发布|公布)?")
_SIGNED = re.compile(rf"(?P<office>[一-鿿、]+?)\(?{DATE}\)?")
_CONTENTS_TAIL = re.compile(r"[.…·—]{2,}\d*$|(?<=[^\d])\d{1,3}$")
_ORDER = "令"
_ARTICLE = "条"


class Roles:
    """The role of each piece of a file, decided step by step."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._articles = [
            (number, piece.label.number)
            for number, piece in enumerate(pieces)
            if piece.label and piece.label.style == _ARTICLE and not piece.label.doubtful
        ]
        self.roles: list[Role] = [self._own_role(piece) for piece in pieces]
        self._restore()
        self.first_label = next(
            (n for n, p in enumerate(pieces) if p.label and self.roles[n] == "text"), len(pieces)
        )
        self._mark_contents()
        self.first_label = next(
            (n for n, p in enumerate(pieces) if p.label and self.roles[n] == "text"), len(pieces)
        )
        self._mark_numbers()
        self._mark_attachments()
        self._mark_titles()
        if "title" not in self.roles:
            self._mark_marked_title()
        self._mark_signatures()
        self._mark_front()

    def is_plain(self, number: int) -> bool:
        """Whether a piece is text without a label."""
        return self.roles[number] == "text" and self._pieces[number].label is None

    def _own_role(self, piece: Piece) -> Role:
        if piece.kind == "furniture":
            return "furniture"
        if piece.kind == "row":
            return "caption" if _is_captions(piece) else "row"
        if piece.kind == "note":
            return "note"
        if piece.label is None:
            if any(caption.match(piece.line) for caption in signs().captions.values()):
                short = len(piece.line) <= structure_limits().title
                return "caption" if short else "text"
            if signs().is_any("imprint", piece.line):
                return "imprint"
        if piece.label is None or piece.line.startswith("-"):
            return "furniture" if signs().is_any("furniture", piece.line) else "text"
        return "text"

    def _restore(self) -> None:
        """Take back what a reader of web pages held for a menu and what belongs to the document."""
        first = self.roles.index("text") if "text" in self.roles else len(self._pieces)
        following: int | None = None
        for number in range(len(self._pieces) - 1, -1, -1):
            piece = self._pieces[number]
            if piece.kind == "furniture" and following is not None and not piece.paged:
                near = following - number <= structure_limits().signature_lines
                if near and self._is_of_document(piece, following, first < number):
                    self.roles[number] = "text"
            if self.roles[number] != "furniture":
                following = number

    def _is_of_document(self, piece: Piece, following: int, within: bool) -> bool:
        """Whether a line held for a menu is a title, number or signature, or heads a list."""
        line = piece.line
        if signs().is_any("furniture", line) or signs().is_any("imprint", line):
            return False
        label = self._pieces[following].label
        heads = label is not None and label.number == (1, 0) and line.endswith(":")
        titled = len(line) >= structure_limits().title_rest and signs().title.search(line)
        return _is_named(line) or bool(titled and not _is_sentence(line)) or (heads and within)

    def _mark_contents(self) -> None:
        """A table of contents: after 目录, lines that come again, or that end in a page number."""
        lines = [_CONTENTS_TAIL.sub("", piece.line) for piece in self._pieces]
        for number in range(len(self._pieces) - 1):
            if self.roles[number] != "text" or not signs().find("contents", lines[number]):
                continue
            end = self._contents_end(number, lines)
            for entry in range(number, end):
                if self.roles[entry] == "text":
                    self.roles[entry] = "contents"
            return

    def _contents_end(self, number: int, lines: Sequence[str]) -> int:
        """Where the first entry after 目录 comes again, if all between are short lines."""
        entries = [n for n in range(number + 1, len(lines)) if self.roles[n] == "text"]
        for entry in entries[1:]:
            if lines[entry].startswith(lines[entries[0]]):
                return entry
            if len(lines[entry]) > structure_limits().title or lines[entry].endswith("。"):
                break
        return number + 1

    def _mark_numbers(self) -> None:
        for number in range(len(self._pieces)):
            line = self._pieces[number].line
            if self.is_plain(number) and _is_document_number(line):
                self.roles[number] = "number"
                ordered = number and self._pieces[number - 1].line.endswith(_ORDER)
                if ordered and self.is_plain(number - 1) and line.startswith("第"):
                    self.roles[number - 1] = "number"

    def _mark_attachments(self) -> None:
        heads = {n for n in range(len(self._pieces)) if self._is_head(n)}
        last = max(heads, default=-1)
        final = self._attachment_numbers()
        for number, piece in enumerate(self._pieces):
            if not self.is_plain(number):
                in_list = number and self.roles[number - 1] == "attachment_list"
                entry = signs().find("attachment_entry", piece.line)
                if in_list and entry and self.roles[number] == "text":
                    self.roles[number] = "attachment_list"
                continue
            if number in heads:
                self.roles[number] = "attachment"
            elif (
                signs().find("attachment_list", piece.line)
                and len(piece.line) <= structure_limits().announcement
            ):
                announced = last > number
                if announced or not self._holds_content(number):
                    self.roles[number] = "attachment_list"
                elif not self._articles_go_on(number):
                    self.roles[number] = "attachment"
            elif match := signs().find("attachment_titled", piece.line):
                if number < final.get(match["number"], -1):
                    self.roles[number] = "attachment_list"
                elif not self._articles_go_on(number) and self._holds_content(number):
                    self.roles[number] = "attachment"

    def _attachment_numbers(self) -> dict[str, int]:
        """The last piece that begins with each attachment's number: earlier ones announce it."""
        places: dict[str, int] = {}
        for number, piece in enumerate(self._pieces):
            if self.is_plain(number):
                match = signs().find("attachment", piece.line) or signs().find(
                    "attachment_titled", piece.line
                )
                if match:
                    places[match["number"]] = number
        return places

    def _is_head(self, number: int) -> bool:
        line = self._pieces[number].line
        if not self.is_plain(number) or not signs().find("attachment", line):
            return False
        return not self._articles_go_on(number)

    def _holds_content(self, number: int) -> bool:
        """Whether text or a table follows that is no signature."""
        for following in range(number + 1, len(self._pieces)):
            line = self._pieces[following].line
            if self.roles[following] in ("furniture", "caption", "imprint"):
                continue
            return not (_is_signed(line) or signs().find("attachment_entry", line))
        return False

    def _articles_go_on(self, number: int) -> bool:
        """Whether the articles before a piece are continued behind it."""
        place = bisect_left(self._articles, (number,))
        if not 0 < place < len(self._articles):
            return False
        return follows(self._articles[place - 1][1], self._articles[place][1])

    def _mark_titles(self) -> None:
        for number in range(len(self._pieces)):
            if self._is_title_line(number) and (
                number < self.first_label or self._opens_an_act(number)
            ):
                self._mark_title(number)

    def _mark_marked_title(self) -> None:
        """Where no line ends as titles do: the first line, if the file marks it as a heading."""
        for number, piece in enumerate(self._pieces[: self.first_label]):
            if self.roles[number] in ("furniture", "caption"):
                continue
            short = len(piece.line) <= structure_limits().title and not _is_sentence(piece.line)
            if self.is_plain(number) and piece.marked and short and not self._is_office(number):
                self.roles[number] = "title"
            return

    def _is_title_line(self, number: int) -> bool:
        line = self._pieces[number].line
        if not self.is_plain(number) or len(line) > structure_limits().title:
            return False
        match = signs().find("quoted_title", line)
        line = match["title"] if match else line.removeprefix("《").removesuffix("》")
        return bool(signs().title.search(line)) and not _is_sentence(line)

    def _mark_title(self, number: int) -> None:
        self.roles[number] = "title"
        first = number
        while first > 0 and number - first < structure_limits().title_lines:
            if not self._is_fragment(first - 1) or not self._runs_on(first - 1, first):
                break
            first -= 1
            self.roles[first] = "title"
        behind = number + 1
        if behind < len(self._pieces) and self.is_plain(behind):
            line = self._pieces[behind].line
            if line.startswith("(") and signs().title.search("通知" + line):
                self.roles[behind] = "title"

    def _is_fragment(self, number: int) -> bool:
        """Whether a line may be the beginning of a title that runs on in the next."""
        line = self._pieces[number].line
        return (
            self.is_plain(number)
            and len(line) <= structure_limits().title
            and not _is_sentence(line)
            and not signs().title.search(line)
            and not signs().find("office", line)
            and not signs().find("letterhead", line)
            and not signs().find("person", line)
            and not _is_signed(line)
            and number < self.first_label
        )

    def _runs_on(self, number: int, following: int) -> bool:
        """Whether the line that follows cannot be a title without this one."""
        line, rest = self._pieces[number].line, self._pieces[following].line
        opened = line.count("《") > line.count("》")
        return opened or "关于" in line or len(rest) <= structure_limits().title_rest

    def _opens_an_act(self, number: int) -> bool:
        """Whether numbering begins anew under a line in the midst of a file."""
        if self._articles_go_on(number) or signs().no_act.search(self._pieces[number].line):
            return False
        for following in range(number + 1, len(self._pieces)):
            label = self._pieces[following].label
            if self.roles[following] == "row":
                return False
            if label and self.roles[following] == "text":
                return label.number == (1, 0) and label.rank <= rank_of(_ARTICLE)
            if following - number > structure_limits().title_before_label:
                return False
        return False

    def _mark_signatures(self) -> None:
        for number, piece in enumerate(self._pieces):
            if not self.is_plain(number):
                continue
            if signs().find("person", piece.line) and len(piece.line) <= structure_limits().office:
                self.roles[number] = "signature"
            elif _is_signed(piece.line):
                self.roles[number] = "signature"
                self._mark_signing(number)
        for number in range(len(self._pieces)):
            if self._is_office(number) and number > self.first_label and self._ends_an_act(number):
                self.roles[number] = "signature"

    def _mark_signing(self, dated: int) -> None:
        for before in range(dated - 1, max(-1, dated - 1 - structure_limits().signature_lines), -1):
            if self.roles[before] == "furniture":
                continue
            if not self._is_office(before):
                return
            self.roles[before] = "signature"

    def _is_office(self, number: int) -> bool:
        line = self._pieces[number].line
        short = len(line) <= structure_limits().office
        return self.is_plain(number) and short and bool(signs().find("office", line))

    def _ends_an_act(self, number: int) -> bool:
        for following in range(number + 1, len(self._pieces)):
            role = self.roles[following]
            if role in ("furniture", "caption"):
                continue
            return role in ("title", "imprint", "attachment", "attachment_list", "signature")
        return True

    def _mark_front(self) -> None:
        """Issuer, addressee and the note on adoption, which stand around a title."""
        for number, piece in enumerate(self._pieces):
            if not self.is_plain(number):
                continue
            near = any(
                self.roles[n] in ("title", "number", "addressee", "issuer")
                for n in range(max(0, number - 3), min(len(self._pieces), number + 4))
            )
            if not near:
                continue
            if signs().find("letterhead", piece.line) or self._is_office(number):
                self.roles[number] = "issuer"
            elif signs().find("addressee", piece.line) and self._stands_behind_title(number):
                self.roles[number] = "addressee"
            elif signs().find("adopted", piece.line) and self._stands_behind_title(number):
                self.roles[number] = "adopted"

    def _stands_behind_title(self, number: int) -> bool:
        for before in range(number - 1, -1, -1):
            if self.roles[before] == "title":
                return True
            if self.roles[before] == "text":
                return False
        return False


def _is_captions(piece: Piece) -> bool:
    """Whether a row holds what a web page says of a document: number, issuer, date."""
    cells = [line for cell in piece.cells if (line := folded(cell))]
    if piece.head and piece.head != piece.cells and not any(":" in cell for cell in cells):
        return False
    named = cells if all(":" in cell for cell in cells) else [f"{cell}:" for cell in cells[::2]]
    captions = signs().captions.values()
    return bool(named) and all(
        any(caption.match(cell) for caption in captions) or signs().is_any("furniture", cell)
        for cell in named
    )


def _is_sentence(line: str) -> bool:
    return bool(_PUNCTUATION.search(_BRACKETED.sub("", line)))


def _is_signed(line: str) -> bool:
    if _DATED.fullmatch(line):
        return True
    match = _SIGNED.fullmatch(line)
    return bool(match and signs().find("office", match["office"]))


def _is_named(line: str) -> bool:
    """Whether a line can only be a document's number or signature."""
    return _is_document_number(line) or _is_signed(line) or bool(signs().find("person", line))


def _is_document_number(line: str) -> bool:
    identity = signs().identity
    bare = line.strip("()")
    return any(
        (match := identity[name].fullmatch(text)) is not None and match.end() > 0
        for name in ("number", "order", "bare_order", "notice")
        for text in (line, bare)
    )


def title_of(pieces: Sequence[Piece]) -> str:
    """The title that the lines of one print."""
    shown = without_unread("".join(piece.shown for piece in pieces))
    match = signs().find("quoted_title", folded(shown))
    title: str = match["title"] if match else shown
    quoted = title.startswith("《") and title.endswith("》") and title.count("《") == 1
    return title[1:-1] if quoted else title
