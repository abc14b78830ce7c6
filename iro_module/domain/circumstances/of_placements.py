"""Changes that the beginning of a placement shows, besides the move that led there.

C06 and C07 (out of area, at a distance), C08 (key stage 4), C17 (a period that begins with parents), C18 (secure),
C25 (semi-independence), C34 (hospital), C40 (unregistered settings).
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest

from iro_module.domain import codes
from iro_module.domain.care_events import Stay
from iro_module.domain.circumstances.case import Case
from iro_module.domain.circumstances.change import Change
from iro_module.domain.circumstances.move_words import TITLE
from iro_module.domain.circumstances.of_moves import parents_assessed
from iro_module.domain.circumstances.settlement import settlement
from iro_module.domain.codes import PlacementType
from iro_module.domain.secure_stays import on_welfare_grounds_from
from iro_module.domain.sentences import Sentence
from iro_module.domain.stays import goes_on, is_planned

Test = Callable[[Case, Stay], bool]


def of_placements(case: Case) -> Iterator[Change]:
	"""What the placements of the period show when they begin."""
	if PlacementType.P1 in case.kinds and case.lasting and (first := _with_parents_from_the_start(case)):
		yield first
	before: Stay | None = None
	for stay in case.lasting:
		notable = stay.record.area_authority or stay.record.placement_type in _NOTABLE
		if notable and (before is not None or case.began_in_records(stay)):
			yield from _beginning(case, before, stay)
		before = stay
	if PlacementType.K1 in case.kinds:
		yield from _secure(case)
	if PlacementType.T1 in case.kinds:
		yield from _in_hospital(case)


def _in_hospital(case: Case) -> Iterator[Change]:
	for stay in case.stays:
		if stay.record.placement_type is PlacementType.T1 and not is_planned(stay):
			yield from _if_within(case, stay, "C34", "Hospital stay (T1) from {0}")


def _beginning(case: Case, before: Stay | None, stay: Stay) -> Iterator[Change]:
	for rule, pattern, shows in _TESTS:
		if shows(case, stay) and not (before and shows(case, before) and goes_on(case.stays, before, stay)):
			yield from _if_within(case, stay, rule, pattern)


def _secure(case: Case) -> Iterator[Change]:
	"""C18: each stay in a secure children's home from the day it is one on welfare grounds, records of one joined."""
	told_of: Stay | None = None
	lived_in = [stay for stay in case.lasting if not _came_to_nothing(case, stay)]
	for stay, after in zip_longest(lived_in, lived_in[1:]):
		if stay.record.placement_type is not PlacementType.K1:
			told_of = None
			continue
		day = on_welfare_grounds_from(case.history, stay)
		if day is None or (after and after.record.start_date <= day):
			continue
		known = case.began_in_records(stay) or day != stay.record.start_date
		if known and not (told_of and goes_on(case.stays, told_of, stay)):
			yield from _if_within(case, stay, "C18", "Secure accommodation (K1) from {0}", day)
		told_of = stay


def _came_to_nothing(case: Case, stay: Stay) -> bool:
	"""Whether the stay is an intention to live elsewhere whose day has passed."""
	secure = stay.record.placement_type is PlacementType.K1
	return is_planned(stay) and not secure and stay.record.start_date <= case.today


def _if_within(case: Case, stay: Stay, rule: str, pattern: str, day: date | None = None) -> Iterator[Change]:
	on = max(day or stay.record.start_date, case.period.record.start_date)
	if not case.is_within(on):
		return
	settled, decision, _ = settlement(case, rule, stay.name, on, ((stay.name, date.min),), rule)
	yield Change(
		rule, stay.name, on, on > case.today, Sentence(pattern, (on, stay.record.placement_type)),
		settled_on=settled, recorded_on=stay.recorded_on, decision=decision,
	)  # fmt: skip


def _with_parents_from_the_start(case: Case) -> Change | None:
	"""A period that begins with parents under a care order: the review that reg 17 asks for is still owed."""
	first, period = case.lasting[0], case.period
	on = max(first.record.start_date, period.record.start_date)
	if first.record.placement_type is not PlacementType.P1 or not case.began_in_records(first):
		return None
	if not case.is_within(on) or case.history.status_on(on) not in codes.IN_CARE:
		return None
	names = ((first.name, date.min), (period.name, date.min))
	settled, decision, before = settlement(case, "C17", period.name, on, names)
	return Change(
		"C17",
		period.name,
		on,
		on > case.today,
		Sentence("{0} on {1}", (TITLE["C17"], on)),
		reviewed_before=before,
		settled_on=settled,
		recorded_on=first.recorded_on,
		decision=decision,
		by_law=False if parents_assessed(case, on) else None,
	)


def _is_out_of_area(case: Case, stay: Stay) -> bool:
	area = stay.record.area_authority
	own = case.policy.own_authority
	return bool(area and own and area != own and area in case.policy.adjoining_authorities)


def _is_at_a_distance(case: Case, stay: Stay) -> bool:
	area = stay.record.area_authority
	own = case.policy.own_authority
	return bool(area and own and area != own and area not in case.policy.adjoining_authorities)


def _is_semi_independent(case: Case, stay: Stay) -> bool:
	sixteen = case.history.birthday(16)
	if stay.record.placement_type not in codes.SEMI_INDEPENDENT or sixteen is None:
		return False
	return stay.record.start_date >= sixteen


def _is_nursed(_case: Case, stay: Stay) -> bool:
	return stay.record.placement_type is PlacementType.R2


def _is_unregistered(_case: Case, stay: Stay) -> bool:
	return stay.record.placement_type in codes.UNREGISTERED


_NOTABLE = codes.SEMI_INDEPENDENT | {PlacementType.R2}
_TESTS: tuple[tuple[str, str, Test], ...] = (
	("C06", "Placed out of area from {0}", _is_out_of_area),
	("C07", "Placed at a distance from {0}", _is_at_a_distance),
	("C25", "Move to semi-independence ({1}) from {0}", _is_semi_independent),
	("C34", "Health or nursing placement (R2) from {0}", _is_nursed),
	("C40", "Unregistered or other placement ({1}) from {0}", _is_unregistered),
)
