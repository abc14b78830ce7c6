"""Notices: who must be told of what, by when, why, and how that day was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from iro_module.domain.records import digest

THE_IRO = "the IRO"
THE_SERVICE = "the IRO service"
THE_MANAGER = "the IRO Manager, to allocate an IRO"
TO_THE_SERVICE = frozenset({THE_SERVICE, THE_MANAGER})
"""Whom a notice is for, where that is not the child's own IRO."""


@dataclass(frozen=True, slots=True)
class Notice:
	"""One thing to tell. `subject` is the record that calls for it; `key` is the same for as long as it is
	one notice. counted: how `tell_by` was counted, empty only for one kept before that was said. changed_on: the
	day of the change it is about, where it is about one.
	"""

	child_id: str
	rule: str
	subject: str
	tell: str
	tell_by: date
	reason: str
	counted: str
	changed_on: date | None = None

	@property
	def key(self) -> str:
		return digest("notice", self.child_id, self.rule, self.subject, self.tell)


def in_order(standing: Sequence[Notice], prompts: Sequence[Notice]) -> tuple[Notice, ...]:
	"""All of them in order of their dates; one that two rules give stands once, as the first gives it."""
	if prompts:
		standing = list({one.key: one for one in (*reversed(prompts), *standing)}.values())
	return tuple(sorted(standing, key=lambda one: (one.tell_by, one.rule, one.subject, one.tell)))
