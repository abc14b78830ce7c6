"""Restricting a record ends what others hold of it: shares, keys, follows, tasks. So does the feed's restriction."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest

from iro_module.domain.records import child_name
from iro_module.iro_setup.clock import today
from tests.platform.permissions.cast import Cast
from tests.support.feed import looked_after, message

pytestmark = pytest.mark.platform

TODAY = today()

HOLD = """
def hold(child):
	\"\"\"Shares and tasks as an earlier release, or a person before the restriction, may have left them.\"\"\"
	review = f"{child}-iro_review"
	for doctype, name in (("Looked After Child", child), ("IRO Review", review)):
		put("DocShare", share_doctype=doctype, share_name=name, user=mail("senior"), read=1)
		put("Document Share Key", reference_doctype=doctype, reference_docname=name, key="k" * 32)
		put("Document Follow", ref_doctype=doctype, ref_docname=name, user=mail("senior"))
		for who in ("social", "iro"):
			put("ToDo", reference_type=doctype, reference_name=name, status="Open", allocated_to=mail(who), description="secretword")
	frappe.db.set_value("IRO Review", review, "_assign", frappe.as_json([mail("social"), mail("iro")], indent=None))

def held(child):
	names = (child, f"{child}-iro_review")
	return {
		"shares": frappe.db.count("DocShare", {"share_name": ("in", names)}),
		"keys": frappe.db.count("Document Share Key", {"reference_docname": ("in", names)}),
		"follows": frappe.db.count("Document Follow", {"ref_docname": ("in", names)}),
		"tasks": sorted(frappe.get_all("ToDo", {"reference_name": ("in", names), "status": "Open"}, pluck="allocated_to")),
		"told": frappe.db.count("ToDo", {"reference_name": ("in", names), "status": "Cancelled", "description": ("like", "%secret%")}),
		"assigned": frappe.db.get_value("IRO Review", names[1], "_assign"),
		"senior": bool(frappe.has_permission("IRO Review", "read", doc=names[1], user=mail("senior"))),
	}
"""
ENDED: dict[str, Any] = {
	"shares": 0, "keys": 0, "follows": 0, "tasks": ["pmx.iro@example.com"] * 2, "told": 0,
	"assigned": '["pmx.iro@example.com"]', "senior": False,
}  # fmt: skip


def test_restricting_on_the_desk_ends_shares_and_tasks(cast: Cast) -> None:
	before, after, other = cast.run(
		HOLD
		+ """
hold("prm-own"); hold("prm-team")
before = held("prm-own")
frappe.set_user(mail("manager"))
child = frappe.get_doc("Looked After Child", "prm-own")
child.restricted = 1
child.save()
frappe.set_user("Administrator")
result = [before, held("prm-own"), held("prm-team")["shares"]]
frappe.db.rollback()
"""
	)
	assert before["shares"] == before["keys"] == before["follows"] == 2
	assert before["senior"] is True
	assert after == ENDED
	assert other == 2  # another child's stay


def test_so_does_a_restriction_that_the_feed_brings(cast: Cast) -> None:
	feed, child = cast.site.feed, f"PRM-FED-{secrets.token_hex(3)}"
	feed.send(*looked_after(child, TODAY - timedelta(days=40)), notify=False)
	name = child_name(child)
	cast.run(
		HOLD
		+ """
put("DocShare", share_doctype="Looked After Child", share_name=name, user=mail("senior"), read=1)
put("ToDo", name=f"t-{name}", reference_type="Looked After Child", reference_name=name, status="Open", allocated_to=mail("senior"), description="x")
""",
		name=name,
	)
	assert cast.desk("senior").get("Looked After Child", name).ok
	restricted = message("child", child, child, 2, first_name="Robin", last_name="Kept", restricted=True)
	assert feed.outcomes(restricted, notify=False) == ["applied"]
	assert cast.desk("senior").get("Looked After Child", name).status == 403
	left = "result = [frappe.db.count('DocShare', {'share_name': name}), frappe.db.get_value('ToDo', 't-' + name, 'status')]"
	assert cast.run(left, name=name) == [0, "Cancelled"]


def test_no_longer_naming_somebody_ends_their_tasks(cast: Cast) -> None:
	after = cast.run(
		HOLD
		+ """
