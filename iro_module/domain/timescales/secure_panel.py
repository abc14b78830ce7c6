"""Panels on secure accommodation, besides the reviews: Children (Secure Accommodation) Regulations 1991, regs 15-16.

Within one month of the placement, which councils count as 28 days, then every 3 months while it lasts.
"""

from dataclasses import dataclass
from datetime import date

from iro_module.domain import codes
from iro_module.domain.care_events import Stay
from iro_module.domain.circumstances.case import Case
from iro_module.domain.codes import PlacementType
from iro_module.domain.policy import Authority
from iro_module.domain.reasons import Kind, Reason, Timetable, days_after
from iro_module.domain.secure_stays import on_welfare_grounds_from
from iro_module.domain.stays import run_in_force
from iro_module.domain.timescales.limited import limited, reason
from iro_module.domain.wording import in_words

_SECURE = frozenset({PlacementType.K1})
_OF_PANEL = (Kind.SECURE_PANEL, Timetable.SECURE_PANEL)


@dataclass(frozen=True, slots=True)
class SecureStay:
	"""A secure stay in force. `since`: its first day on welfare grounds; None where nobody knows."""

	stay: Stay
	since: date | None


def secure_stay(case: Case) -> SecureStay | None:
	"""The stay in a secure children's home in force today, on welfare grounds; None where there is none."""
	if _SECURE.isdisjoint(case.kinds):
		return None
	run = run_in_force(case.stays, case.lasting, _SECURE, case.today)
	if not run or case.history.status_on(case.today) in codes.YOUTH_JUSTICE:
		return None
	days = ((stay, on_welfare_grounds_from(case.history, stay)) for stay in run)
	first, since = next(((stay, day) for stay, day in days if day), (run[0], None))
	known = case.began_in_records(first) or since != first.record.start_date
	return SecureStay(first, since if known else None)


def panels_since(case: Case, secure: SecureStay) -> tuple[date, ...]:
	"""The panels held since the stay began."""
	start = secure.since or secure.stay.record.start_date
	return tuple(day for day in case.history.panels if day >= start)


def secure_panel(case: Case) -> list[Reason]:
	"""The next panel of a child in secure accommodation; empty where there is none, or no one knows since when."""
	secure = secure_stay(case)
	if secure is None:
		return []
	held = panels_since(case, secure)
	if held:
		words = f"Next secure accommodation panel, after the last held on {in_words(held[-1])}"
		return limited(case.policy, "secure_panel_later_months", held[-1], "C18", *_OF_PANEL, words)
	start = secure.since
	if start is None:
		return []
	words = f"First secure accommodation panel, secure since {in_words(start)}"
	own = days_after(start, case.policy.secure_panel_first_days)
	by_law = limited(case.policy, "secure_panel_first_months", start, "C18", *_OF_PANEL, words)
	local = reason("C18", Authority.LOCAL, Kind.SECURE_PANEL, start, words, own, Timetable.SECURE_PANEL)
	return [*by_law, local] if own.on < by_law[-1].due_on else by_law
