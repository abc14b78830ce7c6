"""Acknowledgements: each settled tag once, and never one that is not settled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from integration_service.acknowledging import UnsettledTags


def test_a_run_from_the_start_takes_one_frame() -> None:
	tags = UnsettledTags()
	for tag in (1, 2, 3, 4, 5):
		tags.add(tag)
	assert tags.settle([2, 1, 3]) == [(3, True)]
	assert tags.settle([5]) == [(5, False)]
	assert tags.settle([4]) == [(4, False)]
	assert len(tags) == 0


def test_tags_of_a_channel_that_is_gone_are_passed_over() -> None:
	tags = UnsettledTags()
	tags.add(7)
	assert tags.settle([1, 2]) == []
	assert tags.settle([7, 7]) == [(7, False)]


@given(st.lists(st.sets(st.integers(1, 40)), max_size=12))
def test_the_broker_hears_of_exactly_what_is_settled(rounds: list[set[int]]) -> None:
	"""Against a model of the broker: `multiple` acknowledges everything up to the tag."""
	tags = UnsettledTags()
	outstanding = set(range(1, 41))
	for tag in sorted(outstanding):
		tags.add(tag)
	settled: set[int] = set()
	for wanted in rounds:
		settled |= wanted
		for tag, multiple in tags.settle(wanted):
			acknowledged = {one for one in outstanding if one <= tag} if multiple else {tag} & outstanding
			assert acknowledged, f"tag {tag} was acknowledged twice, which closes the channel"
			outstanding -= acknowledged
		assert outstanding == set(range(1, 41)) - settled
