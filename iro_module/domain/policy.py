"""The limits in force: the statutory ones, and local ones that can only be tighter.

What the field's reference marks unverified is a default here, under a name, and never a legal claim.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType

from iro_module.domain.working_days import Calendar, england


class Authority(str, Enum):
	"""Where a limit comes from: law, the Handbook and guidance, or a local setting."""

	MUST = "must"
	SHOULD = "should"
	LOCAL = "local"


class LooserThanShippedError(ValueError):
	"""A council's limit is longer than the one shipped; limits may only be made tighter."""


@dataclass(frozen=True, slots=True)
class RuleSetting:
	"""One row of the trigger table.

	review_within: working days after the change by which a review is due; None where none is asked for.
	tell_within: working days after the change by which the IRO is told; None where nobody is told.
	before: the review is due the last working day before the change, where it lies ahead.
	within_authority: where `review_within` comes from, if not from the same source as `authority`.
	"""

	rule: str
	title: str
	when: str
	authority: Authority
	review_within: int | None = None
	tell_within: int | None = None
	before: bool = False
	within_authority: Authority = Authority.LOCAL
	enabled: bool = True


_TABLE = (
	RuleSetting("C01", "Starts to be looked after", "a period of care begins", Authority.MUST, None, 2),
	RuleSetting(
		"C02", "Planned move", "a placement ends as planned or with notice, or a move is known in advance",
		Authority.MUST, 20, 1, before=True,
	),
	RuleSetting(
		"C03", "Emergency move", "a placement ends for safety (ALLEG, STAND, APPRR or immediate risk)",
		Authority.LOCAL, 20, 1,
	),
	RuleSetting(
		"C04", "Unplanned move", "a placement ends unplanned (CREQB, CREQO, CHILD, LAREQ, CUSTOD, OTHER, no reason)",
		Authority.LOCAL, 20, 1,
	),
	RuleSetting(
		"C05", "Same carer, other address or provider", "the placement changes but not the carer",
		Authority.LOCAL, None, 5,
	),
	RuleSetting("C10", "Section 20 to interim care order", "V2 becomes C1", Authority.LOCAL, None, 2),
	RuleSetting("C11", "Interim to full care order", "C1 becomes C2", Authority.LOCAL, 20, 5),
	RuleSetting(
		"C12", "Care order ends, child still looked after", "C1 or C2 becomes V2",
		Authority.MUST, 20, 5, before=True,
	),
	RuleSetting("C14", "Placement order", "the legal status becomes E1", Authority.MUST, None, 5),
	RuleSetting(
		"C15", "Placed for adoption", "the placement becomes A3, A4, A5 or A6",
		Authority.MUST, None, 5, before=True,
	),
	RuleSetting(
		"C17", "Placed with parents under a care order", "the placement becomes P1 under C1 or C2",
		Authority.MUST, 10, 1, before=True, within_authority=Authority.MUST,
	),
)  # fmt: skip

DEFAULT_RULES: Mapping[str, RuleSetting] = MappingProxyType({row.rule: row for row in _TABLE})
"""The trigger table as shipped."""


@dataclass(frozen=True, slots=True)
class Policy:
	"""Every limit that the plan uses. Working days, calendar months and days as the names say.

	first_review_working_days, second_review_months, later_review_months: CPPCR 2010 reg 33.
	adoption_*: AAR 2005 reg 36. short_break_*: defaults of ours.
	count_start_day: count the day of the event as day 1, as some systems do; off as shipped.
	"""

	first_review_working_days: int = 20
	second_review_months: int = 3
	later_review_months: int = 6
	adoption_authority_months: int = 3
	adoption_later_months: int = 6
	placed_first_days: int = 28
	placed_second_months: int = 3
	placed_later_months: int = 6
	short_break_first_months: int = 3
	short_break_later_months: int = 6
	allocate_iro_working_days: int = 5
	second_move_talk_working_days: int = 3
	count_start_day: bool = False
	rules: Mapping[str, RuleSetting] = field(default_factory=lambda: DEFAULT_RULES)
	calendar: Calendar = field(default_factory=england)

	def rule(self, name: str) -> RuleSetting:
		"""The row of the trigger table in force."""
		return self.rules[name]


DEFAULT_POLICY = Policy()


def tightened(
	shipped: RuleSetting, review_within: int | None, tell_within: int | None, enabled: bool
) -> RuleSetting:
	"""A council's version of a row of the trigger table.

	Raises LooserThanShippedError where a limit is longer than shipped, missing or below one working day, or
	where a rule that the law asks for is switched off.
	"""
	if shipped.authority is Authority.MUST and not enabled:
		raise LooserThanShippedError(f"{shipped.rule} is asked for by law and cannot be switched off")
	for words, limit, own in (
		("review within", shipped.review_within, review_within),
		("tell within", shipped.tell_within, tell_within),
	):
		if limit is not None and (own is None or not 1 <= own <= limit):
			raise LooserThanShippedError(
				f"{shipped.rule}: {words} must be 1 to {limit} working days, not {own}"
			)
		if limit is None and own is not None:
			raise LooserThanShippedError(f"{shipped.rule} has no limit {words}; leave it empty")
	return replace(shipped, review_within=review_within, tell_within=tell_within, enabled=enabled)
