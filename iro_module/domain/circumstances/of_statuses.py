"""Changes of legal status: C10-C14, C20, any other between the groups of statuses, and ER-c.

Within a group nothing changes (V3 to V4), but for the interim order that becomes a full one (C11).
"""

from collections.abc import Iterator, Mapping
from datetime import date

from iro_module.domain import codes
from iro_module.domain.care_events import Status
from iro_module.domain.circumstances.case import Case
from iro_module.domain.circumstances.change import ASKED_BEFORE, Change
from iro_module.domain.circumstances.settlement import near_the_end, settlement
from iro_module.domain.codes import LegalStatus
from iro_module.domain.reasons import working_days_after
from iro_module.domain.sentences import Sentence

_RULES: Mapping[tuple[LegalStatus, LegalStatus], tuple[str, str]] = {
	(LegalStatus.V2, LegalStatus.C1): ("C10", "Interim care order made"),
	(LegalStatus.C1, LegalStatus.C2): ("C11", "Full care order made"),
	(LegalStatus.V2, LegalStatus.C2): ("C11", "Full care order made"),
	(LegalStatus.C1, LegalStatus.V2): ("C12", "Interim care order ended, child still looked after"),
	(LegalStatus.C2, LegalStatus.V2): ("C12", "Care order ended, child still looked after"),
}


def status_rule(before: LegalStatus | None, now: LegalStatus) -> tuple[str, str] | None:
	"""The rule under which a change of status falls, and what it is called; None where nothing changed.

	before: None for the first status of a period.
	"""
	if now is LegalStatus.E1 and before is not LegalStatus.E1:
		return "C14", "Placement order made"
	if now in codes.YOUTH_JUSTICE and before not in codes.YOUTH_JUSTICE:
		return "C20", f"{codes.STATUS_MEANING[now].capitalize()} ({now})"
	if before is None or (_GROUP[before] == _GROUP[now] and (before, now) not in _RULES):
		return None
	rule, title = _RULES.get((before, now), ("LS", "Legal status changed"))
	if rule == "LS" and before in codes.EMERGENCY_ORDERS:
		rule, title = "C13", "Police protection or emergency order ended"
	return rule, f"{title} ({before} to {now})"


_GROUP = {status: number for number, group in enumerate(codes.STATUS_GROUPS) for status in group}
_RULE_OF = {(before, now): status_rule(before, now) for before in (None, *LegalStatus) for now in LegalStatus}


def of_statuses(case: Case) -> Iterator[Change]:
	"""The changes of legal status within the period. What was in force when the records begin is none."""
	before: LegalStatus | None = None
	known = case.period.record.start_known
	for status in case.statuses:
		now = status.record.legal_status
		found = _RULE_OF[before, now] if known else None
		if found and case.is_within(status.record.start_date):
			rule, title = found
			yield _change(case, status, rule, _words(case, status, rule, title))
		if now in codes.YOUTH_JUSTICE and status.record.end_date:
			yield from _end_of_remand(case, status, status.record.end_date)
		before, known = now, True


def _words(case: Case, status: Status, rule: str, title: str) -> Sentence:
	on = status.record.start_date
	if rule == "C20" and status.record.legal_status is LegalStatus.J1:
		return Sentence("{0}, {1}; {2} due by {3}", (title, on, *_plan_on_remand(case, status)))
	return Sentence("{0}, {1}", (title, on))


def _plan_on_remand(case: Case, status: Status) -> tuple[str, date]:
	"""What must be planned for a child on remand, and by when (LASPO 2012; the limits are settings)."""
	on, policy = status.record.start_date, case.policy
	detained = any(
		stay.record.placement_type in codes.DETENTION
		and stay.record.start_date <= on
		and (stay.record.end_date is None or stay.record.end_date > on)
		for stay in case.lasting
	)
	days = policy.detention_plan_working_days if detained else policy.remand_plan_working_days
	return "detention placement plan" if detained else "care plan", working_days_after(policy, on, days).on


def _change(case: Case, status: Status, rule: str, words: Sentence) -> Change:
	on = status.record.start_date
	settled, decision, before = settlement(case, rule, status.name, on, ((status.name, date.min),))
	return Change(
		rule, status.name, on, on > case.today, words,
		settled, status.recorded_on, decision,
		before if rule in ASKED_BEFORE else None,
	)  # fmt: skip


def _end_of_remand(case: Case, status: Status, ends: date) -> Iterator[Change]:
	"""CPPCR reg 33(3)(c): accommodation on remand or in detention is to end on a day that is known."""
	if ends <= case.today or (case.ends is not None and ends > case.ends):
		return
	names = near_the_end(case, status.name, ends)
	settled, decision, _ = settlement(case, "ER-c", status.name, ends, names, "ER-c")
	words = Sentence("Accommodation under {0} is to end on {1}", (status.record.legal_status, ends))
	yield Change(
		"ER-c", status.name, ends, ahead=True, words=words,
		settled_on=settled, recorded_on=status.recorded_on, decision=decision,
	)  # fmt: skip
