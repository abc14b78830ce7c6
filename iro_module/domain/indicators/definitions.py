"""What an indicator counts, as text: written beside the code that counts it, shown beside the figure.

Texts name the limits and choices in force, so that a reader sees what this council counted and no other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from iro_module.domain.indicators.choices import Choices, Mode, Placing
from iro_module.domain.indicators.results import Measure, Told
from iro_module.domain.limits import LIMITS
from iro_module.domain.policy import Policy, ReviewDateBasis
from iro_module.domain.wording import listed, plural


class Evidence(str, Enum):
	"""How well a definition is known."""

	VERIFIED = "verified"
	PRACTICE = "practice"
	UNVERIFIED = "unverified"


class NoSuchFigureError(LookupError):
	"""An indicator has no figure of that name."""


@dataclass(frozen=True, slots=True)
class Figure:
	"""One number of an indicator: what is counted, out of what."""

	key: str
	title: str
	numerator: str
	denominator: str = ""
	measure: Measure = Measure.SHARE


@dataclass(frozen=True, slots=True)
class Variant:
	"""Something councils count differently. `setting`: its name in `Choices` or in `Policy`."""

	setting: str
	words: str


@dataclass(frozen=True, slots=True)
class Definition:
	"""One indicator. The first figure is the headline unless a choice says otherwise.

	counts: plain English for the reader of the figure; `{...}` stands for a limit or a choice in force.
	note: who may see it, or what it cannot say. source: where the definition comes from, as far as that is known.
	"""

	id: str
	title: str
	counts: str
	figures: tuple[Figure, ...]
	evidence: Evidence
	source: str
	variants: tuple[Variant, ...] = ()
	note: str = ""

	def figure(self, key: str) -> Figure:
		"""The figure of that name; raises NoSuchFigureError where there is none."""
		for one in self.figures:
			if one.key == key:
				return one
		raise NoSuchFigureError(f"{self.id} has no figure {key}; it has {', '.join(self.keys)}")

	@property
	def keys(self) -> tuple[str, ...]:
		"""The names of its figures."""
		return tuple(one.key for one in self.figures)

	def remark(self, policy: Policy, choices: Choices) -> str:
		"""The note, with the limits and choices in force; empty where there is none."""
		return self.note.format_map(in_force(policy, choices))

	def told(self, key: str, policy: Policy, choices: Choices) -> Told:
		"""What one of its figures counts, with the limits and choices in force."""
		figure, words = self.figure(key), in_force(policy, choices)
		return Told(
			self.id,
			key,
			figure.title.format_map(words),
			self.counts.format_map(words),
			figure.numerator.format_map(words),
			figure.denominator.format_map(words),
		)


_WORKING_DAYS = (
	"decisions_working_days", "record_working_days", "distribution_working_days", "report_working_days",
	"spoken_to_window_working_days", "escalation_total_working_days",
)  # fmt: skip
_MONTHS = (
	"iro_visit_months", "midway_looked_after_months", "midway_from_months", "permanence_months",
	"rcpc_first_months", "rcpc_later_months",
)  # fmt: skip
_ORDINALS = {1: "first", 2: "second", 3: "third"}


def in_force(policy: Policy, choices: Choices) -> Mapping[str, str]:
	"""The limits and choices in force, in the words that the texts use."""
	first = policy.review_date_basis is ReviewDateBasis.FIRST_MEETING
	by_due = choices.placing is Placing.DUE
	words = {name: plural(getattr(policy, name), "working day") for name in _WORKING_DAYS}
	words |= {name: plural(getattr(policy, name), "month") for name in _MONTHS}
	return words | {
		"icpc_working_days": plural(LIMITS["icpc_working_days"].value, "working day"),
		"held": "held for the first time" if first else "completed",
		"other_held": "completed" if first else "held for the first time",
		"placed": (
			"What was due belongs to the period in which its date lies, whenever it was held"
			if by_due
			else "What was held in time belongs to the period in which it was held, anything else to the period in "
			"which its date passed"
		),
		"due": (
			"whose date lies in the period"
			if by_due
			else "held in time in the period, and those whose date passed in it"
		),
		"of_conferences": "since the start of the plan" if choices.whole_plan else "due in the period",
		"settled": plural(choices.settled_working_days, "working day"),
		"plan_open": plural(choices.plan_open_months, "month"),
		"start_day": "counts as the first" if policy.count_start_day else "is not counted",
		"short_breaks": "counted too" if choices.short_breaks else "left out",
		"spoken_to": _modes(choices.spoken_to),
		"visited": _modes(choices.visited),
		"permanence_review": _ORDINALS.get(policy.permanence_by_review, f"{policy.permanence_by_review}th"),
		"caseload": f"{policy.caseload_from} to {policy.caseload_to}",
	}


def _modes(chosen: frozenset[Mode]) -> str:
	return listed([mode.value for mode in Mode if mode in chosen] or ["in no way"])
