"""Panels on secure accommodation, besides the reviews."""

from dataclasses import dataclass
from datetime import date

from tests.oracle.naive_dates import days_later, months_later
from tests.oracle.naive_days import YOUTH_JUSTICE, code_on, placement_of
from tests.oracle.naive_moves import began_with, lives_in
from tests.oracle.naive_of_placements import began_in_records, welfare_from
from tests.oracle.naive_records import Kept
from tests.oracle.naive_view import Demand, View


@dataclass
class Secure:
	"""A stay in a secure children's home on welfare grounds; `since`: its first day, None where nobody knows."""

	stay: Kept
	since: date | None


def in_secure_home(view: View) -> Secure | None:
	"""The stay of today; none on remand."""
	begun = lives_in(view.child, view.period, view.today)
	if not begun or placement_of(begun[-1]).placement_type != "K1":
		return None
	if code_on(view.child, view.today) in YOUTH_JUSTICE:
		return None
	first = began_with(view.child, view.period, begun, {"K1"})
	stays = begun[begun.index(first) :]
	days = [day for stay in stays if (day := welfare_from(view.child, stay, begun)) is not None]
	since = min(days, default=None)
	if first is begun[0] and since == placement_of(first).start_date and not began_in_records(view, first):
		since = None
	return Secure(first, since)


def panels_since(view: View, secure: Secure) -> list[date]:
	start = secure.since or placement_of(secure.stay).start_date
	return [day for day in view.child.panels if day >= start]


def panel_unknown(view: View) -> bool:
	"""Whether nobody knows since when, nor of any panel."""
	secure = in_secure_home(view)
	return secure is not None and secure.since is None and not panels_since(view, secure)


def panel_demands(view: View) -> list[Demand]:
	"""Within a month, which councils count as 28 days, then every three months from the last."""
	secure = in_secure_home(view)
	if secure is None:
		return []
	held, policy = panels_since(view, secure), view.settings.policy
	counted_from = held[-1] if held else secure.since
	if counted_from is None:
		return []
	name = "secure_panel_later_months" if held else "secure_panel_first_months"
	found = [
		Demand(
			"C18", authority, "secure_panel", months_later(counted_from, count), counted_from, "secure_panel"
		)
		for count, authority in view.settings.limited(name, counted_from)
	]
	if not held:
		by_days = days_later(counted_from, policy.secure_panel_first_days)
		if by_days < min(demand.due_on for demand in found):
			found.append(Demand("C18", "local", "secure_panel", by_days, counted_from, "secure_panel"))
	return found