hold("prm-named")
frappe.set_user(mail("manager"))
child = frappe.get_doc("Looked After Child", "prm-named")
child.named_people = []
child.save()
frappe.set_user("Administrator")
result = held("prm-named")
frappe.db.rollback()
"""
	)
	assert after["tasks"] == []
	assert after["shares"] == 0


def restricted(cast: Cast, name: str) -> list[int]:
	found = cast.run(
		"result = frappe.db.get_value('Looked After Child', name, ['restricted', 'restricted_on_death'])",
		name=name,
	)
	assert isinstance(found, list)
	return found


def test_the_feed_never_lowers_the_restriction(cast: Cast) -> None:
	"""Neither one that it brought itself nor one that a person set."""
	feed, by_feed, by_hand = (
		cast.site.feed,
		f"PRM-LOW-{secrets.token_hex(3)}",
		f"PRM-LOW-{secrets.token_hex(3)}",
	)
	for child in (by_feed, by_hand):
		feed.send(*looked_after(child, TODAY - timedelta(days=40)), notify=False)
	feed.send(message("child", by_feed, by_feed, 2, first_name="Robin", restricted=True), notify=False)
	assert cast.desk("manager").change("Looked After Child", child_name(by_hand), restricted=1).ok
	lower = [
		message("child", child, child, 3, first_name="Robin", restricted=False)
		for child in (by_feed, by_hand)
	]
	assert feed.outcomes(*lower, notify=False) == ["applied", "applied"]
	assert restricted(cast, child_name(by_feed))[0] == restricted(cast, child_name(by_hand))[0] == 1


def ended(child: str, version: int, reason: str | None) -> dict[str, Any]:
	"""A version of the period of care; over since five days ago where there is a reason."""
	ends = {"end_date": TODAY - timedelta(days=5), "end_reason": reason} if reason else {}
	since = TODAY - timedelta(days=40)
	return message("period-of-care", child, f"{child}-PC", version, start_date=since, **ends)


def test_a_childs_death_restricts_the_record_once(cast: Cast) -> None:
	"""C36: shares and the reach of others end; what an IRO Manager lifts stays lifted for the same death."""
	feed, manager, child = cast.site.feed, cast.desk("manager"), f"PRM-DIED-{secrets.token_hex(3)}"
	feed.send(*looked_after(child, TODAY - timedelta(days=40)), notify=False)
	name = child_name(child)
	cast.run(
		HOLD
		+ 'put("DocShare", share_doctype="Looked After Child", share_name=name, user=mail("senior"), read=1)',
		name=name,
	)
	assert cast.desk("senior").get("Looked After Child", name).ok
	assert feed.outcomes(ended(child, 2, "E2"), notify=False) == ["applied"]
	assert restricted(cast, name) == [1, 1]
	for who in ("senior", "admin", "quality", "data", "service"):
		assert cast.desk(who).get("Looked After Child", name).status == 403, who
	assert manager.get("Looked After Child", name).ok
	assert cast.run("result = frappe.db.count('DocShare', {'share_name': name})", name=name) == 0

	assert manager.change("Looked After Child", name, restricted=0).ok
	assert restricted(cast, name) == [0, 1]
	assert feed.outcomes(ended(child, 3, "E2"), notify=False) == ["applied"]
	cast.run("from iro_module.intake.planning import replan_children; replan_children([name])", name=name)
	assert restricted(cast, name) == [0, 1]

	assert feed.outcomes(ended(child, 4, "E4A"), notify=False) == ["applied"]
	assert restricted(cast, name) == [0, 0]
	assert feed.outcomes(ended(child, 5, "E2"), notify=False) == ["applied"]
	assert restricted(cast, name) == [1, 1]


def test_a_death_recorded_by_mistake_leaves_lifting_the_restriction_to_a_person(cast: Cast) -> None:
	feed, child = cast.site.feed, f"PRM-DIED-{secrets.token_hex(3)}"
	feed.send(*looked_after(child, TODAY - timedelta(days=40)), ended(child, 2, "E2"), notify=False)
	assert feed.outcomes(ended(child, 3, None), notify=False) == ["applied"]
	assert restricted(cast, child_name(child)) == [1, 0]
