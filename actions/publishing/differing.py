"""Two editions of a document compared clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from actions.publishing.folding import folded
from actions.publishing.limits import structure_limits
from actions.publishing.parts import Part
from actions.publishing.report import Reading
from actions.publishing.wording import words

_COMPARED = ("provision", "heading", "row", "note", "preamble", "closing")


@dataclass(frozen=True)
class Match:
    """A clause in both editions; None where it stands in one only."""

    old: Part | None
    new: Part | None

    @property
    def changed(self) -> bool:
        """Whether its words are others."""
        return (
            self.old is not None and self.new is not None and (_words(self.old) != _words(self.new))
        )

    @property
    def moved(self) -> bool:
        """Whether it has another label but the same words."""
        return bool(self.old and self.new and self.old.id != self.new.id) and not self.changed


def compare(old: Sequence[Part], new: Sequence[Part]) -> list[Match]:
    """Match the clauses of two editions: by their words, by label, then by likeness."""
    left = [part for part in old if part.kind in _COMPARED]
    right = [part for part in new if part.kind in _COMPARED]
    pairs: dict[str, Part] = {}
    taken: set[str] = set()

    def pair(before: Part, after: Part) -> None:
        pairs[before.id] = after
        taken.add(after.id)

    by_id = {part.id: part for part in right}
    for part in left:
        same = by_id.get(part.id)
        if same and _words(same) == _words(part):
            pair(part, same)
    by_words = {_words(part): part for part in reversed(right) if part.id not in taken}
    for part in left:
        if part.id not in pairs and (moved := by_words.get(_words(part))) and moved.id not in taken:
            pair(part, moved)
    for before, after, _ratio in _alike(left, right, pairs, taken):
        if before.id not in pairs and after.id not in taken:
            pair(before, after)
    matches = [Match(part, pairs.get(part.id)) for part in left]
    return matches + [Match(None, part) for part in right if part.id not in taken]


def _alike(
    left: Sequence[Part], right: Sequence[Part], pairs: dict[str, Part], taken: set[str]
) -> list[tuple[Part, Part, float]]:
    """The pairs that are enough alike, the best first."""
    limits = structure_limits()
    rest = [part for part in right if part.id not in taken]
    found = []
    for before in left:
        if before.id in pairs:
            continue
        matcher = SequenceMatcher(None, b=_words(before), autojunk=False)
        for after in rest:
            least = limits.alike_same_label if after.id == before.id else limits.alike
            matcher.set_seq1(_words(after))
            if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
                continue
            if (ratio := matcher.ratio()) >= least:
                found.append((before, after, ratio))
    return sorted(found, key=lambda entry: -entry[2])


def as_text(old: Reading, new: Reading) -> str:
    """The comparison in Chinese."""
    matches = compare(old.structure.parts, new.structure.parts)
    groups = {
        "changed": [m for m in matches if m.changed],
        "moved": [m for m in matches if m.moved],
        "added": [m for m in matches if m.old is None],
        "gone": [m for m in matches if m.new is None],
    }
    same = len(matches) - sum(map(len, groups.values()))
    say = words().say
    lines = [
        say("diff.title"),
        say("diff.old_file", old=old.file.name),
        say("diff.new_file", new=new.file.name),
        say("diff.counts", same=same, **{name: len(group) for name, group in groups.items()}),
    ]
    for name, group in groups.items():
        if group:
            lines += ["", say(f"diff.{name}_head")]
            lines += [_line(name, match) for match in group]
    if not any(groups.values()):
        lines += ["", say("diff.same")]
    return "\n".join(lines) + "\n"


def _line(name: str, match: Match) -> str:
    say, old, new = words().say, match.old, match.new
    if old and new and name == "moved":
        return say("diff.moved", old_id=old.id, new_id=new.id)
    if old and new:
        arrow = say("diff.arrow", new_id=new.id) if old.id != new.id else ""
        text = "".join(marked(old.text, new.text))
        return say("diff.changed", old_id=old.id, arrow=arrow, text=text)
    part = new or old
    return say(f"diff.{name}", id=part.id, text=part.text) if part else ""


def marked(old: str, new: str) -> Iterator[str]:
    """The new text with what went and what came marked; long stretches in common are cut."""
    context = structure_limits().context
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            kept = old[a:b]
            long = len(kept) > 2 * context
            yield kept[:context] + words().say("diff.skipped") + kept[-context:] if long else kept
            continue
        if b > a:
            yield words().say("diff.deleted", text=old[a:b])
        if d > c:
            yield words().say("diff.inserted", text=new[c:d])


def _words(part: Part) -> str:
    return folded(part.text)
