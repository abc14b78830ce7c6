"""Whatever the order, the batches and the repeats: the same messages give the same answer on every platform."""

import copy
import random

import pytest

from integration_service.embedded import EmbeddedPlatform
from iro_module.domain.intake import Outcome
from tests.conformance.conftest import Subject
from tests.conformance.material import dice_council, ingest, ingest_in_batches, shuffled


def test_the_demo_in_order(subject: Subject):
	messages = subject.names.demo()
	settled = ingest(subject.platform, messages, subject.today)
	with EmbeddedPlatform(None, subject.today) as reference:
		assert settled == ingest(reference, messages, subject.today)
	assert {one.outcome for one in settled} == set(Outcome)
	assert [one.id for one in settled] == [message["id"] for message in messages]
	answer = subject.answer()
	assert answer == subject.reference(*messages)
	assert len(answer["reviews"]) > 20
	assert len(answer["notices"]) > 0


@pytest.mark.parametrize("seed", range(4))
def test_the_demo_in_any_order(subject: Subject, seed: int):
	dice = random.Random(seed)
	messages = subject.names.demo()
	ingest_in_batches(subject.platform, shuffled(messages, dice), subject.today, dice)
	assert subject.answer() == subject.reference(*messages)


@pytest.mark.parametrize("seed", range(15))
def test_implausible_councils_in_any_order(subject: Subject, seed: int):
	dice = random.Random(seed)
	messages = dice_council(subject.names, dice, subject.today)
	ingest_in_batches(subject.platform, shuffled(messages, dice), subject.today, dice)
	answer = subject.answer()
	assert answer == subject.reference(*messages)
	subject.platform.refresh()
	assert subject.answer() == answer


def test_implausible_councils_need_reviews(subject: Subject):
	"""The dice above would prove nothing if no review came of them."""
	messages = dice_council(subject.names, random.Random(3), subject.today)
	answer = subject.reference(*messages)
	assert answer["reviews"]
	assert answer["notices"]


def test_a_second_run_changes_nothing(subject: Subject):
	messages = subject.names.demo()
	ingest(subject.platform, messages, subject.today)
	answer = subject.answer()
	again = ingest(subject.platform, messages, subject.today)
	assert "applied" not in {one.outcome.value for one in again}
	assert subject.answer() == answer


def test_a_repeat_within_one_call(subject: Subject):
	child = subject.names.child(1)
	message = subject.names.message("period-of-care", child, "C-1", 1, start_date="2026-05-18")
	assert subject.ingest(message, copy.deepcopy(message)) == ["applied", "duplicate"]
	assert subject.ingest(message) == ["duplicate"]
	assert len(subject.of(child)) == 1


def test_an_older_version_is_stale_and_the_newer_one_stays(subject: Subject):
	child = subject.names.child(1)
	newer = subject.names.message("period-of-care", child, "C-1", 7, start_date="2026-05-11")
	older = subject.names.message("period-of-care", child, "C-1", 6, start_date="2026-05-18")
	assert subject.ingest(newer, older) == ["applied", "stale"]
	assert subject.answer() == subject.reference(newer)


def test_the_highest_version_there_is(subject: Subject):
	child = subject.names.child(1)
	last = subject.names.message("period-of-care", child, "C-1", 2**63 - 1, start_date="2026-05-11")
	before = subject.names.message("period-of-care", child, "C-1", 2**63 - 2, start_date="2026-05-18")
	assert subject.ingest(last) == ["applied"]
	assert subject.ingest(before) == ["stale"]
	assert subject.answer() == subject.reference(last)
