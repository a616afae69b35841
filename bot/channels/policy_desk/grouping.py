"""Puts questions that mean the same into one group, by where the encoder places them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from bot.channels.policy_desk.vocabulary import matters_of
from bot.essence import essence_of
from bot.records.policy_desk.queue import Asked, Group, new_group
from bot.words import words_beside

Vectors = NDArray[np.float32]
Encode = Callable[[str], Vectors]


def place_questions(
    asked: Sequence[Asked], groups: Sequence[Group], encode: Encode
) -> tuple[list[Group], list[tuple[Asked, str]]]:
    """A group for each question: one that is there and near enough, or a new one.

    A question joins only groups of its own place. What makes a group stays where it was founded, so
    that its name and what was said about it go on to fit.

    Args:
        asked: the questions.
        groups: the groups that there are.
        encode: the vector of a text.

    Returns:
        The new groups, and each question with the id of its group.
    """
    of_places: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        of_places[one.region].append(one)
    made: list[Group] = []
    filed: list[tuple[Asked, str]] = []
    for region, here in of_places.items():
        vectors = np.stack([_unit(encode(essence_of(one.question))) for one in here])
        present = [group for group in groups if group.region == region and group.centre]
        nearest = _nearest(vectors, present)
        filed += [(one, group.id) for one, group in zip(here, nearest, strict=False) if group]
        rest = [number for number, group in enumerate(nearest) if group is None]
        for cluster in _clusters(vectors[rest]):
            members = [rest[number] for number in cluster]
            centre = _unit(vectors[members].mean(axis=0))
            name = name_of([here[number].question for number in members])
            group = new_group(region, name, centre.tobytes())
            made.append(group)
            filed += [(here[number], group.id) for number in members]
    return made, filed


def name_of(questions: Sequence[str]) -> str:
    """What questions are about, in the project's words.

    A name is kept longer than the questions, and so has nothing that somebody wrote: no name, no
    address, no employer.
    """
    rules = words_beside(__file__)
    matters = matters_of([essence_of(question) for question in questions])[: rules["matters"]]
    return str(rules["between"]).join(matters) or str(rules["unknown"])


def _nearest(vectors: Vectors, groups: Sequence[Group]) -> list[Group | None]:
    if not groups:
        return [None] * len(vectors)
    centres = np.stack([np.frombuffer(group.centre, np.float32) for group in groups])
    likeness = vectors @ centres.T
    best = likeness.argmax(axis=1)
    same = words_beside(__file__)["same"]
    return [
        groups[int(place)] if likeness[number, place] >= same else None
        for number, place in enumerate(best)
    ]


def _clusters(vectors: Vectors) -> list[list[int]]:
    """Questions whose vectors lie together on average, as numbers."""
    if len(vectors) < 2:
        return [[number] for number in range(len(vectors))]
    tree = linkage(vectors, method="average", metric="cosine")
    labels = fcluster(tree, t=1 - words_beside(__file__)["same"], criterion="distance")
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(labels):
        found[int(label)].append(number)
    return list(found.values())


def _unit(vector: Vectors) -> Vectors:
    length = float(np.linalg.norm(vector))
    return (vector / length if length else vector).astype(np.float32)
