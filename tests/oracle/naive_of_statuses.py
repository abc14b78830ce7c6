"""Changes of legal status: C10-C14, C20, other changes between groups, and the end of remand (ER-c)."""

from tests.oracle.naive_days import YOUTH_JUSTICE, end_of, order_of, period_of, status_of, touches
from tests.oracle.naive_of_periods import lately
from tests.oracle.naive_records import Kept
from tests.oracle.naive_settled import change
from tests.oracle.naive_view import Change, View

GROUPS = [{"C1", "C2"}, {"D1", "E1"}, {"V2"}, {"V3", "V4"}, {"L1", "L2", "L3"}, {"J1", "J2", "J3"}]


def of_statuses(view: View) -> list[Change]:
	"""Each legal status of the period, against the last to begin before it."""
	held = [status for status in view.child.statuses if touches(view.period, status)]
	found = []
	for status in held:
		earlier = [one for one in held if order_of(one) < order_of(status)]
		before = max(earlier, key=order_of) if earlier else None
		rule = _rule(view, before, status)
		if rule:
			on = status_of(status).start_date
			found.append(change(view, rule, status.name, on, [(status.name, None)], status.recorded_on))
		found += _end_of_remand(view, status)
	return found


def _rule(view: View, before: Kept | None, status: Kept) -> str | None:
	now = status_of(status).legal_status.value
	if before is None:
		if not period_of(view.period).start_known:
			return None
		return {"E1": "C14", "J1": "C20", "J2": "C20", "J3": "C20"}.get(now)
	then = status_of(before).legal_status.value
	if (then, now) in (("C1", "C2"), ("V2", "C2")):
		return "C11"
	if then == now or _group(then) == _group(now):
		return "C14" if now == "E1" and then == "D1" else None
	if now == "E1":
		return "C14"
	if now in YOUTH_JUSTICE:
		return "C20"
	if (then, now) == ("V2", "C1"):
		return "C10"
	if now == "V2" and then in ("C1", "C2"):
		return "C12"
	return "C13" if then in ("L1", "L2", "L3") else "LS"


def _group(code: str) -> int:
	return next(number for number, group in enumerate(GROUPS) if code in group)


def _end_of_remand(view: View, status: Kept) -> list[Change]:
	"""CPPCR reg 33(3)(c): the day on which accommodation on remand or in detention ends is known."""
	record, leaves = status_of(status), end_of(view.period, view.child)
	ends = record.end_date
	if record.legal_status.value not in YOUTH_JUSTICE or ends is None or ends <= view.today:
		return []
	if leaves is not None and ends > leaves:
		return []
	return [change(view, "ER-c", status.name, ends, lately(view, status.name, ends), status.recorded_on)]
