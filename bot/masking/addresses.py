"""Addresses from the street on; the city, the district and the town above them stay."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.masking.language import WORDS, alternatives
from bot.words import word
from luohu.places.gazetteer import WORDS_FILE
from luohu.places.tree import load_trees
from luohu.places.words import load_words
from luohu.settings import settings

_COUNT = "[0-9零〇一二三四五六七八九十百]"
_NAME = f"[^{WORDS['not_in_street']}\\W\\d_]"
_STREET = f"(?:{alternatives(WORDS['streets'])})"
_ESTATE = f"(?:{alternatives(WORDS['estates'])})"
_VILLAGE = f"(?:{alternatives(WORDS['villages'])})"
_BUILDING = f"{_COUNT}{{1,4}} ?(?:{alternatives(WORDS['buildings'])})"
_ENTRANCE = f"{_COUNT}{{1,3}} ?(?:单元|门洞|门)"
_ROOM = (
    f"{_COUNT}{{1,3}}(?:层|楼) ?{_COUNT}{{1,4}} ?(?:室|户|房|号)?"
    f"|{_COUNT}{{1,5}} ?(?:室|号房|户|号)"
    "|[0-9]{3,4}(?![0-9年元平万块])"
)
_DASHED = r"[0-9]{1,3}[ ]?[\-#][ ]?[0-9]{1,3}(?:[ ]?[\-#][ ]?[0-9]{1,4})?(?![0-9\-])"
_INSIDE = f"(?:{_BUILDING}(?: ?{_ENTRANCE})?(?: ?(?:{_ROOM}))?|{_ENTRANCE} ?(?:{_ROOM})|{_DASHED})"
_HOUSE = (
    f"(?:甲|乙|附)?{_COUNT}{{1,5}}(?:[\\-之]{_COUNT}{{1,3}})?"
    f" ?(?:号|弄)(?!文|令|公告|文件|线|楼)(?:院|内)?"
)
_ADDRESS = re.compile(
    f"(?P<name>{_NAME}{{1,8}}?)(?:"
    f"{_STREET}(?:[东西南北中]段)? ?{_HOUSE}(?:之{_COUNT}+)?"
    f"(?: ?{_NAME}{{1,8}}?{_ESTATE})?(?: ?{_INSIDE})?(?: ?(?:{_ROOM}))?"
    f"|{_STREET}(?:[东西南北中]段)? ?{_NAME}{{1,8}}?{_ESTATE} ?{_INSIDE}(?: ?(?:{_ROOM}))?"
    f"|{_ESTATE} ?(?:[东西南北]?区|{_COUNT}期)? ?{_INSIDE}(?: ?(?:{_ROOM}))?"
    f"|{_VILLAGE} ?(?:第?{_COUNT}{{1,3}} ?(?:组|队|社|小组|生产队) ?)?{_HOUSE}"
    f")"
)
_ALONE = re.compile(f"{_BUILDING} ?{_ENTRANCE}(?: ?(?:{_ROOM}))?")
# The town's office above a street.
_OFFICE = re.compile(r"[^\d]*(?:街道|办事处)(?=.)")
# An address has one of these; most messages have none.
_SIGN = re.compile(r"(?:号|弄|栋|幢|座|单元|楼|#|室|[0-9]-[0-9])")


def mask_addresses(text: str) -> str:
    """Mask street and house, estate and building, village and house."""
    if not _SIGN.search(text):
        return text
    return _ALONE.sub(word("address"), _ADDRESS.sub(_masked, text))


def _masked(match: re.Match[str]) -> str:
    """What was found, without a place that only its short name sets off (威海文化路1号)."""
    name = match["name"]
    if office := _OFFICE.match(match.group()):
        return office.group() + word("address")
    kept = next((place for place in _places() if name.startswith(place) and place != name), "")
    return kept + word("address")


@lru_cache(maxsize=1)
def _places() -> tuple[str, ...]:
    """The names of the covered places, the longest first."""
    corpus = settings().corpus_dir
    trees = load_trees(corpus, load_words(corpus / WORDS_FILE))
    names = {name.text for tree in trees for name in tree.names if len(name.text) > 1}
    return tuple(sorted(names, key=len, reverse=True))


def is_place(text: str) -> bool:
    """Whether a text begins with the name of a covered place."""
    return text.startswith(_places())
