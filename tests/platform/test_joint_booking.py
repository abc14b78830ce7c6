"""One booking for brothers and sisters: shared booking and preparation, everything else each child's own."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest

from iro_module.domain.records import child_name
from iro_module.domain.wording import in_words
from iro_module.iro_setup.clock import today
from tests.platform.test_reviews_before import DESK, IRO, MAKE_PEOPLE, OTHER_MANAGER, PEOPLE, day
from tests.support.feed import looked_after, message, moved, reviewed
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
RUN = secrets.token_hex(3)
NAMES = {"asha": "Asha", "beni": "Beni", "cora": "Cora"}


@pytest.fixture(scope="module")
def children(site: Site) -> dict[str, str]:
	"""Three of one family, whose reviews are due on different days; Beni's soonest, since he moved."""
	site.run(MAKE_PEOPLE, people=PEOPLE, password=PASSWORD)
	since, messages = TODAY - timedelta(days=200), []
	for key, first in NAMES.items():
		child_id = f"{RUN}-{key}"
		first_ones = looked_after(child_id, since)
		first_ones[0]["data"].update(first_name=first, last_name="Quill")
		messages += [*first_ones, reviewed(child_id, TODAY - timedelta(days=50 if key == "cora" else 60))]
	messages += moved(f"{RUN}-beni", since, TODAY - timedelta(days=10))
	outcomes = site.feed.outcomes(*messages, notify=False)
	assert set(outcomes) == {"applied"}
	names = {key: child_name(f"{RUN}-{key}") for key in NAMES}
	site.run(
		"""
for name in names.values():
	child = frappe.get_doc("Looked After Child", name)
	child.iro = iro
	child.save()
for one, other in (("beni", "asha"), ("beni", "cora")):
	frappe.get_doc({"doctype": "Child Relationship", "child": names[one], "relation": "Brother or sister of", "related_child": names[other]}).insert()
""",
		names=names,
		iro=IRO,
	)
	return names


