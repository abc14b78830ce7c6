"""How fast children are planned: `make bench`, or `python benchmarks/plan.py [--quick] [--rounds 5] [--seed 1]`.

Prints ratios against named peers measured in the same run: a child's plan against the bare arithmetic of its dates,
and a working-day step against the plain loop over `holidays`; how the time grows with the number of children; and
children per second for 83,000, England's number. One process; making the children is not counted.

The cells of a round run in shuffled order, a ratio is taken from neighbours in time, and medians over the rounds are
printed. Times are processor time of this process, which other work on the machine disturbs least. Nothing is asserted
about time; that plans were made is.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import platform
import random
import resource
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from statistics import median
from time import process_time

import holidays
from bare_dates import BareDates
from children import TODAY, Child, chunks

from iro_module.domain.care_history import CareHistory, history_of
from iro_module.domain.policy import DEFAULT_POLICY
from iro_module.domain.review_plan import ChildFacts, Plan, plan

ENGLAND = 83_000
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
FACTS = ChildFacts(iro_allocated=True)
FLOORS = {"timetable": "the timetable's dates", "dates": "those and each change's"}


def planned(child: Child) -> Plan:
	"""From records to plan, as the nightly run does it."""
	child_id, stored = child
	return plan(history_of(child_id, stored), FACTS, TODAY)


def planned_from(history: CareHistory) -> Plan:
	"""The plan alone."""
	return plan(history, FACTS, TODAY)


def seconds(work: Callable, values: Iterable) -> float:
	"""Processor time of `work` over all values."""
	gc.collect()
	began = process_time()
	for value in values:
		work(value)
	return process_time() - began


def all_planned(count: int, seed: int) -> float:
	"""Seconds for that many children, made a chunk at a time outside the clock."""
	total = 0.0
	for made in chunks(count, seed):
		total += seconds(planned, made)
		results = [planned(one) for one in made[:20]]
		assert all(one.reviews or one.gaps for one in results), "a child in care was left without a review"
	return total


def per_child(count: int, seed: int) -> dict[str, list[float]]:
	"""Seconds a child, chunk by chunk, of the same children: the whole, the plan alone, the bare arithmetic."""
	bare, rng = BareDates(), random.Random(seed)
	times: dict[str, list[float]] = {"whole": [], "plan": [], "timetable": [], "dates": []}
	for made in chunks(count, seed):
		histories = [history_of(*child) for child in made]
		dates = [bare.of(history) for history in histories]
		assert any(
			bare.next_due(days) == review.due_on
			for days, history in zip(dates, histories, strict=True)
			for review in planned_from(history).reviews
		), "the bare arithmetic gives other dates than the plan"
		cells = [
			("whole", planned, made),
			("plan", planned_from, histories),
			("timetable", bare.timetable, dates),
			("dates", bare.all_dates, dates),
		]
		rng.shuffle(cells)
		for name, work, values in cells:
			times[name].append(seconds(work, values) / len(made))
	return times


def steps(count: int, seed: int) -> dict[str, list[float]]:
	"""Seconds for 20 working days from the same starts: our table, and the plain loop over `holidays`."""
	rng = random.Random(seed)
	starts = [date(2024, 1, 1) + timedelta(days=rng.randint(0, 1_400)) for _ in range(count)]
	known = holidays.country_holidays("GB", subdiv="ENG", years=range(2020, 2031))
	after = DEFAULT_POLICY.calendar.after

	def naive(start: date) -> date:
		left = 20
		while left:
			start += timedelta(days=1)
			if start.weekday() < 5 and start not in known:
				left -= 1
		return start

	def ours(start: date) -> date:
		return after(start, 20)

	assert all(naive(start) == ours(start) for start in starts[:200])
	times: dict[str, list[float]] = {"ours": [], "naive": []}
	for _ in range(5):
		times["ours"].append(seconds(ours, starts * 20) / 20 / count)
		times["naive"].append(seconds(naive, starts) / count)
	return times


def slope(times: dict[int, float]) -> float:
	"""The exponent of growth: least squares of log seconds on log children."""
	x = [math.log(count) for count in times]
	y = [math.log(time) for time in times.values()]
	middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
	spread = sum((one - middle_x) ** 2 for one in x)
	return sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True)) / spread


def one_round(seed: int, sizes: tuple[int, ...], england: int, sample: int) -> dict:
	"""Every cell once, in shuffled order."""
	times: dict = {}
	cells: list[tuple[object, Callable]] = [
		*((size, lambda size=size: all_planned(size, seed)) for size in sizes),
		("england", lambda: all_planned(england, seed)),
		("child", lambda: per_child(sample, seed)),
		("step", lambda: steps(sample, seed)),
	]
	random.Random(seed).shuffle(cells)
	for name, work in cells:
		times[name] = work()
	return times


def report(rounds: list[dict], sizes: tuple[int, ...], england: int) -> None:
	"""Medians over the rounds, with the least and the most."""

	def over(value: Callable[[dict], float], form: str = ",.1f") -> str:
		found = [value(one) for one in rounds]
		return f"{median(found):{form}} ({min(found):{form}} to {max(found):{form}})"

	def each(cell: str, part: str, form: str) -> str:
		return over(lambda one: median(one[cell][part]) * 1e6, form)

	def ratio(cell: str, part: str, peer: str) -> str:
		return over(lambda one: median(a / b for a, b in zip(one[cell][part], one[cell][peer], strict=True)))

	print(f"\nmedian of {len(rounds)} rounds (least to most); 10 records and 8 reviews a child")
	rate = over(lambda one: england / one["england"], ",.0f")
	print(f"{england:,} children: {over(lambda one: one['england'])} s, {rate} a second [aim: 10 s]")
	for size in sizes:
		print(f"  {size:>7,} children: {over(lambda one, size=size: one[size] / size * 1e6)} µs each")
	exponent = over(lambda one: slope({size: one[size] for size in sizes}), ".3f")
	print(f"exponent of growth from {sizes[0]:,} to {sizes[-1]:,}: {exponent} [aim: at most 1.05]")
	for name, words in (("whole", "history and plan"), ("plan", "plan alone")):
		print(f"{words}: {each('child', name, ',.1f')} µs a child")
		for floor, what in FLOORS.items():
			print(f"  ÷ bare arithmetic of {what}: {ratio('child', name, floor)} [aim: at most 20]")
	for floor, what in FLOORS.items():
		print(f"bare arithmetic of {what}: {each('child', floor, '.2f')} µs a child")
	print(f"20 working days by our table: {each('step', 'ours', '.3f')} µs")
	print(f"20 working days by the naive loop over holidays: {each('step', 'naive', '.2f')} µs")
	print(f"  naive ÷ ours: {ratio('step', 'naive', 'ours')} [aim: at least 50]")
	print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def main() -> None:
	arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
	arguments.add_argument(
		"--quick", action="store_true", help="a smoke run of a few seconds; its numbers mean little"
	)
	arguments.add_argument("--rounds", type=int, default=5)
	arguments.add_argument("--seed", type=int, default=1)
	given = arguments.parse_args()
	sizes, england, sample, rounds = SIZES, ENGLAND, 10_000, given.rounds
	if given.quick:
		sizes, england, sample, rounds = (100, 200, 400), 300, 200, 1
	print(
		f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}",
		flush=True,
	)
	measured = []
	for number in range(rounds):
		measured.append(one_round(given.seed + number, sizes, england, sample))
		print(f"round {number + 1} of {rounds} done, load {os.getloadavg()[0]:.1f}", flush=True)
	report(measured, sizes, england)


if __name__ == "__main__":
	main()
