"""Changes that a move shows: C02-C05, C15-C17, and besides it C08 and C22."""

from datetime import date

from iro_module.domain.care_events import FactKind
from iro_module.domain.codes import PlacementType
from tests.oracle.naive_dates import ONE_DAY, birthday
from tests.oracle.naive_days import CARE_ORDERS, code_on, is_adoptive, is_intention, period_of, placement_of
from tests.oracle.naive_moves import Move, moves
from tests.oracle.naive_settled import change
from tests.oracle.naive_view import Change, Names, View

EMERGENCY = {"ALLEG", "STAND", "APPRR"}


def of_moves(view: View) -> list[Change]:
	"""Each move of the period under its rule, and what custody and key stage 4 add to it."""
	found = []
	for move in moves(view.child, view.period, view.today):
		rule = rule_of(view, move)
		left = placement_of(move.left)
		recorded_on = (move.to or move.left).recorded_on
		one = change(view, rule, move.left.name, move.on, names_of(move), recorded_on, left.immediate_risk)
		one.unplanned_move = not one.ahead and (
			rule in ("C03", "C04") or (rule == "C16" and not _decided_beforehand(view, move))
		)
		if rule == "C17":
			one.by_law = not parents_assessed(view, move.on)
		found.append(one)
		if rule not in ("C03", "C05") and in_key_stage_4(view, move.on):
			found.append(change(view, "C08", move.left.name, move.on, names_of(move), recorded_on))
		if move.reason == "ALLEG":
			found.append(change(view, "C29", move.left.name, move.on, names_of(move), recorded_on))
		if move.reason == "CUSTOD" and code_on(view.child, move.on) in CARE_ORDERS:
			found.append(change(view, "C22", move.left.name, move.on, names_of(move), recorded_on))
	return found


def names_of(move: Move) -> Names:
	"""A review may have considered the end of the placement left, once that had begun, or the next placement."""
	names: Names = [(move.left.name, placement_of(move.left).start_date)]
	if move.to:
		names.append((move.to.name, None))
	return names


def rule_of(view: View, move: Move) -> str:
	"""The type of the next placement first, then whether the carer changes, then why the last one ended."""
	to = placement_of(move.to).placement_type if move.to else None
	if is_adoptive(move.to) and not (is_adoptive(move.left) and move.same_carer):
		return "C15"
	if move.to is None and move.same_carer:
		return "C05"
	if is_adoptive(move.left) and not is_adoptive(move.to):
		return "C16"
	if move.same_carer and not _begins_what_outranks(move):
		return "C05"
	if to == "P1" and code_on(view.child, move.on) in CARE_ORDERS:
		return "C17"
	if move.reason in EMERGENCY or placement_of(move.left).immediate_risk:
		return "C03"
	return "C02" if _decided_beforehand(view, move) else "C04"


def _decided_beforehand(view: View, move: Move) -> bool:
	"""By the reason and the notice given; without a reason, where the move was known ahead or is still an intention."""
	if move.reason is None:
		return move.on > view.today or (move.to is not None and is_intention(move.to))
	return move.reason == "CARPL" or (move.reason == "CLOSE" and not _at_short_notice(view, move))


def _begins_what_outranks(move: Move) -> bool:
	"""To begin to live with parents or in secure accommodation is a move, whatever is said of the carer."""
	if move.to is None or placement_of(move.to).placement_type not in (PlacementType.P1, PlacementType.K1):
		return False
	return placement_of(move.to).placement_type != placement_of(move.left).placement_type


def _at_short_notice(view: View, move: Move) -> bool:
	"""The setting closes, and that was told no more than a few days before."""
	told = (move.to or move.left).recorded_on
	if told is None or told >= move.on:
		return False
	return (move.on - told).days <= view.settings.policy.short_notice_days


def parents_assessed(view: View, by: date) -> bool:
	"""Whether an assessment of the parents in this period is on record by that day (reg 17)."""
	return any(
		fact.kind is FactKind.PARENTS_ASSESSED and period_of(view.period).start_date <= fact.on <= by
		for fact in view.child.facts
	)


def in_key_stage_4(view: View, day: date) -> bool:
	"""Whether the child was 14 or 15 on the 31 August before the school year of that day."""
	born = view.child.birth_date
	if born is None:
		return False
	eve = day
	while (eve.month, eve.day) != (9, 1):
		eve -= ONE_DAY
	eve -= ONE_DAY
	return birthday(born, 14) <= eve < birthday(born, 16)
