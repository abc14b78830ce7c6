"""The shortest story that still differs: leave out whatever is not needed, one thing at a time."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from tests.oracle.both import differences
from tests.oracle.case import Case
from tests.oracle.naive_records import Review, Told

PLAIN: dict[str, Any] = {
	"iro_allocated": True,
	"count_start_day": False,
	"first_meeting_counts": False,
	"plan_last_review": False,
	"areas_known": False,
	"extra_holidays": frozenset(),
	"rules": {},
	"numbers": {},
	"asked": [],
	"desk_reviews": [],
	"panels": [],
	"facts": [],
	"decisions": [],
}
LISTS = ("messages", "desk_reviews", "facts", "decisions", "panels", "asked")
DULL: dict[str, Any] = {
	"start_known": True,
	"reviews_complete": True,
	"end_reason": None,
	"changes_considered": (),
	"change_only": False,
	"immediate_risk": None,
	"reason_place_change": None,
	"reason_new_episode": None,
	"carer_id": None,
	"urn": None,
	"area_authority": None,
	"end_date": None,
}


def shortest(case: Case) -> Case:
	"""A case that differs in the same parts of the plan, with nothing in it that could be left out."""
	parts = set(differences(case))
	smaller = True
	while smaller:
		smaller = False
		for candidate in _simpler(case):
			if parts <= set(differences(candidate)):
				case, smaller = candidate, True
				break
	return case


def _simpler(case: Case) -> Iterator[Case]:
	"""Each way to leave out one thing, the big ones first."""
	for name, plain in PLAIN.items():
		if getattr(case, name) != plain:
			yield replace(case, **{name: plain})
	yield from _shorter(case)
	for number, told in enumerate(case.messages):
		for simpler in _plainer(told):
			yield replace(case, messages=[*case.messages[:number], simpler, *case.messages[number + 1 :]])


def _shorter(case: Case) -> Iterator[Case]:
	for name in LISTS:
		items = getattr(case, name)
		for number, item in enumerate(items):
			yield replace(case, **{name: items[:number] + items[number + 1 :]})
			if isinstance(item, Review) and item != Review(item.on):
				yield replace(case, **{name: [*items[:number], Review(item.on), *items[number + 1 :]]})
	for name in ("rules", "numbers"):
		items = getattr(case, name)
		for left_out in items:
			yield replace(case, **{name: {key: value for key, value in items.items() if key != left_out}})


def _plainer(told: Told) -> Iterator[Told]:
	if told.recorded_on is not None:
		yield replace(told, recorded_on=None)
	if told.record is None:
		return
	for field in fields(told.record):
		if field.name in DULL and getattr(told.record, field.name) != DULL[field.name]:
			yield replace(told, record=replace(told.record, **{field.name: DULL[field.name]}))
