"""C36: when the record of a child who died is restricted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iro_module.domain.after_death import asks_to_restrict
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES
from tests.domain.story import Story, day

TODAY = "2026-03-02"


def ended(reason: str | None, on: str = TODAY) -> Story:
	return Story().period("2025-01-06", on, end_reason=reason)


@pytest.mark.parametrize(
	("story", "asks"),
	[
		(ended("E2"), True),
		(ended("E2", "2019-03-02"), True),
		(ended("E2", "2026-03-03"), False),
		(ended("E4A"), False),
		(ended(None), False),
		(Story().period("2025-01-06"), False),
		(Story(), False),
		(ended("E2", "2025-06-02").period("2025-09-01", record_id="LATER"), False),
	],
	ids=[
		"died",
		"long ago",
		"recorded for tomorrow",
		"home",
		"no reason",
		"in care",
		"nothing",
		"in care again",
	],
)
def test_the_last_period_of_care_ended_with_the_childs_death(story: Story, asks: bool) -> None:
	assert asks_to_restrict(story.history(), day(TODAY), DEFAULT_POLICY) is asks


def test_not_where_the_council_has_switched_the_rule_off() -> None:
	off = replace(DEFAULT_RULES["C36"], enabled=False)
	policy = replace(DEFAULT_POLICY, rules={**DEFAULT_RULES, "C36": off})
	assert not asks_to_restrict(ended("E2").history(), day(TODAY), policy)
