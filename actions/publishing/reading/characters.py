"""Characters as fonts and editors leave them: look-alikes, private ones, signs of a broken font."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from actions.publishing.limits import limits
from actions.publishing.reading.signs import signs

_CID = re.compile(r"\(cid:\d+\)")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_MAPPED_BY_UNICODE = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def ordinary(text: str) -> str:
    """Text with look-alike characters replaced by the ordinary ones, one for one.

    Kangxi radicals (U+2F00..2FDF), the radicals' supplement (U+2E80..2EFF) and compatibility
    ideographs (U+F900.., U+2F800..) stand in PDF prints in place of the ideographs whose shape
    they share. Full-width forms stay. Zero-width characters and soft hyphens go.
    """
    return _INVISIBLE.sub("", text).translate(_ordinary())


def without_symbols(text: str) -> tuple[str, int]:
    """Text with private-use signs of symbol fonts replaced, and how many are not known."""
    known = signs().symbols
    unknown = 0
    out = []
    for character in text:
        if unicodedata.category(character) == "Co":
            unknown += character not in known
            character = known.get(character, "□")
        out.append(character)
    return "".join(out), unknown


def broken_sample(text: str) -> str | None:
    """A sample of the characters that show that a font's characters are not what they look like.

    Returns:
        None where the text can be believed: few private-use, replacement, control and unnamed
        characters and codes of glyphs, and, where it is a long Chinese one, enough of the
        characters that every Chinese text has plenty of.
    """
    most = limits()
    codes = _CID.findall(text)
    dense = "".join(_CID.sub("", text).split())
    wrong = [character for character in dense if _is_wrong(character)]
    if len(wrong) + len(codes) > most.broken_share * max(1, len(dense) + len(codes)):
        return "".join([*codes, *wrong])[: most.sample_characters]
    ideographs = _HAN.findall(dense)
    if len(ideographs) >= most.usual_from_characters and not _has_usual(ideographs):
        return "".join(ideographs[: most.sample_characters])
    if len(dense) >= most.usual_from_characters and not is_ordinary(dense):
        odd = [character for character in dense if not _is_common(character)]
        return "".join(odd[: most.sample_characters])
    return None


def is_ordinary(text: str) -> bool:
    """Whether a text has the characters of Chinese or English papers, Traditional ones too."""
    dense = "".join(text.split())
    if not dense:
        return True
    good = sum(_is_common(character) for character in dense)
    if good >= limits().ordinary_share * len(dense):
        return True
    ideographs = _HAN.findall(dense)
    return 2 * len(ideographs) > len(dense) and _has_usual(ideographs)


def sample(parts: Iterable[str]) -> str:
    """The first characters of some texts, to quote in a warning."""
    return " ".join("".join(parts).split())[: limits().sample_characters]


def _has_usual(ideographs: Sequence[str]) -> bool:
    """Whether ideographs hold enough of those that every Chinese text has plenty of."""
    usual = sum(character in signs().usual for character in ideographs)
    return usual >= limits().usual_share * len(ideographs)


def _is_wrong(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn", "Cc", "Cs")


@lru_cache(maxsize=8192)
def _is_common(character: str) -> bool:
    if character.isascii():
        return character.isprintable()
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        name = unicodedata.name(character, "")
        return name.startswith(("FULLWIDTH", "CIRCLED", "PARENTHESIZED")) or (
            unicodedata.category(character) in ("Po", "Ps", "Pe", "Pi", "Pf", "Pd", "Zs", "Cf")
        )
    return True


@lru_cache(maxsize=1)
def _ordinary() -> dict[int, str]:
    table = {}
    for first, last in _MAPPED_BY_UNICODE:
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = folded
    text = Path(__file__).with_name("radicals.yml").read_text(encoding="utf-8")
    table.update({ord(key): value for key, value in yaml.safe_load(text).items()})
    return table
