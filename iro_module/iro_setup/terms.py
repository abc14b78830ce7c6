"""Pieces of SQL that several criteria need."""

from collections.abc import Sequence
from typing import Any

import frappe
from pypika.functions import Coalesce
from pypika.terms import Criterion, CustomFunction, Term, ValueWrapper

Binary = CustomFunction("BINARY", ["value"])
"""Compares byte for byte: to the database's collation, the staff ids aBc and ABC are one."""


class SqlLiteral(Term):
	"""Text as the database's own function escapes it, for conditions that Frappe puts into its queries as text."""

	def __init__(self, value: str) -> None:
		super().__init__()
		self.value = value

	def get_sql(self, **_how: Any) -> str:
		return frappe.db.escape(self.value, percent=False)


def text(value: str) -> Term:
	return SqlLiteral(value)


def among(field: Term, values: Sequence[str]) -> Criterion:
	"""The field is one of the values; never where there are none."""
	return field.isin([text(one) for one in values if one]) if any(values) else never()


def filled(field: Term) -> Term:
	"""The field, empty text in place of NULL: for what is negated, which NULL would make neither true nor false."""
	return Coalesce(field, ValueWrapper(""))


def always() -> Criterion:
	return ValueWrapper(1) == ValueWrapper(1)


def never() -> Criterion:
	return ValueWrapper(1) == ValueWrapper(0)


def any_of(criteria: Sequence[Criterion]) -> Criterion:
	"""One bracketed expression; never where there are none."""
	return Criterion.any(criteria) if criteria else never()
