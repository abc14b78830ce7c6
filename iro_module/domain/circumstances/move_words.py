"""How a move is described."""

from iro_module.domain import codes
from iro_module.domain.moves import Move
from iro_module.domain.wording import in_words

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


def move_in_words(move: Move, rule: str, ahead: bool) -> str:
	"""The move, its day and types, and why the placement left ended."""
	left, to = move.left.record.placement_type, move.to_type
	if move.to is None:
		said = f"{left} placement {'is to end' if ahead else 'ended'} on {in_words(move.on)}"
		said += "" if ahead else ", none recorded after it"
	elif ahead or move.intended:
		title = _PLANNED_TITLE.get(rule, "Move")
		said = f"{title} planned for {in_words(move.on)}, {left} to {to}"
		said += "" if ahead else ", not yet confirmed as having happened"
	else:
		said = f"{TITLE[rule]} on {in_words(move.on)}, {left} to {to}"
	return said + _why(move, rule)


def _why(move: Move, rule: str) -> str:
	if move.reason is not None:
		return f": {codes.REASON_MEANING[move.reason]} ({move.reason})"
	return ": no reason recorded yet, counted as unplanned" if rule == "C04" else ""
