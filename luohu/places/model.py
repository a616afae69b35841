"""What the place resolver speaks of: places, regions, and the places of one message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

PROVINCE, PREFECTURE, COUNTY, TOWN = range(4)


@dataclass(frozen=True)
class Region:
    """A jurisdiction whose document is here.

    Attributes:
        code: GB/T 2260 code, six digits.
        name: its own name, as in ``region.name`` of a turn.
        province: name of the province it lies in.
        prefecture: name of the prefecture it lies in (its own name where it is one), or None.
    """

    code: str
    name: str
    province: str
    prefecture: str | None

    @property
    def full_name(self) -> str:
        """The name with the prefecture before it, where it lies in one."""
        if self.prefecture is None or self.prefecture == self.name:
            return self.name
        return self.prefecture + self.name


@dataclass(frozen=True)
class Place:
    """A division of China: its code (six digits, nine for a town) and official name.

    ``region`` is the covered jurisdiction it is or lies in, None elsewhere.
    """

    code: str
    name: str
    region: Region | None = None

    @property
    def level(self) -> int:
        """PROVINCE, PREFECTURE, COUNTY or TOWN."""
        if len(self.code) > 6:
            return TOWN
        if self.code.endswith("0000"):
            return PROVINCE
        return PREFECTURE if self.code.endswith("00") else COUNTY

    @property
    def stem(self) -> str:
        """The digits with which the codes of everything inside begin."""
        return self.code[: {PROVINCE: 2, PREFECTURE: 4}.get(self.level, len(self.code))]

    def contains(self, other: Place) -> bool:
        """Whether ``other`` lies in this place (a place does not lie in itself)."""
        return self.level < other.level and other.code.startswith(self.stem)


class Strength(IntEnum):
    """How much a name needs beside it to mean its place.

    CHAINED: the place it lies in, right before it. CUED: words that show that a place is meant.
    SHARED: nothing, but so many places bear it that it must be asked which. FREE: nothing.
    """

    CHAINED = 0
    CUED = 1
    SHARED = 2
    FREE = 3


@dataclass(frozen=True)
class Name:
    """One thing that people say for one place.

    ``short`` if its ending is left off, ``alias`` if it is another name altogether.
    """

    text: str
    place: Place
    strength: Strength
    short: bool
    alias: bool = False


class Role(IntEnum):
    """What a place is to the question, from what is surely not asked about to what surely is.

    REJECTED: 不是青岛. THING: a street or a dish of that name. BODY: a school or a firm of that
    name. ORIGIN: registered there or come from there. HOME: the person's home place. WEAK: 青岛的.
    PLAIN: named without a hint. KIN: where a relative is. STAY: where the person lives or works.
    SETTLE: where they want to settle.
    """

    REJECTED = -3
    THING = -2
    BODY = -1
    ORIGIN = 0
    HOME = 1
    WEAK = 2
    PLAIN = 3
    KIN = 4
    STAY = 5
    SETTLE = 6


class Heard(str, Enum):
    """How a name was recognised: as written, by its sound, or written in pinyin."""

    EXACT = "exact"
    SOUND = "sound"
    PINYIN = "pinyin"


@dataclass(frozen=True)
class Mention:
    """A place named in the message.

    Attributes:
        start: first character in the message.
        end: one past the last character, words such as 那边 included.
        stem_end: one past the last character that only says which place it is. Words that say
            more begin here (城里 of 肥城城里, 市里 of 威海市里), also past ``end``: who
            puts another name in the place's stead keeps the message from here on.
        text: the characters from start to end.
        places: the place, or several that bear the name.
        role: what the place is to the question.
        shared: whether the name alone does not tell which place.
        heard: how the name was recognised.
        document: whether the number of a document stands for its place.
    """

    start: int
    end: int
    stem_end: int
    text: str
    places: tuple[Place, ...]
    role: Role
    shared: bool = False
    heard: Heard = Heard.EXACT
    document: bool = False

    @property
    def regions(self) -> tuple[Region, ...]:
        """The covered jurisdictions that the name can mean."""
        return unique_regions(self.places)


@dataclass(frozen=True)
class Places:
    """What one message says about places.

    Attributes:
        regions: covered jurisdictions that the question is about, in the order named. Several
            only where they are compared or each is asked about.
        outside: official names of places without a document that the question is about.
        unheld: numbers of documents asked about that are not held, as they were written.
        nearby: covered jurisdictions inside those outside places (the prefecture alone was named).
        ambiguous: covered jurisdictions to choose from: a province, a name that several bear, or
            one that is said to lie where it does not (河北威海).
        fallback: covered jurisdictions that the message points to without asking about them (the
            person's origin, their school or firm): to be used where nothing else says the region.
        guess: the one covered place asked about or pointed to, where it is only known by its sound.
        origins: places that the person comes from or is registered in.
        mentions: every place found, whatever its role.
        only_place: whether the message is nothing but a place.
    """

    regions: tuple[Region, ...] = ()
    outside: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    nearby: tuple[Region, ...] = ()
    ambiguous: tuple[Region, ...] = ()
    fallback: tuple[Region, ...] = ()
    guess: Place | None = None
    origins: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    only_place: bool = False


def unique_regions(places: tuple[Place, ...]) -> tuple[Region, ...]:
    """The regions of ``places``, each once, in order."""
    return tuple(dict.fromkeys(place.region for place in places if place.region is not None))
