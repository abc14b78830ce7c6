"""A change of circumstances: what the rules make of a record that changes a child's care."""

from datetime import date
from typing import NamedTuple

from iro_module.domain.circumstances.move_words import move_in_words
from iro_module.domain.moves import Move
from iro_module.domain.reasons import Counted
from iro_module.domain.sentences import Sentence
from iro_module.domain.settling import ChangeDecision, Ruling

BESIDES = frozenset(
	{
		"C06", "C07", "C08", "C18", "C22", "C23", "C24", "C25", "C26", "C27", "C29", "C34", "C36", "C37", "C40", "ER-c",
	}
)  # fmt: skip
"""Rules that say something more of a record which may show another change too."""

ASKED_BEFORE = frozenset({"C02", "C04", "C12", "C15", "C17"})
"""Rules under which a review should have come before the change (reg 14(1), 17(d), 32(2))."""


def aspect_of(rule: str) -> str:
	"""Apart from its record, what tells a change under that rule from another that the same record shows."""
	return rule if rule in BESIDES else ""


class Change(NamedTuple):
	"""One change of circumstances.

	subject: the record that shows it, the same through corrections: the placement left or begun, the status, the
	period of care or the fact. on: when it happened or is to happen. ahead: it has not come yet.
	reviewed_before: whether an earlier review recorded considering it; None where the law asks for none.
	immediate_risk: yes, no, or None where not known. settled_on: the day of the review that settled it.
	decision: what the IRO decided about it, where that is in force. by_law: whether the law asks for the review,
	where that depends on the case; False leaves at most a local setting. tell_by: where it is not counted from the
	change. recorded_on: the first day the feed spoke of it, where it said so. window_met_on: of an adoptive
	placement that ended, the day of the review held in or after the window for one.
	"""

	rule: str
	subject: str
	on: date
	ahead: bool
	words: Sentence | Move
	settled_on: date | None = None
	recorded_on: date | None = None
	decision: ChangeDecision | None = None
	reviewed_before: bool | None = None
	immediate_risk: bool | None = None
	unplanned_move: bool = False
	by_law: bool | None = None
	tell_by: Counted | None = None
	window_met_on: date | None = None

	@property
	def description(self) -> str:
		"""What changed, in a sentence."""
		words = self.words
		return str(words) if isinstance(words, Sentence) else move_in_words(words, self.rule, self.ahead)

	@property
	def aspect(self) -> str:
		"""Apart from `subject`, what tells this change from another that the same record shows."""
		return aspect_of(self.rule)

	@property
	def settled(self) -> bool:
		"""Whether a review or the IRO's decision settled it."""
		return self.settled_on is not None or (
			self.decision is not None and self.decision.ruling is Ruling.NO_REVIEW
		)
