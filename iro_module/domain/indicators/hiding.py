"""Which rows of a table go with a row that is left out, so that the total less the others does not give it away."""

from collections.abc import Callable, Sequence

from iro_module.domain.indicators.results import Result

Column = Callable[[Result], int]
"""A count of each row that the total adds up."""


def hidden_rows(
	rows: Sequence[Result],
	total: Result | None,
	columns: Sequence[Column],
	small: Callable[[Result], bool],
	start: frozenset[int] = frozenset(),
) -> frozenset[int]:
	"""The rows to leave out, by number; the total has the number after the last.

	start: rows that are left out entirely, their size included. Unless the total is left out itself, rows are added,
	the smallest first, until in each column the hidden ones add up to more than one each: what the total leaves for
	them then fits more than one set of counts. If that cannot be had, the total is left out too.
	"""
	hidden = start | {number for number, row in enumerate(rows) if small(row)}
	whole = len(rows)
	if total is None or whole in hidden:
		return hidden
	if small(total):
		return hidden | {whole}
	counts = {column: [column(row) for row in rows] for column in columns}
	for column in sorted(columns, key=lambda column: column(total)):
		hidden = _with_others(hidden, counts[column])
	safe = all(_is_safe(hidden, counts[column]) for column in columns)
	return hidden if safe else hidden | {whole}


def _with_others(hidden: frozenset[int], counts: Sequence[int]) -> frozenset[int]:
	others = sorted(
		set(range(len(counts))) - hidden, key=lambda number: (counts[number] == 0, counts[number], number)
	)
	for number in others:
		if _is_safe(hidden, counts):
			break
		hidden |= {number}
	return hidden


def _is_safe(hidden: frozenset[int], counts: Sequence[int]) -> bool:
	"""Two rows and more that hold more than one case each on average; or none that holds any of this column, since a
	row that is small all the same is small in size, and its size is hidden with others.
	"""
	held = sum(counts[number] for number in hidden)
	return held == 0 or (len(hidden) > 1 and held > len(hidden))
