"""What two people are to each other, and a relative's relative to the speaker."""

from __future__ import annotations

from actions.understanding.kinship import Kinship, opposite, relation_to_speaker, relatives


def test_two_people_are_opposite_to_each_other() -> None:
    assert opposite("parent_in_law") == "child_in_law"
    assert opposite("grandparent") == "grandchild"
    assert opposite("parent") == "child"
    assert opposite("spouse") == "spouse"


def test_every_relation_has_an_opposite_that_leads_back(kinship: Kinship) -> None:
    named = {term.relation for term in kinship.terms.values()}
    assert all(opposite(opposite(relation)) == relation for relation in named)


def test_a_relative_named_by_he_or_she_belongs_to_the_one_before(kinship: Kinship) -> None:
    child, father = relatives("孩子落在他爸那边", kinship)
    assert (child.of, father.of, father.relation) == ("speaker", "child", "parent")
    assert relation_to_speaker(father, kinship) == "spouse"
