"""How a move is described."""

from typing import NamedTuple

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


class MoveWords(NamedTuple):
	"""A move, its day and types, and why the placement left ended; put into words when somebody reads it."""

	move: Move
	rule: str
	ahead: bool

	def __str__(self) -> str:
		move = self.move
		left, to = move.left.record.placement_type, move.to_type
		if move.to is None:
			said = f"{left} placement {'is to end' if self.ahead else 'ended'} on {in_words(move.on)}"
			said += "" if self.ahead else ", none recorded after it"
		elif self.ahead or move.intended:
			title = _PLANNED_TITLE.get(self.rule, "Move")
			said = f"{title} planned for {in_words(move.on)}, {left} to {to}"
			said += "" if self.ahead else ", not yet confirmed as having happened"
		else:
			said = f"{TITLE[self.rule]} on {in_words(move.on)}, {left} to {to}"
		return said + self._why()

	def _why(self) -> str:
		reason = self.move.reason
		if reason is not None:
			return f": {codes.REASON_MEANING[reason]} ({reason})"
		return ": no reason recorded yet, counted as unplanned" if self.rule == "C04" else ""
