"""Changes that recorded facts show: C09, C16, C19, C21-C23, C28-C30, C33-C35, C37, C41, ER-b and TI1-TI4; and a move
somebody reported (C02, C15, C17), until a record of it comes."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from iro_module.domain import codes
from iro_module.domain.care_events import FactKind, MoveTo, RecordedFact
from iro_module.domain.circumstances.case import Case
from iro_module.domain.circumstances.change import ASKED_BEFORE, Change, aspect_of
from iro_module.domain.circumstances.of_moves import parents_assessed
from iro_module.domain.circumstances.of_periods import end_of_care
from iro_module.domain.circumstances.settlement import also_by_aspect, settlement, window_met_on
from iro_module.domain.sentences import Sentence

RULE_OF: Mapping[FactKind, str] = {
	FactKind.SCHOOL_CHANGED: "C09",
	FactKind.EXCLUDED: "C09",
	FactKind.ADOPTIVE_PLACEMENT_ENDED: "C16",
	FactKind.DEPRIVATION_OF_LIBERTY: "C19",
	FactKind.RELEASE: "C21",
	FactKind.SENTENCED: "C22",
	FactKind.END_PROPOSED: "C23",
	FactKind.MISSING: "C28",
	FactKind.ALLEGATION: "C29",
	FactKind.PLACEMENT_UNSAFE: "ER-b",
	FactKind.SOCIAL_WORKER_CHANGED: "C30",
	FactKind.CONTACT_CHANGED: "C33",
	FactKind.HEALTH_EVENT: "C34",
	FactKind.COMPLAINT: "C35",
	FactKind.ADVOCATE_ASKED: "C35",
	FactKind.ASYLUM_STATUS_ENDED: "C37",
	FactKind.AGE_REASSESSED: "C37",
	FactKind.MENTAL_HEALTH_DETENTION: "C41",
	FactKind.MOVE_PLANNED: "C02",
	FactKind.CARE_PLAN_CHANGE_PROPOSED: "TI1",
	FactKind.BIRTH_FAMILY_CHANGED: "TI2",
	FactKind.CHARGED: "TI3",
	FactKind.PERMANENCE_PANEL: "TI4",
}
"""The rule under which each kind of fact falls; that parents were assessed only decides about C17.

Where a move leads may bring it under another rule.
"""
_MOVE_TITLE = {
	"C02": "Move",
	"C15": "Placement for adoption",
	"C17": "Placement with parents under a care order",
}


def of_facts(case: Case, adoptive_endings: frozenset[date]) -> Iterator[Change]:
	"""The changes of the facts recorded within the period.

	adoptive_endings: the days on which the placements themselves show that an adoptive placement ended.
	"""
	start = case.period.record.start_date
	for fact in case.history.facts:
		if fact.on < start or (case.ends is not None and fact.on > case.ends) or fact.kind not in RULE_OF:
			continue
		if fact.kind is FactKind.END_PROPOSED:
			if case.period.record.end_date is None:
				yield from end_of_care(
					case, fact.name, fact.on, fact.to_parents, proposed=True, recorded_on=fact.recorded_on
				)
		elif fact.kind is FactKind.RELEASE:
			if fact.on > case.today and case.history.status_on(case.today) in codes.IN_CARE:
				yield _change(case, fact)
		elif case.is_within(fact.on) and _counts(case, fact, adoptive_endings):
			yield _change(case, fact)


def _counts(case: Case, fact: RecordedFact, adoptive_endings: frozenset[date]) -> bool:
	if fact.kind is FactKind.MISSING:
		return is_told_missing(case, fact)
	if fact.kind is FactKind.SENTENCED:
		return case.history.status_on(fact.on) in codes.IN_CARE
	return fact.kind is not FactKind.ADOPTIVE_PLACEMENT_ENDED or fact.on not in adoptive_endings


def is_told_missing(case: Case, fact: RecordedFact) -> bool:
	"""Whether a missing episode is told: it lasted past the day it began, or is one of three in 90 days.

	The records give days, not hours; past its day stands for longer than 24 hours, so that none is passed over.
	"""
	if (fact.until or case.today) > fact.on:
		return True
	since = fact.on - timedelta(days=case.policy.missing_window_days)
	times = [one for one in case.history.facts if one.kind is FactKind.MISSING and since < one.on <= fact.on]
	return len(times) >= case.policy.missing_episodes


def _change(case: Case, fact: RecordedFact) -> Change:
	rule = _rule(case, fact)
	names = ((fact.name, date.min),)
	settled, decision, before = settlement(case, rule, fact.name, fact.on, names, aspect_of(rule))
	return Change(
		rule=rule,
		subject=fact.name,
		on=fact.on,
		ahead=fact.on > case.today,
		words=_words(case, fact, rule),
		reviewed_before=before if rule in ASKED_BEFORE else None,
		settled_on=settled,
		recorded_on=fact.recorded_on,
		decision=decision,
		by_law=False if rule == "C17" and parents_assessed(case, fact.on) else None,
		window_met_on=window_met_on(case, fact.on, also_by_aspect(names, fact.name), decision)
		if rule == "C16"
		else None,
	)


def _rule(case: Case, fact: RecordedFact) -> str:
	if fact.move_to is MoveTo.ADOPTION:
		return "C15"
	if fact.move_to is MoveTo.PARENTS and case.history.status_on(fact.on) in codes.IN_CARE:
		return "C17"
	return RULE_OF[fact.kind]


def _words(case: Case, fact: RecordedFact, rule: str) -> Sentence:
	if fact.kind is not FactKind.MOVE_PLANNED:
		return Sentence("{0} on {1}", (fact.kind.value, fact.on))
	if fact.recorded_on and fact.on <= fact.recorded_on:
		return Sentence("{0} on {1}, reported by staff, not yet in the records", (_MOVE_TITLE[rule], fact.on))
	pattern = "{0} planned for {1}" if fact.on > case.today else "{0} planned for {1}, not yet in the records"
	return Sentence(pattern, (_MOVE_TITLE[rule], fact.on))
