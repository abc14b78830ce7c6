"""Changes of circumstances: which rule a change falls under, and what settled it.

The field's trigger table as far as periods of care, placements, legal statuses, the child's age and recorded facts
show it; each source of changes has a file of its own.
"""

from operator import attrgetter

from iro_module.domain.circumstances.case import Case
from iro_module.domain.circumstances.change import Change
from iro_module.domain.circumstances.of_facts import of_facts
from iro_module.domain.circumstances.of_moves import of_moves
from iro_module.domain.circumstances.of_periods import of_periods
from iro_module.domain.circumstances.of_placements import of_placements
from iro_module.domain.circumstances.of_statuses import of_statuses

__all__ = ["Case", "Change", "changes"]


_IN_ORDER = attrgetter("on", "rule", "subject")


def changes(case: Case) -> tuple[Change, ...]:
	"""The changes within one period of care, settled or not, in order of time."""
	found = [*of_moves(case), *of_placements(case), *of_statuses(case), *of_periods(case)]
	if case.history.facts:
		adoptive_endings = frozenset(one.on for one in found if one.rule == "C16")
		found.extend(of_facts(case, adoptive_endings))
	found.sort(key=_IN_ORDER)
	return tuple(found)
