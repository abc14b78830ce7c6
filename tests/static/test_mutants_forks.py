"""How `make mutants` runs its trials: each in a fork, told apart by whether it answered, hung or broke down."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))

from mutants_forks import TookTooLong, in_forks

seen: list[int] = []


def noted(task: int) -> list[int]:
	seen.append(task)
	return seen


def for_ever(_: int) -> None:
	while True:
		pass


def test_nothing_that_one_fork_does_is_seen_by_another_or_here() -> None:
	assert dict(in_forks([1, 2, 3], noted, lambda _: 60, workers=2)) == {1: [1], 2: [2], 3: [3]}
	assert seen == []


def test_a_task_is_taken_only_when_there_is_room_for_it() -> None:
	done = []

	def tasks() -> Iterator[int]:
		for number in range(4):
			assert len(done) >= number - 1
			yield number

	for number, _ in in_forks(tasks(), abs, lambda _: 60, workers=2):
		done.append(number)
	assert sorted(done) == [0, 1, 2, 3]


def test_a_change_that_runs_for_ever_is_a_time_out_and_the_others_go_on() -> None:
	found = dict(in_forks([5, 0], lambda task: task or for_ever(task), lambda _: 0.1, workers=2))
	assert found[5] == 5
	assert isinstance(found[0], TookTooLong)


def test_a_fork_that_breaks_down_is_no_result() -> None:
	with pytest.raises(RuntimeError, match="No answer about 1"):
		list(in_forks([1], lambda _: os._exit(3), lambda _: 60, workers=1))
