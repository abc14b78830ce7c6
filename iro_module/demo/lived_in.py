"""What Wenbury's people did on the demo site: visits, bookings, reviews with their decisions, cover, challenge.

Everything is done as the person whose work it is, through the same documents and checks as on the desk, on days
counted from today, so that every list of the site has something to show.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import frappe

from iro_module.demo.cast import CHILDREN
from iro_module.demo.people import (
	ADMINISTRATOR,
	AUDITOR,
	MANAGER,
	OFFICERS,
	SOCIAL_WORKER_PERSON,
	TEAM_MANAGER,
	Person,
)
from iro_module.domain.records import child_name
from iro_module.domain.review_decisions import Occasion
from iro_module.iro_reviews import decision_looks
from iro_module.iro_reviews.statuses import PLANNED
from iro_module.iro_reviews.visits import record as record_visit
from iro_module.iro_setup.clock import today

FAMILIES = (("1001", "1002", "1003"), ("1016", "1017"), ("1019", "1020"), ("1025", "1026"))
GRACE, TOM = OFFICERS
REVIEW, DECISION = "IRO Review", "Review Decision"


def live_in() -> None:
	"""Play all of it, once; the demo's loading commits."""
	for officer in OFFICERS:
		_make(
			MANAGER,
			"Reviewing Officer",
			user=officer.email,
			full_time_equivalent=1 if officer is GRACE else 0.6,
		)
	for family in FAMILIES:
		for elder, younger in pairwise(family):
			_make(
				MANAGER, "Child Relationship", child=_name(elder), related_child=_name(younger),
				relation="Brother or sister of",
			)  # fmt: skip
	_absences()
	reviews = iter(_reviews_of(GRACE))
	_completed_last_week(next(reviews))
	_begun_yesterday(next(reviews))
	_booked_late_and_put_off(next(reviews))
	_booked_this_week(next(reviews))
	_told_by_the_social_worker()
	_watched_closely(next(reviews))
	_challenged(next(reviews))


def _absences() -> None:
	"""One that a colleague covers, and one to come that nobody covers yet."""
	on = today()
	_make(
		MANAGER, "IRO Absence", iro=TOM.email, from_on=_days(-2), to_on=_days(9), covering_iro=GRACE.email,
		note="Grace has the diary; letters say who comes.",
	)  # fmt: skip
	_make(
		MANAGER,
		"IRO Absence",
		iro=GRACE.email,
		from_on=on + timedelta(days=12),
		to_on=on + timedelta(days=19),
	)


def _completed_last_week(review: str) -> None:
	"""A review held a week ago, in two meetings: its decisions are out, and one of them is late already."""
	held = _days(-7)
	child = frappe.db.get_value(REVIEW, review, "child")
	with _as(GRACE):
		record_visit(
			child,
			{"kind": "Visit", "happened_on": str(_days(-9)), "with_child": "Spoken to alone", "place": "At home",
				"views": "Wants to stay where they are, and to see more of an aunt."},
			private_words="Asked me not to tell anybody yet about falling out with a friend.",
			private_kind="What the child asked not to be shared",
		)  # fmt: skip
		doc = frappe.get_doc(REVIEW, review)
		doc.update({
			"booked_on": held, "booked_at": "15:30", "venue": "At home", "mode": "In person",
			"report_received_on": _days(-10), "care_plan_on_file": "Yes", "report_shared_child_on": _days(-9),
			"consultation_sent_on": _days(-21), "planning_talk_on": _days(-28),
		})  # fmt: skip
		doc.append(
			"meetings", {"held_on": _days(-8), "mode": "In person", "covered": "The child's part, at home"}
		)
		doc.append(
			"meetings", {"held_on": held, "mode": "By video", "covered": "School, health and the plan"}
		)
		for person, role, day in (
			("The child", "Child", _days(-8)),
			("Foster carer", "Carer", _days(-8)),
			("Foster carer", "Carer", held),
			("Class teacher", "Teacher or school", held),
		):
			doc.append(
				"attendance",
				{"person": person, "person_role": role, "meeting_on": day, "attended": "Throughout"},
			)
		doc.save()
		for text, plain, role, owner, person, by in (
			(
				"Family time with the aunt twice a month, arranged and paid for",
				"You will see your aunt two times each month",
				"Social worker", "Social worker", SOCIAL_WORKER_PERSON, _days(-1),
			),
			(
				"The school sets out what help there is in lessons",
				"Your school will tell us how they help you",
				"School", "Designated teacher", None, _days(40),
			),
		):  # fmt: skip
			_insert(
				DECISION, child=child, review=review, decision_text=text, child_text=plain, owner_role=role,
				owner_name=owner, owner_user=person.email if person else None, due_on=by, in_care_plan="No",
			)  # fmt: skip
		_complete(review, held)
		doc = frappe.get_doc(REVIEW, review)
		doc.decisions_sent_on = _days(-4)
		doc.save()


def _complete(review: str, held: date) -> None:
	doc = frappe.get_doc(REVIEW, review)
	decision_looks.fill(doc, Occasion.REVIEW)
	for row in doc.looked_at:
		row.outcome = row.outcome or "on track"
	doc.update({
		"status": "Completed", "completed_on": held, "child_attendance": "was there throughout", "child_spoke": 1,
		"participation_code": "PN1", "spoken_to_privately": "Yes", "permanence_plan": "In place",
		"permanence_plan_on": held, "permanence_route": "Long-term foster care", "plan_meets_needs": "In part",
		"chose_where": "Yes", "chose_who": "In part", "chose_agenda": "Not asked", "small_by_choice": 1,
		"child_chaired": "No", "communication_help": "Not needed", "advocate_offered": "Yes, not wanted",
		"knows_reviewing_officer": "Yes", "knows_how_to_complain": "Now told",
		"views_made_a_difference": "Family time with the aunt is twice a month, as the child asked.",
		"view_not_followed": "Staying up later on school days: the carer decides it from day to day.",
		"feedback_on_review": "Better with the school on the screen and not in the room.",
		"drift": "Some", "judgement": "The plan is right. What was agreed about family time has taken too long.",
		"next_meeting_on": held + timedelta(days=75),
	})  # fmt: skip
	if doc.statutory_due_on and frappe.utils.getdate(doc.statutory_due_on) < held:
		doc.lateness_kind = frappe.get_all("Lateness Reason", order_by="position", pluck="name", limit=1)[0]
		doc.lateness_reason = "The carer was ill on the day first booked."
	doc.save()


