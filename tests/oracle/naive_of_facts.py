"""Changes that recorded facts show."""

from datetime import timedelta

from iro_module.domain.care_events import FactKind, MoveTo, RecordedFact
from tests.oracle.naive_dates import ONE_DAY
from tests.oracle.naive_days import CARE_ORDERS, code_on, in_period, period_of
from tests.oracle.naive_of_moves import parents_assessed
from tests.oracle.naive_of_periods import end_of_care
from tests.oracle.naive_settled import change
from tests.oracle.naive_view import Change, View

RULES = {
	FactKind.SCHOOL_CHANGED: "C09", FactKind.EXCLUDED: "C09",
	FactKind.ADOPTIVE_PLACEMENT_ENDED: "C16",
	FactKind.DEPRIVATION_OF_LIBERTY: "C19",
	FactKind.RELEASE: "C21",
	FactKind.SENTENCED: "C22",
	FactKind.MISSING: "C28",
	FactKind.ALLEGATION: "C29",
	FactKind.PLACEMENT_UNSAFE: "ER-b",
	FactKind.SOCIAL_WORKER_CHANGED: "C30",
	FactKind.CONTACT_CHANGED: "C33",
	FactKind.HEALTH_EVENT: "C34",
	FactKind.COMPLAINT: "C35", FactKind.ADVOCATE_ASKED: "C35",
	FactKind.ASYLUM_STATUS_ENDED: "C37", FactKind.AGE_REASSESSED: "C37",
	FactKind.MENTAL_HEALTH_DETENTION: "C41",
	FactKind.MOVE_PLANNED: "C02",
	FactKind.CARE_PLAN_CHANGE_PROPOSED: "TI1",
	FactKind.BIRTH_FAMILY_CHANGED: "TI2",
	FactKind.CHARGED: "TI3",
	FactKind.PERMANENCE_PANEL: "TI4",
}  # fmt: skip


def of_facts(view: View, found: list[Change]) -> list[Change]:
	"""Each fact of the period; an adoptive placement's end only where no move shows it on that day."""
	shown = {one.on for one in found if one.rule == "C16"}
	changes = []
	for fact in view.child.facts:
		leaving = fact.kind in (FactKind.END_PROPOSED, FactKind.RELEASE)
		day = fact.on - ONE_DAY if leaving and fact.on > period_of(view.period).start_date else fact.on
		if not in_period(view.child, view.period, day):
			continue
		if fact.kind is FactKind.END_PROPOSED:
			if period_of(view.period).end_date is None:
				changes += end_of_care(
					view, fact.name, fact.on, fact.to_parents, fact.recorded_on, proposed=True
				)
		elif (
			fact.kind in RULES
			and _counts(view, fact)
			and not (fact.kind is FactKind.ADOPTIVE_PLACEMENT_ENDED and fact.on in shown)
		):
			rule = _rule(view, fact)
			one = change(view, rule, fact.name, fact.on, [(fact.name, None)], fact.recorded_on)
			one.by_law = not parents_assessed(view, fact.on) if rule == "C17" else None
			changes.append(one)
	return changes


def _rule(view: View, fact: RecordedFact) -> str:
	if fact.kind is FactKind.MOVE_PLANNED:
		under_order = code_on(view.child, fact.on) in CARE_ORDERS
		if fact.move_to is MoveTo.ADOPTION:
			return "C15"
		return "C17" if fact.move_to is MoveTo.PARENTS and under_order else "C02"
	return RULES[fact.kind]


def _counts(view: View, fact: RecordedFact) -> bool:
	if fact.kind is FactKind.RELEASE:
		return fact.on > view.today and code_on(view.child, view.today) in CARE_ORDERS
	if fact.kind is FactKind.SENTENCED:
		return code_on(view.child, fact.on) in CARE_ORDERS
	if fact.kind is FactKind.MISSING:
		return _past_its_day(view, fact) or _often(view, fact)
	return True


def _past_its_day(view: View, fact: RecordedFact) -> bool:
	"""Longer than the day on which the child went missing; open still, up to today."""
	return (fact.until or view.today) > fact.on


def _often(view: View, fact: RecordedFact) -> bool:
	"""The third time in ninety days."""
	policy = view.settings.policy
	first = fact.on - timedelta(days=policy.missing_window_days)
	times = [one for one in view.child.facts if one.kind is FactKind.MISSING and first < one.on <= fact.on]
	return len(times) >= policy.missing_episodes
