"""What the desk knows besides the records: reviews and panels, recorded facts, the IRO's decisions, the settings."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from iro_module.domain.limits import LIMITS
from iro_module.domain.policy import DEFAULT_RULES, Authority
from iro_module.domain.records import Placement, RecordType, record_name
from iro_module.domain.settling import ChangeDecision, Ruling
from tests.oracle.a_life import Life
from tests.oracle.case import FEED, Case
from tests.oracle.naive_changes import changes
from tests.oracle.naive_days import period_today
from tests.oracle.naive_records import Review, on_record
from tests.oracle.naive_settled import BESIDES
from tests.oracle.naive_view import Settings, View
from tests.oracle.told_facts import near, record_facts

CLOSED = tuple(
	frozenset(date(2005, 1, 1) + timedelta(days=number) for number in range(first, 9000, 23))
	for first in (3, 8, 16)
)
"""Days that a council added to the bank holidays: many, so that most counts meet one."""
NUMBERS = (
	"first_review_working_days", "second_review_months", "later_review_months", "adoption_authority_months",
	"adoption_later_months", "placed_first_days", "placed_second_months", "placed_later_months",
	"secure_panel_first_months", "secure_panel_later_months", "short_break_first_months",
	"short_break_later_months", "secure_panel_first_days", "allocate_iro_working_days",
	"release_review_working_days", "decision_lapses_working_days", "short_notice_days", "end_considered_months",
)  # fmt: skip


def at_the_desk(rng: Random, found: Case, lives: list[Life]) -> None:
	"""All that is not told by the feed. Decisions last: they are about changes that the rest leads to."""
	found.iro_allocated = rng.random() < 0.5
	_council(rng, found)
	_reviews(rng, found, lives)
	record_facts(rng, found, lives)
	if rng.random() < 0.35:
		_decisions(rng, found)


def _reviews(rng: Random, found: Case, lives: list[Life]) -> None:
	"""Reviews known from the desk, some in two meetings; panels; early reviews that the IRO asked for."""
	names = [(record.TYPE, name) for life in lives for name, record in life.placements + life.statuses] + [
		(RecordType.PERIOD_OF_CARE, f"PC-{life.name}") for life in lives
	]
	for _ in range(rng.choice((0, 0, 0, 1, 2))):
		day = found.today - timedelta(days=rng.choice((-3, 0, 1, 10, 40, 100, 200)))
		considered = set()
		if rng.random() < 0.4:
			considered = {record_name(FEED, *rng.choice(names)) for _ in range(rng.choice((1, 1, 2)))}
		first = day - timedelta(days=rng.choice((1, 7, 20))) if rng.random() < 0.3 else None
		found.desk_reviews.append(Review(day, considered, rng.random() < 0.2, first))
	for life in lives:
		for _, placement in life.placements:
			if rng.random() < 0.03:
				_review_on_an_edge(rng, found, placement)
			if placement.placement_type == "K1" and rng.random() < 0.6:
				day = placement.start_date + timedelta(days=rng.choice((-5, 0, 10, 28, 31)))
				while day <= found.today and rng.random() < 0.7:
					found.panels.append(day)
					day += timedelta(days=rng.choice((60, 90, 95)))
	for _ in range(rng.choice((0, 0, 0, 0, 0, 1, 2))):
		asked_on = found.today - timedelta(days=rng.choice((0, 1, 5, 15, 40, 100)))
		found.asked.append((asked_on, asked_on + timedelta(days=rng.choice((1, 7, 20, 28)))))


def _review_on_an_edge(rng: Random, found: Case, placement: Placement) -> None:
	"""A review on the day of a move, or on one from which days are counted after it, or a day off."""
	day = placement.start_date + timedelta(days=rng.choice((0, 0, 0, 28, 42)) + rng.choice((0, 0, 1, -1)))
	found.desk_reviews.append(Review(day, set(), rng.random() < 0.1))


def _council(rng: Random, found: Case) -> None:
	"""What a council may set: days it adds, tighter limits, rows switched off, how days and reviews count."""
	found.count_start_day = rng.random() < 0.12
	found.first_meeting_counts = rng.random() < 0.15
	found.plan_last_review = rng.random() < 0.3
	found.areas_known = rng.random() < 0.4
	if rng.random() < 0.15:
		found.extra_holidays = rng.choice(CLOSED)
	for name in NUMBERS:
		if rng.random() < 0.04:
			found.numbers[name] = rng.randrange(1, LIMITS[name].value + 1)
	for rule, shipped in DEFAULT_RULES.items():
		if rng.random() < 0.04:
			found.rules[rule] = replace(
				shipped,
				review_within=rng.randrange(1, shipped.review_within + 1) if shipped.review_within else None,
				tell_within=rng.randrange(1, shipped.tell_within + 1)
				if shipped.tell_within
				else shipped.tell_within,
				enabled=shipped.authority is Authority.MUST or rng.random() < 0.5,
			)


def _decisions(rng: Random, found: Case) -> None:
	"""The IRO's decisions about some of the changes, a few of them about what the change has been before."""
	child = on_record(found)
	period = period_today(child, found.today)
	if period is None:
		return
	view = View(child, period, found.today, Settings(found.policy(), found.extra_holidays))
	for change in changes(view):
		for _ in range(rng.choice((0, 0, 1, 1, 2))):
			ruling = rng.choice(tuple(Ruling))
			review_on = None
			if ruling in (Ruling.CONSIDERED, Ruling.NOT_CONSIDERED):
				days = [review.on for review in child.reviews] or [found.today]
				review_on = rng.choice((*days, days[-1], found.today))
			by = near(rng, found.today) if ruling is Ruling.BY else None
			found.decisions.append(
				ChangeDecision(
					change.rule if rng.random() < 0.9 else "C04",
					change.subject,
					change.on + timedelta(days=rng.choice((0, 0, 0, 0, 1, 5, 7, 8, 14, -6))),
					ruling,
					found.today - timedelta(days=len(found.decisions)),
					review_on,
					by,
					change.rule if change.rule in BESIDES else "",
				)
			)
