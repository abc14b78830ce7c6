"""One change, told twice: what a person reported and what the records show are joined.

Practice of councils: a social worker reports a move, and days later its record comes; or the other way round. The
change that the records show takes over; what was reported is kept and points to it.

* A report joins a change of a rule that fits its kind, at most 5 working days from the day reported; the nearest one.
  The end of care proposed joins the end recorded, whatever its day: a period of care ends once.
* Two reports of one kind join where they name the same day; for moves and the end of care, within 5 working days.
* Once joined, a report stays joined for as long as that change is found, though a later version moves its day. If the
  change goes (the record was voided), the report stands by itself again.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from iro_module.domain.care_events import FactKind, Held, MoveTo, RecordedFact, considered_as
from iro_module.domain.circumstances.change import Change, aspect_of
from iro_module.domain.circumstances.of_facts import RULE_OF
from iro_module.domain.working_days import Calendar

JOIN_WORKING_DAYS = 5

Key = tuple[str, str]
"""The subject and aspect by which a change is known."""

_MOVES = frozenset({"C02", "C03", "C04"})
_SHOWN_BY: Mapping[FactKind, frozenset[str]] = {
	FactKind.MOVE_PLANNED: _MOVES | {"C05", "C15", "C16", "C17"},
	FactKind.ADOPTIVE_PLACEMENT_ENDED: frozenset({"C16"}),
	FactKind.END_PROPOSED: frozenset({"C23"}),
	FactKind.SENTENCED: frozenset({"C22"}),
	FactKind.ALLEGATION: frozenset({"C29"}),
	FactKind.HEALTH_EVENT: frozenset({"C34"}),
}
_MOVE_SHOWN_BY: Mapping[MoveTo, frozenset[str]] = {
	MoveTo.OTHER_CARERS: _MOVES | {"C05", "C16"},
	MoveTo.ADOPTION: frozenset({"C15"}),
	MoveTo.PARENTS: _MOVES | {"C16", "C17"},
}
"""Under which rules the records may show what is reported; of other kinds they show nothing."""


def joins(
	reports: Sequence[RecordedFact], found: Sequence[Change], joined: Mapping[str, Key], calendar: Calendar
) -> dict[str, Key]:
	"""Which change each report is one with; reports that stand by themselves are left out.

	reports: what people reported, in order of reporting. found: the changes that the records show. joined: as it was
	decided before.
	"""
	shown = {(change.subject, change.aspect) for change in found}
	named = {report.name for report in reports}
	decided: dict[str, Key] = {}
	alone: list[RecordedFact] = []
	for report in reports:
		kept = joined.get(report.name)
		if kept is not None and kept in shown:
			decided[report.name] = kept
		elif (change := _nearest(report, found, calendar)) is not None:
			decided[report.name] = (change.subject, change.aspect)
		elif kept is not None and kept[0] in named - {report.name}:
			decided[report.name] = kept
		elif (other := _told_before(report, alone, calendar)) is not None:
			decided[report.name] = (other.name, aspect_of(RULE_OF.get(other.kind, "")))
		else:
			alone.append(report)
	return {name: decided.get(key[0], key) for name, key in decided.items()}


def standing(reports: Iterable[RecordedFact], joined: Mapping[str, Key]) -> list[RecordedFact]:
	"""The reports that are one with no other change: they count as recorded facts."""
	return [report for report in reports if report.name not in joined]


def considering(reviews: Iterable[Held], joined: Mapping[str, Key]) -> list[Held]:
	"""The reviews; one that considered what was reported considered the change it is one with."""
	return [_considering(held, joined) for held in reviews]


def _considering(held: Held, joined: Mapping[str, Key]) -> Held:
	more = {
		considered_as(*key)
		for name, key in joined.items()
		if any(considered.split("/")[0] == name for considered in held.considered)
	}
	return held._replace(considered=held.considered | more) if more else held


def _nearest(report: RecordedFact, found: Sequence[Change], calendar: Calendar) -> Change | None:
	rules = _MOVE_SHOWN_BY[report.move_to] if report.move_to else _SHOWN_BY.get(report.kind, frozenset())
	near = [
		change
		for change in found
		if change.rule in rules
		and (
			report.kind is FactKind.END_PROPOSED
			or _apart(calendar, report.on, change.on) <= JOIN_WORKING_DAYS
		)
	]

	def away(change: Change) -> tuple[int, date, str]:
		return _apart(calendar, report.on, change.on), change.on, change.subject

	return min(near, key=away, default=None)


def _told_before(
	report: RecordedFact, others: Sequence[RecordedFact], calendar: Calendar
) -> RecordedFact | None:
	several_days = report.kind in (FactKind.MOVE_PLANNED, FactKind.END_PROPOSED)
	for other in others:
		if other.kind is not report.kind or not _same_way(report, other):
			continue
		if other.on == report.on or (
			several_days and _apart(calendar, other.on, report.on) <= JOIN_WORKING_DAYS
		):
			return other
	return None


def _same_way(one: RecordedFact, other: RecordedFact) -> bool:
	return one.move_to is None or other.move_to is None or one.move_to is other.move_to


def _apart(calendar: Calendar, one: date, other: date) -> int:
	return abs(calendar.count(one, other))
