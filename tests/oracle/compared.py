"""Many histories through both readings of the rules."""

from collections import Counter
from collections.abc import Iterable

from tests.oracle import both
from tests.oracle.fired import Fired, fired
from tests.oracle.histories import case
from tests.oracle.shrink import shortest
from tests.oracle.story import explain

Compared = tuple[Fired, list[int]]
"""What the histories met, and the seeds whose plans differ."""


def compare(seeds: Iterable[int]) -> Compared:
	"""The histories of these seeds."""
	counts: Fired = Counter()
	different = []
	for seed in seeds:
		history = case(seed)
		naive = both.naive(history)
		counts.update(fired(history, naive))
		if both.show_real(both.real(history)) != both.show_naive(naive):
			different.append(seed)
	return counts, different


def told(seed: int) -> str:
	"""The story of a seed and how its plans differ, whole and cut short to what is needed."""
	history = case(seed)
	return f"seed {seed}\n{explain(history)}\n\nthe same, cut short:\n{explain(shortest(history))}"
