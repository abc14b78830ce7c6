"""How a move is described."""

from iro_module.domain import codes
from iro_module.domain.moves import Move
from iro_module.domain.sentences import Sentence

TITLE = {
	"C02": "Planned move",
	"C03": "Emergency move",
	"C04": "Unplanned move",
	"C05": "Change of placement with the same carer",
	"C15": "Placed for adoption",
	"C16": "Adoptive placement ended",
	"C17": "Placed with parents under a care order",
}
_PLANNED_TITLE = {
	"C05": "Change of placement with the same carer",
	"C15": "Placement for adoption",
	"C16": "End of the adoptive placement",
	"C17": "Placement with parents under a care order",
}


def move_words(move: Move, rule: str, *, ahead: bool) -> Sentence:
	"""The move, its day and types, and why the placement left ended."""
	left, to, reason = move.left.record, move.to, move.reason
	pattern = _to_nowhere(ahead) if to is None else _to_another(move, ahead)
	intended = to is not None and (ahead or move.is_planned_record())
	title = _PLANNED_TITLE.get(rule, "Move") if intended else TITLE[rule]
	to_type = to.record.placement_type if to else None
	if reason is None:
		if rule == "C04":
			pattern += ": no reason recorded yet, counted as unplanned"
		return Sentence(pattern, (title, move.on, left.placement_type, to_type))
	why = codes.REASON_MEANING[reason]
	return Sentence(pattern + ": {4} ({5})", (title, move.on, left.placement_type, to_type, why, reason))


def _to_nowhere(ahead: bool) -> str:
	return "{2} placement is to end on {1}" if ahead else "{2} placement ended on {1}, none recorded after it"


def _to_another(move: Move, ahead: bool) -> str:
	if ahead:
		return "{0} planned for {1}, {2} to {3}"
	if move.is_planned_record():
		return "{0} planned for {1}, {2} to {3}, not yet confirmed as having happened"
	return "{0} on {1}, {2} to {3}"
