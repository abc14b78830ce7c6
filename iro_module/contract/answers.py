"""What a platform answers about its open reviews and notices, and how a planned review is kept in a store.

One shape for every platform, so that answers can be compared byte for byte. Dates are ISO text.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from iro_module.domain.notices import Notice
from iro_module.domain.policy import Authority
from iro_module.domain.reasons import Kind, Reason, Timetable
from iro_module.domain.review_plan import Gap, PlannedReview

Json = dict[str, Any]


def answer(as_of: date, reviews: Iterable[Json], notices: Iterable[Json], incomplete: Iterable[Json]) -> Json:
	"""The whole answer, in an order that depends on nothing but its content."""
	return {
		"as_of": as_of.isoformat(),
		"reviews": sorted(reviews, key=lambda one: (one["due_on"], one["child_id"], one["timetable"])),
		"notices": sorted(
			notices,
			key=lambda one: (one["tell_by"], one["child_id"], one["rule"], one["tell"], one["reason"]),
		),
		"incomplete": sorted(incomplete, key=lambda one: (one["child_id"], one["needed"])),
	}


def review_answer(child_id: str, planned: PlannedReview, booked_on: date | None, today: date) -> Json:
	"""One open review. Overdue is judged against the law; a booking makes it scheduled."""
	by_law = planned.statutory_due_on
	overdue = by_law is not None and by_law < today
	return {
		"child_id": child_id,
		"kind": planned.kind.value,
		"timetable": planned.timetable.value,
		"due_on": planned.due_on.isoformat(),
		"statutory_due_on": by_law.isoformat() if by_law else None,
		"practical_on": planned.practical_on.isoformat(),
		"sequence": planned.sequence,
		"status": "overdue" if overdue else "scheduled" if booked_on else "planned",
		"basis": [_reason_answer(reason) for reason in planned.basis],
	}


def notice_answer(notice: Notice) -> Json:
	"""One standing notice."""
	return {
		"child_id": notice.child_id,
		"rule": notice.rule,
		"tell": notice.tell,
		"tell_by": notice.tell_by.isoformat(),
		"reason": notice.reason,
		"counted": notice.counted,
	}


def gap_answer(child_id: str, gap: Gap) -> Json:
	"""One thing missing from a child's records."""
	return {"child_id": child_id, "needed": gap.needed, "reason": gap.reason}


def planned_to_json(planned: PlannedReview) -> Json:
	"""A planned review as plain values, for a store; the inverse of `planned_from_json`."""
	return {
		"track": planned.track,
		"kind": planned.kind.value,
		"timetable": planned.timetable.value,
		"due_on": planned.due_on.isoformat(),
		"statutory_due_on": planned.statutory_due_on.isoformat() if planned.statutory_due_on else None,
		"practical_on": planned.practical_on.isoformat(),
		"sequence": planned.sequence,
		"basis": basis_to_json(planned.basis),
	}


def planned_from_json(kept: Json) -> PlannedReview:
	"""A planned review from what `planned_to_json` gave."""
	by_law = kept["statutory_due_on"]
	return PlannedReview(
		track=kept["track"],
		kind=Kind(kept["kind"]),
		timetable=Timetable(kept["timetable"]),
		due_on=date.fromisoformat(kept["due_on"]),
		statutory_due_on=date.fromisoformat(by_law) if by_law else None,
		practical_on=date.fromisoformat(kept["practical_on"]),
		sequence=kept["sequence"],
		basis=basis_from_json(kept["basis"]),
	)


def basis_to_json(basis: Iterable[Reason]) -> list[Json]:
	"""The reasons of a review as plain values."""
	return [
		{
			**_reason_answer(reason),
			"kind": reason.kind.value,
			"timetable": reason.timetable.value if reason.timetable else None,
			"not_before": reason.not_before.isoformat() if reason.not_before else None,
		}
		for reason in basis
	]


def basis_from_json(kept: Iterable[Json]) -> tuple[Reason, ...]:
	"""The reasons of a review from what `basis_to_json` gave."""
	return tuple(
		Reason(
			rule=one["rule"],
			authority=Authority(one["authority"]),
			kind=Kind(one["kind"]),
			due_on=date.fromisoformat(one["due_on"]),
			changed_on=date.fromisoformat(one["changed_on"]),
			reason=one["reason"],
			counted=one["counted"],
			timetable=Timetable(one["timetable"]) if one["timetable"] else None,
			not_before=date.fromisoformat(one["not_before"]) if one.get("not_before") else None,
		)
		for one in kept
	)


def notice_to_json(notice: Notice) -> Json:
	"""A notice as plain values, for a store; the inverse of `notice_from_json`."""
	changed_on = notice.changed_on.isoformat() if notice.changed_on else None
	return {**notice_answer(notice), "subject": notice.subject, "changed_on": changed_on}


def notice_from_json(kept: Json) -> Notice:
	"""A notice from what `notice_to_json` gave; one kept before it said how its day was counted says nothing."""
	changed_on = date.fromisoformat(kept["changed_on"]) if kept.get("changed_on") else None
	days = {"tell_by": date.fromisoformat(kept["tell_by"]), "changed_on": changed_on}
	return Notice(**{"counted": "", **kept, **days})


def _reason_answer(reason: Reason) -> Json:
	return {
		"rule": reason.rule,
		"authority": reason.authority.value,
		"due_on": reason.due_on.isoformat(),
		"changed_on": reason.changed_on.isoformat(),
		"reason": reason.reason,
		"counted": reason.counted,
	}
