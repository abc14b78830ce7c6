"""Changes of circumstances: which rule a change falls under, and what settled it.

Rules C01-C17 of the field's trigger table, as far as placements, legal statuses and periods show them.
The type of a placement (A3-A6, P1, K1) outranks the reason for the new episode.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from iro_module.domain import codes
from iro_module.domain.care_history import CareHistory, Held, Period, Status, Stay
from iro_module.domain.codes import LegalStatus, PlacementType
from iro_module.domain.moves import Move, moves
from iro_module.domain.policy import RuleSetting
from iro_module.domain.stays import lasting
from iro_module.domain.wording import in_words


@dataclass(frozen=True, slots=True)
class Change:
	"""One change of circumstances.

	subject: the record that shows it, the same through corrections: the placement left, the new status, or
	the period of care that began with it.
	on: when it happened or is to happen. ahead: it has not come yet.
	reviewed_before: whether an earlier review recorded considering it; None where the law asks for none.
	immediate_risk: yes, no, or None where not known. settled_on: the day of the review that settled it.
	recorded_on: the first day the feed spoke of it, where it said so.
	"""

	rule: str
	subject: str
	on: date
	ahead: bool
	description: str
	reviewed_before: bool | None = None
	immediate_risk: bool | None = None
	unplanned_move: bool = False
	settled_on: date | None = None
	recorded_on: date | None = None


def changes(history: CareHistory, period: Period, today: date) -> tuple[Change, ...]:
	"""The changes within one period of care, settled or not, in order of time."""
	ends = history.ends_on(period)
	found = [
		_first_placement(history, period, today),
		*_moves(history, period, today),
		*_statuses(history, period, today),
	]
	kept = [one for one in found if one and (ends is None or one.on < ends)]
	return tuple(sorted(kept, key=lambda one: (one.on, one.rule, one.subject)))


def due_before(change: Change, rule: RuleSetting) -> bool:
	"""Whether the change lies ahead and a review must come before it.

	The end of a placement known in advance asks for one, whatever the reason for it (reg 14(1)).
	"""
	return change.ahead and (rule.before or change.rule in ("C03", "C04"))


def settled_by(reviews: Sequence[Held], on: date, names: frozenset[str]) -> date | None:
	"""The review that settled a change: the first on or after it, or an earlier one that considered it.

	The earlier review is taken first: it is what the law asks for before a change (reg 14(1), 32(2)).
	"""
	considered = [held.completed_on for held in reviews if held.completed_on < on and held.considered & names]
	after = [held.completed_on for held in reviews if held.completed_on >= on]
	return next(iter(considered + after), None)


def _moves(history: CareHistory, period: Period, today: date) -> list[Change]:
	found = moves(history.stays_in(period), today)
	return [_move(history, move, today) for move in found if move.on > period.record.start_date]


def _move(history: CareHistory, move: Move, today: date) -> Change:
	names = frozenset({move.left.name, move.to.name} if move.to else {move.left.name})
	settled = settled_by(_considering_its_end(history.reviews, move.left), move.on, names)
	rule = _move_rule(history, move, today)
	risk = move.left.record.immediate_risk
	asked_before = rule in ("C02", "C04", "C12", "C17") and risk is not True
	return Change(
		rule=rule,
		subject=move.left.name,
		on=move.on,
		ahead=move.lies_ahead(today),
		description=_move_words(move, rule, today),
		reviewed_before=(settled is not None and settled < move.on) if asked_before else None,
		immediate_risk=risk,
		unplanned_move=rule in ("C03", "C04") and not move.lies_ahead(today),
		settled_on=settled,
		recorded_on=move.recorded_on,
	)


def _considering_its_end(reviews: Sequence[Held], left: Stay) -> list[Held]:
	"""The reviews, where one held before a placement began is not taken to have considered its end."""
	return [
		held
		if held.completed_on > left.record.start_date
		else replace(held, considered=held.considered - {left.name})
		for held in reviews
	]


def _move_rule(history: CareHistory, move: Move, today: date) -> str:
	if move.to_type in codes.PLACED_FOR_ADOPTION:
		return "C15"
	outranks = move.to_type in _OUTRANKING and move.to_type is not move.left.record.placement_type
	if move.same_carer and not outranks:
		return "C05"
	if move.to_type is PlacementType.P1 and history.status_on(move.on) in codes.IN_CARE:
		return "C17"
	if move.left.record.immediate_risk or move.reason in codes.EMERGENCY:
		return "C03"
	known_ahead = move.lies_ahead(today) or move.is_planned_record()
	if move.reason in codes.PLANNED or (move.reason is None and known_ahead):
		return "C02"
	return "C04"


_OUTRANKING = frozenset({PlacementType.P1, PlacementType.K1})
"""Where such a placement begins, it is a move, whatever its reason for new episode says of the carer."""

_MOVE_TITLE = {
	"C02": "Planned move",
	"C03": "Emergency move",
	"C04": "Unplanned move",
	"C05": "Change of placement with the same carer",
	"C15": "Placed for adoption",
	"C17": "Placed with parents under a care order",
}


_PLANNED_TITLE = {
	"C05": "Change of placement with the same carer",
	"C15": "Placement for adoption",
	"C17": "Placement with parents under a care order",
}


def _move_words(move: Move, rule: str, today: date) -> str:
	ahead = move.lies_ahead(today)
	if move.to is None:
		verb = "is to end" if ahead else "ended"
		what = f"{move.left.record.placement_type} placement {verb} on {in_words(move.on)}"
		what += "" if ahead else ", none recorded after it"
	else:
		intended = ahead or move.is_planned_record()
		title = f"{_PLANNED_TITLE.get(rule, 'Move')} planned for" if intended else f"{_MOVE_TITLE[rule]} on"
		what = f"{title} {in_words(move.on)}, {move.left.record.placement_type} to {move.to_type}"
	if move.to is not None and not ahead and move.is_planned_record():
		what += ", not yet confirmed as having happened"
	if move.reason is not None:
		return f"{what}: {codes.REASON_MEANING[move.reason]} ({move.reason})"
	if rule == "C04":
		return f"{what}: no reason recorded yet, counted as unplanned"
	return what


def _first_placement(history: CareHistory, period: Period, today: date) -> Change | None:
	"""A period that begins with parents under a care order: the review that reg 17 asks for is still owed."""
	stays = lasting(history.stays_in(period), today)
	if not stays or stays[0].record.placement_type is not PlacementType.P1:
		return None
	first = stays[0]
	if not period.record.start_known and first.record.reason_new_episode not in codes.NEW_CARER:
		return None  # it began before the records do, nobody knows when
	on = max(first.record.start_date, period.record.start_date)
	if history.status_on(on) not in codes.IN_CARE:
		return None
	settled = settled_by(history.reviews, on, frozenset({first.name, period.name}))
	return Change(
		rule="C17",
		subject=period.name,
		on=on,
		ahead=on > today,
		description=f"{_MOVE_TITLE['C17']} on {in_words(on)}",
		reviewed_before=settled is not None and settled < on,
		settled_on=settled,
		recorded_on=first.recorded_on,
	)


_STATUS_RULES: Mapping[tuple[LegalStatus, LegalStatus], tuple[str, str]] = {
	(LegalStatus.V2, LegalStatus.C1): ("C10", "Interim care order made"),
	(LegalStatus.C1, LegalStatus.C2): ("C11", "Full care order made"),
	(LegalStatus.V2, LegalStatus.C2): ("C11", "Full care order made"),
	(LegalStatus.C1, LegalStatus.V2): ("C12", "Interim care order ended, child still looked after"),
	(LegalStatus.C2, LegalStatus.V2): ("C12", "Care order ended, child still looked after"),
}


def _statuses(history: CareHistory, period: Period, today: date) -> list[Change]:
	statuses = list(history.statuses_in(period))
	found = []
	for index, status in enumerate(statuses):
		before = statuses[index - 1].record.legal_status if index else None
		now = status.record.legal_status
		if before is None and not period.record.start_known:
			continue  # in force when the records begin, nobody knows since when
		if now is LegalStatus.E1 and before is not LegalStatus.E1:
			found.append(_status_change(history, status, "C14", "Placement order made", today))
		elif before and (before, now) in _STATUS_RULES:
			rule, words = _STATUS_RULES[before, now]
			found.append(_status_change(history, status, rule, f"{words} ({before} to {now})", today))
	return found


def _status_change(history: CareHistory, status: Status, rule: str, words: str, today: date) -> Change:
	on = status.record.start_date
	settled = settled_by(history.reviews, on, frozenset({status.name}))
	return Change(
		rule=rule,
		subject=status.name,
		on=on,
		ahead=on > today,
		description=f"{words}, {in_words(on)}",
		reviewed_before=(settled is not None and settled < on) if rule == "C12" else None,
		settled_on=settled,
		recorded_on=status.recorded_on,
	)
