"""Rules are forms that people fill; what nobody confirmed goes out for no verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.bot.channels.policy_desk.conftest import Actions, Person, pathway
from tests.bot.channels.policy_desk.drafting import change, complete, confirm, hand_in

SCENARIO = {
    "name": "备案了",
    "pathway": "renting",
    "facts": {"lease_registered": True, "residence_days": 400, "landlord_promise": None},
    "verdict": "eligible",
}


@pytest.fixture
def editor(member: Callable[..., Person]) -> Person:
    return member("editor", "editor")


@pytest.fixture
def confirmed(editor: Person) -> dict[str, Any]:
    """A draft of which is known what it is."""
    draft: dict[str, Any] = confirm(editor, hand_in(editor)).json["draft"]
    return draft


def test_rules_are_proposed_once_and_for_a_confirmed_document(
    editor: Person, confirmed: dict[str, Any]
) -> None:
    unread = hand_in(editor, "另一份.txt")
    assert change(editor, unread, "propose").status == 409
    now = change(editor, confirmed, "propose").json["draft"]
    assert now["rules"]["pathways"]["renting"]["state"] == "proposed"
    assert change(editor, now, "propose").status == 409


def test_a_pathway_is_confirmed_changed_and_taken_out(
    editor: Person, confirmed: dict[str, Any]
) -> None:
    form = pathway(state="confirmed", title="租房落户（城区）")
    now = change(editor, confirmed, "rule", pathway="renting", form=form).json["draft"]
    assert now["rules"]["pathways"]["renting"] == form
    now = change(editor, now, "rule", pathway="renting", form=None).json["draft"]
    assert now["rules"]["pathways"] == {}


def broken(where: str, value: object) -> dict[str, Any]:
    form = pathway()
    form["conditions"][0][where] = value
    return form


@pytest.mark.parametrize(
    "form",
    [
        [],
        pathway(state="sure"),
        pathway(joined="not"),
        pathway(quotes="租房"),
        pathway(facets={"size": {"silent": "yes"}}),
        pathway(companions={"quote": "", "relations": {"spouse": "perhaps"}}),
        broken("comparison", "like"),
        broken("fact", "no fact"),
        broken("value", {"years": 1}),
        broken("text", "x" * 2000),
    ],
)
def test_what_is_no_form_of_a_pathway_is_not_kept(
    editor: Person, confirmed: dict[str, Any], form: object
) -> None:
    reply = change(editor, confirmed, "rule", pathway="renting", form=form)
    assert (reply.status, reply.json["error"]["code"]) == (400, "bad_rules")


def test_a_pathway_is_opened_or_left_out_and_never_both(
    editor: Person, confirmed: dict[str, Any]
) -> None:
    absent = {"renting": "文件没有写租房", "points": "文件没有写积分"}
    now = change(editor, confirmed, "absent", absent=absent).json["draft"]
    now = change(editor, now, "rule", pathway="renting", form=pathway()).json["draft"]
    assert now["rules"]["absent"] == {"points": {"note": "文件没有写积分"}}


def test_what_is_typed_is_checked_without_being_stored(
    editor: Person, confirmed: dict[str, Any], actions: Actions
) -> None:
    actions.findings = ["还没有说积分落户"]
    body = {"pathway": "renting", "form": pathway(), "scenarios": [SCENARIO]}
    found = editor.post(f"desk/drafts/{confirmed['id']}/check", body)
    assert found["findings"][0]["text"] == "还没有说积分落户"
    assert found["verdicts"] == [{"verdict": "eligible"}]
    asked = actions.asked[-1][1]
    assert asked["rules"]["pathways"]["renting"] == pathway()
    assert asked["draft"]["form"] == confirmed["form"]
    assert editor.get(f"desk/drafts/{confirmed['id']}")["draft"]["rules"] is None


def test_a_sample_citizen_bears_the_name_of_who_wrote_it(
    editor: Person, confirmed: dict[str, Any], member: Callable[..., Person]
) -> None:
    reviewer = member("reviewer", "reviewer")
    now = change(editor, confirmed, "scenarios", scenarios=[SCENARIO]).json["draft"]
    second = {**SCENARIO, "name": "没备案", "verdict": "ineligible"}
    both = [*now["scenarios"], second]
    now = change(reviewer, now, "scenarios", scenarios=both).json["draft"]
    assert [one["by"] for one in now["scenarios"]] == ["editor", "reviewer"]
    assert now["editors"] == ["editor"]


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"verdict": "perhaps"}, {"pathway": ""}, {"facts": {"a b": True}}],
)
def test_a_sample_citizen_is_whole(
    editor: Person, confirmed: dict[str, Any], wrong: dict[str, Any]
) -> None:
    reply = change(editor, confirmed, "scenarios", scenarios=[{**SCENARIO, **wrong}])
    assert reply.status == 400


def test_what_changes_after_a_signature_takes_it_away(
    editor: Person, member: Callable[..., Person]
) -> None:
    reviewer = member("reviewer", "reviewer")
    signed = change(reviewer, complete(editor), "sign").json["draft"]
    assert (signed["state"], signed["signed_by"]) == ("signed", "reviewer")
    form = signed["rules"]["pathways"]["renting"]
    now = change(editor, signed, "rule", pathway="renting", form=form).json["draft"]
    assert (now["state"], now["signed_by"]) == ("open", "")