def _begun_yesterday(review: str) -> None:
	with _as(GRACE):
		doc = frappe.get_doc(REVIEW, review)
		doc.booked_on = _days(-1)
		doc.append("meetings", {"held_on": _days(-1), "mode": "In person", "covered": "The child's part"})
		doc.save()


def _booked_late_and_put_off(review: str) -> None:
	"""Booked for a day after it is due; the administrator has asked for a later one still."""
	due = frappe.utils.getdate(frappe.db.get_value(REVIEW, review, "due_on"))
	booked = max(due, today()) + timedelta(days=5)
	with _as(ADMINISTRATOR):
		doc = frappe.get_doc(REVIEW, review)
		doc.update({"status": "Booked", "booked_on": booked, "interpreter": "To arrange"})
		doc.save()
		_insert(
			"Review Postponement", review=review, to_on=booked + timedelta(days=4),
			reason="The interpreter cannot come on that day.",
		)  # fmt: skip


def _booked_this_week(review: str) -> None:
	with _as(ADMINISTRATOR):
		doc = frappe.get_doc(REVIEW, review)
		doc.update({
			"status": "Booked", "booked_on": today(), "booked_at": "16:00", "venue": "The school", "mode": "In person",
			"consultation_sent_on": _days(-14), "interpreter": "Arranged", "interpreter_note": "Makaton signer",
		})  # fmt: skip
		doc.save()
		_insert(
			"Review Consultation", child=doc.child, review=review, for_whom="Child", channel="MOMO Express",
			sent_on=_days(-14), returned_on=_days(-3),
		)  # fmt: skip


def _told_by_the_social_worker() -> None:
	"""Reported in a minute: a move in two weeks, which asks for a review before it."""
	mine = next(one for one in CHILDREN if one.social_worker == SOCIAL_WORKER_PERSON.staff_id)
	with _as(SOCIAL_WORKER_PERSON):
		_insert(
			"Change of Circumstances", child=child_name(mine.child_id), kind="Planned move or end of placement",
			happened_on=_days(14), details="The carers retire; a family near the school has been found.",
		)  # fmt: skip


def _watched_closely(review: str) -> None:
	child = frappe.get_doc("Looked After Child", frappe.db.get_value(REVIEW, review, "child"))
	with _as(GRACE):
		child.update({
			"closer_oversight": 1, "oversight_reason": "Two placements ended within three months.",
			"oversight_check_days": 14, "oversight_review_months": 3,
		})  # fmt: skip
		child.save()


def _challenged(review: str) -> None:
	"""One challenge under way, one still a draft that only the reviewing service sees."""
	child = frappe.db.get_value(REVIEW, review, "child")
	with _as(GRACE):
		for state, wrong, needed in (
			(
				"Informal",
				"Nobody has visited within the agreed time.",
				"A visit this week, and the dates of the next.",
			),
			(
				"Draft",
				"The placement is too far from the school.",
				"A plan for the journey, or a nearer place.",
			),
		):
			_insert(
				"IRO Escalation", child=child, review=review, state=state, raised_on=_days(-3), what_is_wrong=wrong,
				what_is_needed=needed,
			)  # fmt: skip
		_insert(
			"Practice Commendation", child=child, given_to="Foster carer and social worker", given_on=_days(-6),
			what_was_good="Life story work done with care, at the child's pace.", copied_to=TEAM_MANAGER.email,
		)  # fmt: skip
	with _as(AUDITOR):
		_insert(
			"Practice Audit", child=child, review=review, kind="Dip sample of a record", audited_on=_days(-5),
			grade="Good", strengths="The child's own words are on the record.",
			recommendations="Send decisions within five working days.",
		)  # fmt: skip


def _reviews_of(officer: Person) -> Iterator[str]:
	"""Planned reviews of the officer's children of 5 and over, the next due first; those of families stay together."""
	apart = {_name(number) for family in FAMILIES for number in family}
	born_before = today() - timedelta(days=6 * 366)
	children = frappe.get_all(
		"Looked After Child",
		[
			["iro", "=", officer.email],
			["restricted", "=", 0],
			["birth_date", "is", "set"],
			["birth_date", "<", born_before],
			["name", "not in", list(apart)],
		],
		pluck="name",
	)
	reviews = frappe.get_all(
		REVIEW,
		{"child": ("in", children), "status": PLANNED, "track": "looked_after"},
		pluck="name",
		order_by="due_on, name",
	)
	return iter(reviews)


def _make(person: Person, doctype: str, **values: Any) -> None:
	with _as(person):
		_insert(doctype, **values)


def _insert(doctype: str, **values: Any) -> Any:
	doc = frappe.new_doc(doctype)
	doc.update(values)
	return doc.insert()


@contextmanager
def _as(person: Person) -> Iterator[None]:
	before = frappe.session.user
	frappe.set_user(person.email)
	try:
		yield
	finally:
		frappe.set_user(before)


def _name(number: str) -> str:
	return child_name(f"WB-{number}")


def _days(number: int) -> date:
	return today() + timedelta(days=number)
