"""Changes that moves show: C02-C05, C15, C16 and C17; what key stage 4 (C08),
custody (C22) and an allegation (C29) add to one.

The type of a placement (A3-A6, P1, K1) outranks the reason for the new episode.
"""

from collections.abc import Iterator
from datetime import date

from iro_module.domain import codes
from iro_module.domain.care_events import FactKind
from iro_module.domain.circumstances.case import Case
from iro_module.domain.circumstances.change import ASKED_BEFORE, Change
from iro_module.domain.circumstances.settlement import Names, also_by_aspect, settlement, window_met_on
from iro_module.domain.codes import PlacementType, ReasonPlaceChange
from iro_module.domain.moves import Move, moves
from iro_module.domain.school_years import in_key_stage_4
from iro_module.domain.sentences import Sentence

_OUTRANKING = frozenset({PlacementType.P1, PlacementType.K1})
"""Where such a placement begins, it is a move, whatever its reason for new episode says of the carer."""

_SHOWING_MORE = frozenset({ReasonPlaceChange.CUSTOD, ReasonPlaceChange.ALLEG})
"""Reasons why a placement ended that show a change of their own besides the move."""
_NO_KEY_STAGE_4 = frozenset({"C03", "C05"})
"""Reg 10 asks for nothing before an emergency, and where the carer stays nothing is disrupted."""


def of_moves(case: Case) -> Iterator[Change]:
	"""The changes of the moves within the period."""
	start = case.period.record.start_date
	for move in moves(case.stays, case.lasting):
		if move.on > start and case.is_within(move.on):
			change = _change(case, move)
			yield change
			if move.reason in _SHOWING_MORE:
				yield from _of_the_reason(case, move)
			if change.rule not in _NO_KEY_STAGE_4 and _in_key_stage_4(case, move):
				yield _besides(case, move, "C08", "Move in key stage 4 (year 10 or 11) on {0}")


def _of_the_reason(case: Case, move: Move) -> Iterator[Change]:
	if move.reason is ReasonPlaceChange.ALLEG:
		yield _besides(case, move, "C29", "Placement ended after an allegation on {0}")
	elif case.history.status_on(move.on) in codes.IN_CARE:
		yield _besides(case, move, "C22", "Admitted to custody on {0}, still looked after")


def _change(case: Case, move: Move) -> Change:
	rule = move_rule(case, move)
	left = move.left
	names = _names(case, move)
	settled, decision, before = settlement(case, rule, left.name, move.on, names)
	ahead = move.on > case.today
	risk = left.record.immediate_risk
	asked_before = (rule in ASKED_BEFORE and risk is not True) or (rule == "C03" and risk is False)
	change = Change(
		rule,
		left.name,
		move.on,
		ahead,
		move,
		settled,
		move.recorded_on,
		decision,
		before if asked_before else None,
		risk,
		_is_unplanned(case, move, rule) and not ahead,
		False if rule == "C17" and parents_assessed(case, move.on) else None,
	)
	if rule != "C16":
		return change
	met_on = window_met_on(case, move.on, also_by_aspect(names, left.name), decision)
	return change._replace(window_met_on=met_on)


def _names(case: Case, move: Move) -> Names:
	"""A review before a placement began is not taken to have considered its end; nobody asks where none did any."""
	if not case.considering:
		return ()
	left: Names = ((move.left.name, move.left.record.start_date),)
	return (*left, (move.to.name, date.min)) if move.to else left


def move_rule(case: Case, move: Move) -> str:
	"""The rule under which a move falls."""
	left, to = move.left.record.placement_type, move.to_type
	if to in codes.PLACED_FOR_ADOPTION:
		return "C05" if left in codes.PLACED_FOR_ADOPTION and move.same_carer else "C15"
	if to is None and move.reason is ReasonPlaceChange.PLACE and move.on <= case.today:
		return "C05"  # only its status changed: the record that goes on with it is yet to come
	if left in codes.PLACED_FOR_ADOPTION:
		return "C16"
	if move.same_carer and not (to in _OUTRANKING and to is not left):
		return "C05"
	if to is PlacementType.P1 and case.history.status_on(move.on) in codes.IN_CARE:
		return "C17"
	if move.left.record.immediate_risk or move.reason in codes.EMERGENCY:
		return "C03"
	return "C02" if _is_planned(case, move) else "C04"


def parents_assessed(case: Case, by: date) -> bool:
	"""Whether the assessment of reg 17 is on record by that day, so that reg 19 does not apply."""
	return any(
		fact.kind is FactKind.PARENTS_ASSESSED and case.period.record.start_date <= fact.on <= by
		for fact in case.history.facts
	)


def _is_planned(case: Case, move: Move) -> bool:
	"""Decided beforehand. A carer's or setting's closing is, unless it was told at short notice."""
	if move.reason is None:
		return move.on > case.today or move.intended
	if move.reason not in codes.PLANNED:
		return False
	if move.reason is ReasonPlaceChange.CLOSE and move.recorded_on and move.recorded_on < move.on:
		return (move.on - move.recorded_on).days > case.policy.short_notice_days
	return True


def _is_unplanned(case: Case, move: Move, rule: str) -> bool:
	"""Counted as an unplanned move; the end of an adoptive placement by its reason, and by the notice given."""
	return rule in ("C03", "C04") or (rule == "C16" and not _is_planned(case, move))


def _in_key_stage_4(case: Case, move: Move) -> bool:
	born = case.history.birth_date
	return born is not None and in_key_stage_4(born, move.on)


def _besides(case: Case, move: Move, rule: str, pattern: str) -> Change:
	settled, decision, _ = settlement(case, rule, move.left.name, move.on, _names(case, move), rule)
	return Change(
		rule, move.left.name, move.on, move.on > case.today, Sentence(pattern, (move.on,)),
		settled, move.recorded_on, decision,
	)  # fmt: skip
