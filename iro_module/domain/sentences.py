"""A sentence kept as its pattern and its values, and put into words when somebody reads it.

A plan describes every change of a child's care, read or not; two sentences are equal where they say the same.
"""

from datetime import date
from typing import NamedTuple

from iro_module.domain.wording import in_words


class Sentence(NamedTuple):
	"""A pattern with numbered places and what goes there; days are written as `8 September 2025`."""

	pattern: str
	values: tuple[object, ...] = ()

	def __str__(self) -> str:
		shown = (in_words(value) if isinstance(value, date) else value for value in self.values)
		return self.pattern.format(*shown)
