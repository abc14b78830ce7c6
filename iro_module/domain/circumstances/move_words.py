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
	left = move.left.record.placement_type
	if move.to is None:
		pattern = (
			"{0} placement is to end on {1}"
			if ahead
			else "{0} placement ended on {1}, none recorded after it"
		)
		said = Sentence(pattern, (left, move.on))
	else:
		intended = move.is_planned_record()
		title = _PLANNED_TITLE.get(rule, "Move") if ahead or intended else TITLE[rule]
		pattern = "{0} planned for {1}, {2} to {3}" if ahead or intended else "{0} on {1}, {2} to {3}"
		if intended and not ahead:
			pattern += ", not yet confirmed as having happened"
		said = Sentence(pattern, (title, move.on, left, move.to.record.placement_type))
	if move.reason is not None:
		return said.then(": {} ({})", codes.REASON_MEANING[move.reason], move.reason)
	if rule == "C04":
		return said.then(": no reason recorded yet, counted as unplanned")
	return said
