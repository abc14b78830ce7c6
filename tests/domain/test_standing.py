"""How a review stands by its dates."""

import pytest

from iro_module.domain.standing import standing
from tests.domain.story import day

ON = "2026-03-10"


@pytest.mark.parametrize(
	("due", "by_law", "booked", "word"),
	[
		("2026-03-10", "2026-03-10", None, "planned"),
		("2026-03-10", "2026-03-10", "2026-03-10", "booked"),
		("2026-03-10", "2026-03-20", "2026-03-11", "late"),
		("2026-03-09", "2026-03-10", None, "local"),
		("2026-03-09", None, None, "local"),
		("2026-03-09", "2026-03-10", "2026-03-12", "late"),
		("2026-03-09", "2026-03-10", "2026-03-09", "local"),
		("2026-03-09", "2026-03-09", None, "overdue"),
		("2026-03-09", "2026-03-09", "2026-03-12", "overdue"),
	],
)
def test_the_first_that_holds(due: str, by_law: str | None, booked: str | None, word: str) -> None:
	dates = {
		"due_on": day(due),
		"by_law": day(by_law) if by_law else None,
		"booked_on": day(booked) if booked else None,
		"on": day(ON),
	}
	assert standing(held=False, **dates).value == word
	assert standing(held=True, **dates).value == "held"