def test_booking_together_and_one_part_alone(site: Site, children: dict[str, str]) -> None:
	found: Any = site.run(
		DESK
		+ """
from iro_module.iro_reviews import joint_preparing
reviews = {key: the_review(name) for key, name in names.items()}
due = {key: str(review.due_on) for key, review in reviews.items()}
soonest = min(due.values())
on = str(add_days(soonest, 2))
frappe.set_user(iro)
offered = joint_preparing.brothers_and_sisters(reviews["beni"].name)
result = {"offered": sorted(row["child"] for row in offered), "due": due}
result["alone"] = tried(joint_preparing.book_together, reviews["beni"].name, [], on)
frappe.set_user(iro)
name = joint_preparing.book_together(
	reviews["beni"].name, [names["asha"], names["cora"]], on, venue="The family centre", mode="In person"
)
joint = frappe.get_doc("Joint Review Booking", name)
result["joint"] = [joint.title, str(joint.leading_due_on), joint.note]
now = {key: the_review(child) for key, child in names.items()}
result["booked"] = {key: [one.status, str(one.booked_on), one.venue, one.joint_booking == name, bool(one.booking_note)] for key, one in now.items()}
result["due after"] = {key: str(one.due_on) for key, one in now.items()}
# what is prepared once stands on each; what was entered on one alone stays there
change(iro, now["cora"].name, interpreter="Arranged", interpreter_note="Sign language")
joint.reload()
joint.planning_talk_on = day["-1"]
joint.save()
now = {key: the_review(child) for key, child in names.items()}
result["prepared"] = {key: [str(one.planning_talk_on), one.interpreter] for key, one in now.items()}
change(iro, now["asha"].name, joint_booking=None)
result["link kept"] = the_review(names["asha"]).joint_booking == name
# the whole booking later: refused, as for one child
def later():
	frappe.set_user(iro)
	doc = frappe.get_doc("Joint Review Booking", name)
	doc.booked_on = add_days(on, 5)
	doc.save()
result["later"] = tried(later)
# one part alone
frappe.set_user(iro)
asked = postponing.put_off(now["beni"].name, str(add_days(on, 9)), "Exams")
frappe.set_user(other_manager)
postponing.answer(asked["name"], 1, "")
now = {key: the_review(child) for key, child in names.items()}
result["alone moved"] = {key: str(one.booked_on) for key, one in now.items()}
joint = frappe.get_doc("Joint Review Booking", name)
result["rows"] = {key: str(row.moved_alone_to) for row in joint.children for key, child in names.items() if child == row.child}
result["leads then"] = [str(joint.leading_due_on), joint.note]
result["still due"] = str(now["beni"].due_on) == due["beni"]
frappe.set_user(iro)
joint.venue = "The school"
joint.save()
result["after all saved"] = str(the_review(names["beni"]).booked_on)
result["words"] = preparation(now["beni"].name)["together"]
# nothing of one child on another's record
def copy(text, **more):
	frappe.set_user(iro)
	review = frappe.get_doc("IRO Review", now["asha"].name)
	review.set("agenda", [])
	review.append("agenda", {"section": section, "working_well": text, **more})
	review.save()
	return joint_preparing.copy_agenda_text(review.name, section, [now["beni"].name])
frappe.set_user("Administrator")
section = frappe.db.get_value("Review Agenda Section", {}) or frappe.get_doc({"doctype": "Review Agenda Section", "section_name": "Family time"}).insert().name
result["names"] = tried(copy, "beni sees his father each week")
result["own view"] = tried(copy, "", childs_view="I want to stay")
copy("The children see their father each week", childs_view="I want to stay")
(row,) = [row for row in the_review(names["beni"]).agenda if row.section == section]
result["copied"] = [row.working_well, row.childs_view]
result["not copied"] = [row.working_well for row in the_review(names["cora"]).agenda if row.section == section and row.working_well]
# all that still stand on the day, with one request each; the last answer moves the booking itself
def waiting():
	return frappe.get_all("Review Postponement", {"waiting_key": ("is", "set"), "child": ("in", list(names.values()))}, ["name", "child"])

def asked_for():
	return sorted(key for key, child in names.items() for one in waiting() if one.child == child)

frappe.set_user(iro)
alone = postponing.put_off(now["beni"].name, str(add_days(on, 12)), "Exams", together=1)
result["asked for from a day of its own"] = asked_for()
postponing.withdraw(alone["name"])
postponing.put_off(now["asha"].name, str(add_days(on, 9)), "Holiday", together=1)
requests, result["asked for"] = waiting(), asked_for()
result["twice"] = tried(postponing.put_off, now["cora"].name, str(add_days(on, 12)), "Holiday", 1)
for one in requests:
	frappe.set_user(other_manager)
	postponing.answer(one.name, 1, "")
result["all moved"] = sorted({str(the_review(child).booked_on) for child in names.values()})
joint = frappe.get_doc("Joint Review Booking", name)
result["moved booking"] = [str(joint.booked_on), [row.moved_alone_to for row in joint.children]]
frappe.set_user(iro)
joint = frappe.get_doc("Joint Review Booking", name)
joint.children = [row for row in joint.children if row.child != names["cora"]]
joint.save()
out = the_review(names["cora"])
result["taken out"] = [out.joint_booking, str(out.booked_on)]
result["foreign"] = tried(lambda: joint_preparing.copy_agenda_text(now["asha"].name, section, [out.name]))
result["names in it"] = [first for first in first_names if first in joint.title + (joint.note or "")]
""",
		names=children,
		first_names=list(NAMES.values()),
		iro=IRO,
		other_manager=OTHER_MANAGER,
		day={str(n): day(n) for n in range(-60, 61)},
	)
	due, soonest = found["due"], min(found["due"].values())
	assert soonest == due["beni"] < min(due["asha"], due["cora"])
	assert found["offered"] == sorted([children["asha"], children["cora"]])
	assert found["alone"] == "JointBookingRefused"
	on = (today().fromisoformat(soonest) + timedelta(days=2)).isoformat()
	moved_to = (today().fromisoformat(soonest) + timedelta(days=11)).isoformat()
	assert found["joint"][:2] == [f"3 children, {in_words(today().fromisoformat(on))}", soonest]
	assert found["joint"][2].startswith("Booked after the due date of 1 of 3 children")
	assert found["booked"] == {
		"asha": ["Booked", on, "The family centre", True, False],
		"beni": ["Booked", on, "The family centre", True, True],
		"cora": ["Booked", on, "The family centre", True, False],
	}
	assert found["due after"] == due
	assert found["prepared"] == {
		"asha": [day(-1), "Not needed"],
		"beni": [day(-1), "Not needed"],
		"cora": [day(-1), "Arranged"],
	}
	assert found["link kept"]
	assert found["later"] == "PostponementNeeded"
	assert found["alone moved"] == {"asha": on, "beni": moved_to, "cora": on}
	assert found["rows"] == {"asha": "None", "beni": moved_to, "cora": "None"}
	assert found["leads then"] == [min(due["asha"], due["cora"]), None]
	assert found["still due"]
	assert found["after all saved"] == moved_to
	assert (
		found["words"] == "Booked together with 2 other children. This part was moved alone; the others stay."
	)
	assert found["names"] == "NamesAnotherChild"
	assert found["own view"] == "JointBookingRefused"
	assert found["copied"] == [
		"The children see their father each week (Said for all children of this booking.)",
		None,
	]
	assert found["not copied"] == []
	assert found["asked for from a day of its own"] == ["beni"]
	assert found["asked for"] == ["asha", "cora"]
	assert found["twice"] == "PostponementRefused"
	assert found["all moved"] == [moved_to]
	assert found["moved booking"] == [moved_to, [None, None, None]]
	assert found["taken out"] == [None, moved_to]
	assert found["foreign"] == "JointBookingRefused"
	assert found["names in it"] == []


def test_a_message_of_the_feed_can_arrive_meanwhile(site: Site, children: dict[str, str]) -> None:
	"""The timetable writes the review of one child and leaves booking and joint booking as they are."""
	before = [row for row in site.rows("IRO Review", f"{RUN}-asha", "*") if row["open_key"]]
	site.feed.send(
		message(
			"child",
			f"{RUN}-asha",
			f"{RUN}-asha",
			2,
			first_name="Asha",
			last_name="Quill",
			birth_date="2015-05-06",
		),
		*moved(f"{RUN}-asha", TODAY - timedelta(days=200), TODAY - timedelta(days=3)),
		notify=False,
	)
	after = [row for row in site.rows("IRO Review", f"{RUN}-asha", "*") if row["open_key"]]
	assert after[0]["due_on"] != before[0]["due_on"]
	for field in ("booked_on", "status", "joint_booking", "booking_made_on", "venue"):
		assert after[0][field] == before[0][field], field
