"""The adoption timetable: Adoption Agencies Regulations 2005, reg 36.

From authority to place until placed it runs beside care planning, and one combined review serves both; once the
child is placed for adoption it takes its place (CPPCR reg 3).
"""

from datetime import date

from iro_module.domain.care_events import FactKind, Stay
from iro_module.domain.circumstances.case import Case
from iro_module.domain.codes import PLACED_FOR_ADOPTION, LegalStatus
from iro_module.domain.moves import placed_for_adoption_from
from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Kind, Reason, Timetable
from iro_module.domain.timescales.limited import limited
from iro_module.domain.timescales.order import ReviewsHeld
from iro_module.domain.wording import in_words


def placed_for_adoption(case: Case) -> Stay | None:
	"""The placement that began the adoptive placement in force today; None where there is none.

	A recorded end of the adoptive placement ends it before the placement's own record does.
	"""
	if PLACED_FOR_ADOPTION.isdisjoint(case.kinds):
		return None
	placed = placed_for_adoption_from(case.stays, case.lasting, case.today)
	if placed and any(
		fact.kind is FactKind.ADOPTIVE_PLACEMENT_ENDED and placed.record.start_date < fact.on <= case.today
		for fact in case.history.facts
	):
		return None
	return placed


def while_placed(placed_on: date, order: ReviewsHeld, policy: Policy) -> list[Reason]:
	"""Reg 36(3): 4 weeks after the placement, 3 months after that review, then every 6 months."""
	since = [day for day in order.days if day > placed_on]
	if not since:
		words = f"First review after the placement for adoption on {in_words(placed_on)}"
		return limited(
			policy, "placed_first_days", placed_on, "C15", Kind.ADOPTION, Timetable.ADOPTION, words
		)
	name = "placed_second_months" if len(since) == 1 else "placed_later_months"
	which = "Second" if len(since) == 1 else "Next"
	words = f"{which} adoption review, after the last held on {in_words(since[-1])}"
	return limited(policy, name, since[-1], "C15", Kind.ADOPTION, Timetable.ADOPTION, words)


def authority_from(case: Case) -> date | None:
	"""The day of the placement order (E1) in force today, from which reg 36(1) counts."""
	if case.history.status_on(case.today) is not LegalStatus.E1:
		return None
	began: date | None = None
	for record in (one.record for one in reversed(case.statuses)):
		ended = record.end_date is not None and record.end_date < (began or case.today)
		if record.start_date > case.today or ended or record.end_date == record.start_date:
			continue  # one that begins and ends on a day is never in force
		if record.legal_status is not LegalStatus.E1:
			break
		began = record.start_date
	return began


def before_placement(made: date, order: ReviewsHeld, policy: Policy) -> list[Reason]:
	"""Reg 36(1): 3 months after authority to place, then every 6 months until placed."""
	since = [day for day in order.days if day > made]
	if not since:
		words = f"Review after the placement order of {in_words(made)}, child not yet placed for adoption"
		name, start = "adoption_authority_months", made
	else:
		words = (
			f"Next adoption review, after the last held on {in_words(since[-1])}, not yet placed for adoption"
		)
		name, start = "adoption_later_months", since[-1]
	return limited(policy, name, start, "C14", Kind.ADOPTION, Timetable.ADOPTION, words)
