"""One history through the real rules and through the naive ones, and what differs."""

import hashlib
from datetime import date

from iro_module.domain.care_events import SECURE_PANEL_TRACK, Held
from iro_module.domain.care_history import history_of
from iro_module.domain.intake import Message, Outcome, StoredRecord, judge
from iro_module.domain.planned import ChildFacts, EarlyRequest, Plan
from iro_module.domain.review_plan import plan
from tests.oracle import naive_plan
from tests.oracle.case import Case
from tests.oracle.naive_records import Told, on_record
from tests.oracle.naive_view import Settings

CHILD = "CH-1"
Shown = dict[str, list[tuple[str, ...]]]


def real(case: Case) -> Plan:
	"""The plan by the rules of the product, from the messages in the order in which they came."""
	stored: dict[str, StoredRecord] = {}
	for number, told in enumerate(case.messages):
		message = _message(told, number)
		judgement = judge(message, None, stored.get(message.record_name))
		assert judgement.outcome is not Outcome.REFUSED, judgement.faults
		if judgement.stored:
			stored[message.record_name] = judgement.stored
	desk = [
		Held(review.on, frozenset(review.considered), review.change_only, review.first_meeting_on)
		for review in case.desk_reviews
	]
	desk += [Held(day, track=SECURE_PANEL_TRACK) for day in case.panels]
	asked = tuple(EarlyRequest(*asked) for asked in case.asked)
	facts = ChildFacts(case.iro_allocated, asked, tuple(case.decisions))
	return plan(history_of(CHILD, stored.values(), desk, case.facts), facts, case.today, case.policy())


def _message(told: Told, number: int) -> Message:
	content = hashlib.sha256(f"{told.record!r} {told.version}".encode()).hexdigest()
	return Message(
		told.source, f"M-{number}", told.record_type, CHILD, told.record_id, told.version, told.record, content,
		content, told.recorded_on,
	)  # fmt: skip


def naive(case: Case) -> naive_plan.NaivePlan:
	"""The plan by the naive rules."""
	settings = Settings(case.policy(), case.extra_holidays)
	return naive_plan.plan_of(
		on_record(case), case.today, settings, case.asked, case.iro_allocated, case.decisions
	)


def show_real(found: Plan) -> Shown:
	"""A plan of the product in plain words, sorted."""
	return {
		"reviews": sorted(
			_words(
				one.track, one.kind.value, one.timetable.value, "due", one.due_on, "by law", one.statutory_due_on,
				"practical", one.practical_on, "number", one.sequence,
			)
			for one in found.reviews
		),
		"basis": sorted(
			_words(
				why.rule, why.authority.value, why.kind.value, why.due_on, "from", why.changed_on,
				why.timetable.value if why.timetable else None, "not before", why.not_before,
			)
			for one in found.reviews
			for why in one.basis
		),
		"changes": sorted(
			_words(
				one.rule, one.on, one.subject[:8], "ahead" if one.ahead else "", "settled", one.settled_on,
				"reviewed before", one.reviewed_before, one.decision.ruling.name if one.decision else None,
			)
			for one in found.changes
		),
		"notices": sorted(_words(one.rule, one.subject[:8], one.tell, one.tell_by) for one in found.notices),
		"gaps": sorted(_words(one.needed) for one in found.gaps),
		"left care": [_words(found.left_care_on)],
	}  # fmt: skip


def show_naive(found: naive_plan.NaivePlan) -> Shown:
	"""A naive plan in the same words."""
	return {
		"reviews": sorted(
			_words(
				one.track, one.kind, one.timetable, "due", one.due_on, "by law", one.statutory_due_on, "practical",
				one.practical_on, "number", one.sequence,
			)
			for one in found.reviews
		),
		"basis": sorted(
			_words(
				why.rule, why.authority, why.kind, why.due_on, "from", why.changed_on, why.timetable,
				"not before", why.not_before,
			)
			for one in found.reviews
			for why in one.basis
		),
		"changes": sorted(
			_words(
				one.rule, one.on, one.subject[:8], "ahead" if one.ahead else "", "settled", one.settled_on,
				"reviewed before", one.reviewed_before, one.decision.ruling.name if one.decision else None,
			)
			for one in found.changes
		),
		"notices": sorted(_words(note.rule, note.subject[:8], note.tell, note.tell_by) for note in found.notices),
		"gaps": sorted(_words(gap) for gap in found.gaps),
		"left care": [_words(found.left_care_on)],
	}  # fmt: skip


def _words(*values: str | int | date | bool | None) -> tuple[str, ...]:
	return tuple("-" if value is None else str(value) for value in values)


def differences(case: Case) -> dict[str, tuple[list[tuple[str, ...]], list[tuple[str, ...]]]]:
	"""What the two plans say differently: part, what the rules say, what the naive reading says."""
	one, two = show_real(real(case)), show_naive(naive(case))
	return {part: (one[part], two[part]) for part in one if one[part] != two[part]}
