"""Documents named by their numbers: 赤政发〔2016〕50号 names 赤峰 as its name does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from luohu.places.model import Place
from luohu.places.words import Pattern, read_yaml

DOCUMENT_FILE = "document.yml"
# No division has this code: it stands for a document that is not held.
UNHELD_CODE = "999999"


@dataclass(frozen=True)
class DocumentNumbers:
    """Finds numbers of documents in a text.

    Attributes:
        pattern: a number, with the groups number (all that names it), organ, year and serial; the
            year may be missing.
        held: organ and serial -> year of each document held, and the place whose it is.
    """

    pattern: Pattern
    held: Mapping[tuple[str, str], tuple[str, Place]]

    def at(self, text: str, start: int) -> tuple[int, Place] | None:
        """End of the number that begins at ``start``, and its place.

        A document that is not held is a place of its own, called by its number.
        """
        found = self.pattern.match(text, start)
        if found is None:
            return None
        year, place = self.held.get((found["organ"], found["serial"]), ("", None))
        if place is None or found["year"] not in (None, year):
            return found.end(), Place(UNHELD_CODE, found["number"])
        return found.end(), place


def load_documents(corpus_dir: Path, roots: Iterable[Place], pattern: Pattern) -> DocumentNumbers:
    """The numbers of the documents in ``corpus_dir`` whose place is one of ``roots``.

    Documents without a number are left out, and so are numbers of another form than ``pattern``.
    """
    places = {place.code: place for place in roots}
    held: dict[tuple[str, str], tuple[str, Place]] = {}
    for file in sorted(corpus_dir.glob(f"*/{DOCUMENT_FILE}")):
        data = read_yaml(file)
        number = re.match(pattern, data.get("doc_number") or "")
        place = places.get(data.get("region", ""))
        if number and place:
            held[number["organ"], number["serial"]] = (number["year"], place)
    return DocumentNumbers(pattern, held)
