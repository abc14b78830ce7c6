"""The ladder of an escalation: its stages, who answers at each and within how many working days.

The formal process leads up through levels of seniority and takes at most 20 working days in all (IRO Handbook
2010, 6.2). Which levels there are, and how long each has, is a council's own choice; what is shipped is a default.
"""

from dataclasses import dataclass
from itertools import pairwise

from iro_module.domain.limits import LIMITS
from iro_module.domain.policy import Policy


class LadderRefusedError(ValueError):
	"""A council's ladder cannot be used; the text names every fault and what to do about it."""


class NoSuchStageError(LookupError):
	"""The ladder has no stage of that number."""


@dataclass(frozen=True, slots=True)
class Stage:
	"""One stage of the ladder.

	number: its place, 0 for talking first. responder: the role that answers. working_days: to answer in, counted
	from the day of sending. counts: towards the working days in all. A stage that counts is formal; one that does
	not is informal, and recorded all the same.
	"""

	number: int
	title: str
	responder: str
	working_days: int
	counts: bool = True

	@property
	def words(self) -> str:
		"""`Stage 2 (service manager)`."""
		return f"{self.title} ({self.responder})"


@dataclass(frozen=True, slots=True)
class Ladder:
	"""The stages of one council, from the lowest up."""

	stages: tuple[Stage, ...]

	def stage(self, number: int) -> Stage:
		"""The stage of that number; raises NoSuchStageError where there is none."""
		for one in self.stages:
			if one.number == number:
				return one
		raise NoSuchStageError(f"There is no stage {number}; choose one of {_numbers(self.stages)}")

	def above(self, number: int) -> Stage | None:
		"""The next stage up from that number; None at the top."""
		return next((one for one in self.stages if one.number > number), None)


DEFAULT_LADDER = Ladder(
	(
		Stage(0, "Informal", "social worker and team manager", 5, counts=False),
		Stage(1, "Stage 1", "team manager", 5),
		Stage(2, "Stage 2", "service manager", 5),
		Stage(3, "Stage 3", "head of service", 5),
		Stage(4, "Stage 4", "director of children's services or assistant director", 5),
	)
)
"""The ladder as shipped: talking first, then four formal stages of 5 working days (domain practice)."""


def checked(ladder: Ladder, policy: Policy) -> Ladder:
	"""The ladder, where it can be used; raises LadderRefusedError with every fault where it cannot."""
	found = faults(ladder, policy)
	if found:
		raise LadderRefusedError(". ".join(found))
	return ladder


def faults(ladder: Ladder, policy: Policy) -> tuple[str, ...]:
	"""What is wrong with a council's ladder, a sentence each; empty where it can be used."""
	return (*_of_stages(ladder.stages), *_of_order(ladder.stages), *_of_total(ladder.stages, policy))


def _of_stages(stages: tuple[Stage, ...]) -> list[str]:
	found = []
	for one in stages:
		if one.working_days < 1:
			found.append(
				f"Stage {one.number}: enter 1 or more working days to answer in, not {one.working_days}"
			)
		if not one.title.strip():
			found.append(f"Stage {one.number}: enter its title")
		if not one.responder.strip():
			found.append(f"Stage {one.number}: enter who answers")
	return found


def _of_order(stages: tuple[Stage, ...]) -> list[str]:
	found = []
	if any(upper.number <= lower.number for lower, upper in pairwise(stages)):
		found.append(f"The stages are numbered {_numbers(stages)}: number them from the lowest up, each once")
	for lower, upper in pairwise(stages):
		if lower.counts and not upper.counts:
			found.append(
				f"Stage {upper.number} does not count towards the total but follows stage {lower.number}, "
				"which does: let it count, or put it before the formal stages"
			)
	return found


def _of_total(stages: tuple[Stage, ...], policy: Policy) -> list[str]:
	formal = [one for one in stages if one.counts]
	if not formal:
		return ["No stage is formal: let at least one count towards the total"]
	taken, allowed = sum(one.working_days for one in formal), policy.escalation_total_working_days
	if taken <= allowed:
		return []
	limit = LIMITS["escalation_total_working_days"]
	return [
		f"The formal stages take {taken} working days together, and {allowed} in all are allowed: "
		f"shorten or remove a stage ({limit.source}: at most {limit.value})"
	]


def _numbers(stages: tuple[Stage, ...]) -> str:
	return ", ".join(str(one.number) for one in stages)
