"""A history as a readable story."""

from iro_module.domain.records import (
	ChildDetails,
	LegalStatusHeld,
	PeriodOfCare,
	Placement,
	Record,
	ReviewHeld,
	record_name,
)
from tests.oracle.both import differences
from tests.oracle.case import Case


def explain(case: Case) -> str:
	"""The story, and what the two plans say differently."""
	lines = [tell(case)]
	for part, (real, naive) in differences(case).items():
		lines.append(f"{part}:")
		lines += [f"  both   {' '.join(line)}" for line in real if line in naive]
		lines += [f"  rules  {' '.join(line)}" for line in real if line not in naive]
		lines += [f"  naive  {' '.join(line)}" for line in naive if line not in real]
	return "\n".join(lines)


def tell(case: Case) -> str:
	"""The messages in order of time, what is known at the desk, and the council's settings."""
	lines = []
	ordered = sorted(case.messages, key=lambda told: (_day(told.record), told.record_id, told.version))
	for told in ordered:
		name = record_name(told.source, told.record_type, told.record_id)[:8]
		recorded = f", recorded {told.recorded_on}" if told.recorded_on else ""
		what = _what(told.record) if told.record else "voided"
		source = "" if told.source == "council/records" else " (return)"
		lines.append(f"  {told.record_id:<9} v{told.version} {name}{source}  {what}{recorded}")
	for review in case.desk_reviews:
		only = " change only" if review.change_only else ""
		considered = (
			f" considering {sorted(name[:8] for name in review.considered)}" if review.considered else ""
		)
		first = f", first meeting {review.first_meeting_on}" if review.first_meeting_on else ""
		lines.append(f"  desk      review {review.on}{first}{only}{considered}")
	lines += [f"  desk      panel {day}" for day in case.panels]
	for fact in case.facts:
		until = f" until {fact.until}" if fact.until else ""
		recorded = f", recorded {fact.recorded_on}" if fact.recorded_on else ""
		where = "" if fact.to_parents is None else f", to parents: {fact.to_parents}"
		lines.append(f"  fact      {fact.name[:8]} {fact.on}{until} {fact.kind.name}{recorded}{where}")
	for one in case.decisions:
		said = " ".join(str(part) for part in (one.ruling.name, one.review_on or one.by or "", one.aspect))
		lines.append(
			f"  desk      decided {one.decided_on} of {one.rule} {one.subject[:8]} of {one.changed_on}: {said}"
		)
	lines += [f"  desk      the IRO asked on {asked} for a review by {due}" for asked, due in case.asked]
	lines.append(f"  TODAY {case.today}, {', '.join(_settings(case)) or 'as shipped'}")
	return "\n".join(lines)


def _settings(case: Case) -> list[str]:
	said = [] if case.iro_allocated else ["no IRO allocated"]
	for name in ("count_start_day", "first_meeting_counts", "plan_last_review", "areas_known"):
		said += [name] if getattr(case, name) else []
	said += [f"{name} {number}" for name, number in case.numbers.items()]
	if case.extra_holidays:
		said.append(f"closed on {min(case.extra_holidays)} and every 23rd day after it")
	for rule, row in case.rules.items():
		off = "" if row.enabled else ", off"
		said.append(f"{rule}: review within {row.review_within}, tell within {row.tell_within}{off}")
	return said


def _day(record: Record | None) -> str:
	if isinstance(record, ReviewHeld):
		return record.review_date.isoformat()
	return str(getattr(record, "start_date", "0"))


def _what(record: Record) -> str:
	if isinstance(record, ChildDetails):
		return f"born {record.birth_date}"
	if isinstance(record, PeriodOfCare):
		known = "" if record.start_known else ", start not known"
		complete = "" if record.reviews_complete else ", reviews may be missing"
		return f"period    {record.start_date} to {record.end_date}{known}{complete}"
	if isinstance(record, LegalStatusHeld):
		return f"status    {record.start_date} to {record.end_date} {record.legal_status}"
	if isinstance(record, ReviewHeld):
		only = ", change only" if record.change_only else ""
		considered = (
			f", considering {', '.join(record.changes_considered)}" if record.changes_considered else ""
		)
		return f"review    {record.review_date}{only}{considered}"
	assert isinstance(record, Placement)
	told = [f"placement {record.start_date} to {record.end_date} {record.placement_type}"]
	for word, value in (
		("", record.status if record.status == "planned" else None),
		("RNE ", record.reason_new_episode),
		("ended ", record.reason_place_change),
		("carer ", record.carer_id),
		("urn ", record.urn),
		("risk ", record.immediate_risk),
		("area ", record.area_authority),
	):
		if value is not None:
			told.append(f"{word}{value}")
	return ", ".join(told)
