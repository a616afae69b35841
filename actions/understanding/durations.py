"""Durations in spoken Chinese, told as lengths or since a point in time, as days up to a day.

A length is a number and a unit, parts of it that add up, and words around it that bind it: what
lacks, what is more, what is about so. What gives no figure (好几年) is no span, and neither is the
term of a contract or what is paid ahead: it has not been lived.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from actions.understanding.points import find_points, year_of
from actions.understanding.spans import NUMBER, Bound, Span, range_of
from luohu.clock import months_before
from luohu.expressions import compiled
from luohu.policy import policy

__all__ = ["Bound", "Span", "find_spans"]

_COUNTED = r"\d.零〇一二两俩仨三四五六七八九十百千万几"
# Ways of speaking in plain words of as many letters, so that positions stay.
_PLAIN = (
    (re.compile("个把"), "一把"),
    (re.compile("半拉"), "半个"),
    (re.compile(rf"(?<=[{_COUNTED}半])载"), "年"),
    (re.compile(rf"(?<![{_COUNTED}半每这那上下])个半(?=月)"), "一半"),
)
_OR = r"\s?(?:[-~–—〜～、到至]|或者?)\s?"
_ONE_PART = (
    rf"(?:(?P<number>(?!零){NUMBER})(?:{_OR}(?P<upto>{NUMBER}))?(?P<some>[来多余把])?\s?个?"
    r"(?P<more>[来多])?|(?P<most_of>[大多])?(?=半)|"
    # 去年把户口迁了 tells no length.
    r"(?<![今去前明后上旧当那这每同数])(?=年把(?:了|时间|吧|的|$|[,。;!?])))"
    r"整?(?P<half>半(?:个[来多]?|多)?)?"
    r"(?P<unit>(?<=个)年头|周?年(?![级代度纪龄轻制薪检审])|月(?![份初底末薪供嫂饼])|星期|礼拜|"
    r"周(?![岁一二三四五六日末边围]|(?<=四周)[都全是有没])|天(?!天))"
    # Idioms, and how old a child is.
    r"(?!两头|到头|到晚|大(?![概约半几]))(?P<and_half>半(?![个年月]))?(?P<about>(?<=年)把)?"
)
_PART = re.compile(_ONE_PART)
# Every three years and the first three years are not how long it has lasted.
_FIRST_PART = re.compile(rf"(?<![{_COUNTED}每隔头岁])(?<!(?<!目)前){_ONE_PART}")
_JOIN = re.compile(r"\s?(?:[零〇又多过挂]|再?加上?|外?带|外加|另加?)?[大好]?")
_EITHER = re.compile(f"(?:{_OR})?")
_UNITS = {"年": (12, 0), "月": (1, 0), "周": (0, 7), "天": (0, 1)}
_UNITS_SAID = {"周年": "年", "年头": "年", "星期": "周", "礼拜": "周"}
_SIZES = "天周月年"
_SAID_TOGETHER = {*zip(_SIZES, _SIZES, strict=True), ("天", "月")}

_FILL = "(?:[就才也都是有个要到够满整足]|已经|[刚正]好|刚刚?|将将|大[概约]|得有|差不多)*"
_FILLED = compiled("(?:整整|整|已经|[刚正]好|刚刚?|将将|满|足足|大[概约]|差不多|得有|有)*$")
_BEFORE = {
    kind: compiled(f"(?:{words}){_FILL}$")
    for kind, words in {
        "lacking": "(?:(?<![至最不])[差少缺欠]|还[有剩要得]|剩下?|再[过有]|"
        "(?:^|[,。;!?我俺咱等])过(?!了))(?:不到|[了着好大])?",
        "less": "马上|眼看着?|眼瞅着?|即将|快要?|将近|接近|不[到满足够]|"
        "[没未](?:住|租|待|呆|干|交|开|做|过)?[到满够]|就要|"
        # \1 is a time to come.
        "(?:\1+|[月年]底|过完?年|下个?(?:周|星期|礼拜)|[明后]天)[才能可以也]*[就满够到]|"
        "差(?:一?点儿?|些)|奔着?|(?<![从大中])小|(?<!有)没有?",
        "at most": "[至最]多|顶多|撑死|[不没]超过|(?<![最附])近",
        "over": "不[止只光]|(?<![不没])超过|[至最]少|少说|起码",
        "more": "[刚才早]就?过了?",
        "nth": "第",
        "about": "(?<![租签合续违预大])约莫?|大约莫?",
    }.items()
}
_AFTER = {
    kind: re.compile(words)
    for kind, words in {
        "within": "(?=[以之]?内(?!蒙))",
        "over": "以上|开外|往上|朝上|都?不止|都?打不住",
        "more": "[还都]?多(?!少)(?:一?点儿?|些)?|出头|有余|冒[头尖]|拐弯|"
        "挂零|零(?:一?点儿?|头)|挂点零",
        "about": "左右|上下|光景",
        "less": "了?[都也]?[还就]?(?:不到|没到(?!期)|不满(?!意)|不足|未满|没满|不够|"
        "(?<=[都也])没有?(?=[,。;!?了呢吧]|$)|[差少缺欠](?:一?点儿?|些))(?!\\s?[\\d一二两三四五六七八九十半])",
        "lacking": "了?[都也]?(?:[还就只才]*[差少缺欠]|还有)了?[大好]?",
    }.items()
}
_FROM = compiled(f"[离距]{_FILL}$")
_UNTIL = re.compile("[到至]$")
_COUNTED_UP = re.compile(f"[就才也都已经快有满整正刚好不到了差没个月]*(?:{NUMBER}|半)")
_UP_TO = re.compile("[,就才便能到够满整足可以是算]*")

_CONTRACT = "(?:合同(?!工)|租约|协议|合约|(?<!租)房租|租金|产权|贷款)"
_TERM_BEFORE = compiled(
    rf"(?:{_CONTRACT}|有效期|租期|期限|为期|签|(?<![连持继陆手断续])续|预[交付缴])"
    "(?:[上里写签订定约交付缴给续了的是为有共着只先一份次个就才下期限]|一次性|租赁|租房|劳动|合同)*$"
)
# 一天也没歇 says that something went on.
_NOT_FOR_A_DAY = re.compile("一[天日]儿?[也都]?(?:没|不(?!到|足|满)|木|冇|未)")
# What is still to come (两年后再说) is no term, but has not lasted either.
_TERM_BEHIND = compiled(
    f"[的期]*(?:租房|租赁|房屋|房子|劳动|用工|固定|书面|正式)*(?:{_CONTRACT}|租期)|"
    "一[签交付换续]|期(?!间)|[以之]?后(?!来)"
)
_LIVED = re.compile("(?:(?<!(?<!租)房)租|[住待呆干做搬来过开]|毕业|租房|社保)[了过着]?$")
# What is paid a month or a year.
_RATE = re.compile(
    r"(?:[就才要得交租金房是花收])*(?:多少|\d{3,}|\d+[块元万千]|[一二两三四五六七八九][千百万])"
)
# 第三年了 tells how long it has lasted, 第三年才办 when something was done.
_NTH_NOW = re.compile(r"了|[,。;!?\s吧呢]|$")
# Said alone 22年 may tell a length or since when.
_IS_ALSO_YEAR = re.compile(r"\d\d年的?(?:[,。;!?吧]|$)")
_BEGINS = re.compile(r"[,。;!?\s是在我俺]")
_LONGEST = 1200


class _Amount(NamedTuple):
    """Months and days; either may be negative as long as the whole is not."""

    months: int
    days: int

    @classmethod
    def of(cls, value: float, unit: str) -> _Amount:
        months, days = (round(value * size, 6) for size in _UNITS[unit])
        return cls(int(months), int(days + months % 1 * 30))

    def plus(self, other: _Amount, sign: int = 1) -> _Amount:
        return _Amount(self.months + sign * other.months, self.days + sign * other.days)

    def up_to(self, day: date) -> int:
        return (day - months_before(day, self.months)).days + self.days

    def roughly(self) -> int:
        return self.months * 30 + self.days


_DAY = _Amount(0, 1)


@dataclass(frozen=True)
class _Length:
    """A length as it is said, without the words that bind it.

    Attributes:
        start, end: where it stands in the text.
        least, most: its ends, the same where it is no range.
        unit: its smallest unit.
        step: how much 多 behind it can add.
        slack: how much may lack where it is said to be nearly reached.
        known: whether it gives a figure and not 几 alone.
        more: whether a bit more than a figure is said.
        one: whether it is one whole unit.
    """

    start: int
    end: int
    least: _Amount
    most: _Amount
    unit: str
    step: _Amount
    slack: _Amount
    known: bool = True
    more: bool = False
    one: bool = False


def find_spans(text: str, day: date) -> list[Span]:
    """All durations and points in time in ``text``, counted up to ``day``, left to right."""
    for spoken, plain in _PLAIN:
        text = spoken.sub(plain, text)
    points = find_points(text, day)
    spans = [
        span
        for point in points
        if (span := point.until(day)) and not _is_end(text, point.start, point.end)
    ]
    lengths: list[Span] = []
    for point in points:
        mark = "\1" if point.earliest > day else "\0"
        text = text[: point.start] + mark * (point.end - point.start) + text[point.end :]
    at = 0
    while len(lengths) < policy().lengths.durations and (match := _FIRST_PART.search(text, at)):
        span, at = _span(text, match, day)
        if not span or span.most == 0 or _is_term(text, span):
            continue
        if _NOT_FOR_A_DAY.match(text, span.start):
            continue
        if lengths and lengths[-1].end == span.start and span.bound == "less":
            # 一年多不到两年 is one length.
            first = lengths.pop()
            span = replace(span, start=first.start, days=min(first.days, span.most))
        lengths.append(span)
    return sorted([*spans, *lengths], key=lambda span: span.start)


def _is_end(text: str, start: int, end: int) -> bool:
    """Whether a point only says up to when a length is counted (到今年快三年了)."""
    return bool(_UNTIL.search(text[:start]) and _COUNTED_UP.match(text, end))


def _span(text: str, match: re.Match[str], day: date) -> tuple[Span | None, int]:
    """The length that begins with a part, bound by the words around it, and where all that ends.

    What is lacking (就差一天) or still to come (还有两年毕业) has not lasted, unless it is told
    what it lacks to.
    """
    kind, start = _words_before(text, match.start())
    length = _read(text, match, either=kind != "lacking")
    if length is None:
        return None, match.end()
    if kind == "lacking":
        whole = _length_after(text, _UP_TO, length.end)
        if whole is None:
            return None, length.end
        if "不到" in text[start : length.start]:
            length = replace(length, least=_DAY, most=length.most.plus(_DAY, -1))
        return _lacking(start, whole.end, whole, length, day), whole.end
    behind, end = _words_after(text, length.end)
    if behind == "lacking":
        missing = _length_after(text, _AFTER["lacking"], length.end)
        counts = "有" not in text[length.end : end] or _FROM.search(text[: length.start])
        if missing and counts:
            return _lacking(start, missing.end, length, missing, day), missing.end
        behind, end = "", length.end
    if kind == "nth" and not _NTH_NOW.match(text, length.end):
        return None, end
    if not length.known or (length.one and _RATE.match(text, end)):
        return None, end
    span = _bound(kind or behind, start, end, length, day)
    year = year_of(match["number"], day) if span and _IS_ALSO_YEAR.match(text, start) else None
    if span and year and (start == 0 or _BEGINS.search(text, start - 1, start)):
        since = [(day - first).days for first in (date(year, 12, 31), date(year, 1, 1))]
        span = replace(span, days=max(min(span.days, since[0]), 0), most=max(span.most, since[1]))
    return span, end


def _words_before(text: str, end: int) -> tuple[str, int]:
    """How the words in front of a length bind it, and where they begin."""
    for kind, words in _BEFORE.items():
        match = words.search(text, max(end - 12, 0), end)
        if match:
            return kind, match.start()
    filled = _FILLED.search(text, max(end - 12, 0), end)
    return "", filled.start() if filled else end


def _words_after(text: str, start: int) -> tuple[str, int]:
    """How the words behind a length bind it, and where they end."""
    for kind, words in _AFTER.items():
        match = words.match(text, start)
        if match:
            return kind, match.end()
    return "", start


def _length_after(text: str, words: re.Pattern[str], start: int) -> _Length | None:
    """The length behind some words that stand at a place, or None."""
    between = words.match(text, start)
    match = _PART.match(text, between.end()) if between else None
    return _read(text, match) if match else None


def _read(text: str, match: re.Match[str], either: bool = True) -> _Length | None:
    """The length that begins with a part: parts that add up, or two ends of a range (一年半载)."""
    length = _part(match)
    while length:
        joiner = _JOIN.match(text, length.end)
        found = joiner and _PART.match(text, joiner.end())
        part = found and _part(found)
        if not part or _SIZES.index(part.unit) >= _SIZES.index(length.unit):
            break
        least, most = length.least.plus(part.least), length.most.plus(part.most)
        more = length.more or part.more or not part.known
        length = replace(
            part, start=length.start, least=least, most=most, known=length.known, more=more
        )
    connected = _EITHER.match(text, length.end) if length and either else None
    found = connected and _PART.match(text, connected.end())
    other = found and _read(text, found, either=False)
    if not length or not connected or not other or not other.known:
        return length
    # Without a word between them two lengths are one only in such as 一年两年 and 十天半月.
    if not connected.group() and (length.unit, other.unit) not in _SAID_TOGETHER:
        return length
    ends = sorted((length.least, length.most, other.least, other.most), key=_Amount.roughly)
    return replace(
        other, start=length.start, least=ends[0], most=ends[-1], slack=length.slack, one=False
    )


def _part(match: re.Match[str]) -> _Length | None:
    """One number with its unit, or None for what is no number."""
    parts = match.groupdict()
    number = parts["number"]
    unit = _UNITS_SAID.get(parts["unit"], parts["unit"])
    ends = range_of(number) if number else (0.0 if parts["half"] else 1.0,) * 2
    upto = range_of(parts["upto"]) if parts["upto"] else ends
    if not ends or not upto or upto[0] < ends[0] or (number and parts["half"] and unit == "年"):
        return None
    some = parts["some"] or parts["more"] or parts["about"] or parts["most_of"]
    some = some or (parts["half"] or "")[1:].replace("个", "")
    half = 0.5 if parts["half"] or parts["and_half"] else 0.0
    low, high = ends[0] + (0.0 if parts["upto"] else half), upto[1] + half
    if parts["unit"] == "年头":
        # In the third year one has been for two.
        low -= 1
    step = 0.5 if high % 1 else 1.0
    least, most = _Amount.of(low, unit), _Amount.of(high, unit)
    if some == "把":
        least, most = _Amount.of(low * 0.8, unit), _Amount.of(high * 2, unit)
    elif some:
        digits = str(int(high))
        round_by = 10.0 ** (len(digits) - len(digits.rstrip("0"))) if high >= 10 else step
        most = _Amount.of(high + round_by, unit).plus(_DAY, -1)
    return _Length(
        match.start(),
        match.end(),
        least,
        most,
        unit,
        _Amount.of(step, unit),
        _Amount.of(low / 2 if low <= 1 else 0.5 if half else max(low // 5, 1.0), unit),
        known=number != "几",
        more=bool(some) and some != "把",
        one=(low, high, some) == (1.0, 1.0, ""),
    )


def _bound(kind: str, start: int, end: int, length: _Length, day: date) -> Span | None:
    """A length up to a day as words bind it."""
    bound: Bound = "more" if length.more else "exact"
    least, most = length.least, length.most
    if most.roughly() > _LONGEST * 30:
        return None
    if kind in ("less", "at most"):
        bound, least = "less", least.plus(length.slack, -1)
        most = most.plus(_DAY, -1) if kind == "less" else most
    elif kind == "nth":
        bound, least, most = "less", least.plus(length.step, -1), most.plus(_DAY, -1)
    elif kind == "within":
        bound, least = "less", _Amount(0, 0)
    elif kind == "more":
        bound, most = "more", most.plus(length.step).plus(_DAY, -1)
    elif kind == "over":
        bound, most = "more", _Amount(_LONGEST, 0)
    days, longest = least.up_to(day), most.up_to(day)
    if kind == "about":
        days, longest = days * 4 // 5, -(-longest * 6 // 5)
    return Span(start, end, max(min(days, longest), 0), max(longest, 0), bound)


def _lacking(start: int, end: int, whole: _Length, lacks: _Length, day: date) -> Span | None:
    """A length up to a day without what it lacks."""
    if not whole.known or whole.most.roughly() > _LONGEST * 30:
        return None
    days, most = (
        long.plus(short, -1).up_to(day)
        for long, short in ((whole.least, lacks.most), (whole.most, lacks.least))
    )
    return Span(start, end, max(days, 0), max(most, 0), "less")


def _is_term(text: str, span: Span) -> bool:
    """Whether a length is what a contract runs or what is paid ahead, not what has been lived."""
    before, said = text[max(span.start - 40, 0) : span.start], text[span.start : span.end]
    if _LIVED.search(before):
        return False
    if _TERM_BEHIND.match(text, span.end):
        return True
    # 合同签了一年了 and 租约满一年 tell of time since.
    lasted = text.startswith("了", span.end) or re.search("[满够]", said) or span.bound != "exact"
    return not lasted and bool(_TERM_BEFORE.search(before))
