"""The plan by brute force: write down every demand, strike out what falls after leaving, take the earliest."""

from dataclasses import dataclass, field
from datetime import date

from tests.oracle.naive_asked import asked_by_changes, falls_in_care
from tests.oracle.naive_changes import changes
from tests.oracle.naive_dates import working_day_on_or_before
from tests.oracle.naive_days import end_of, period_of, period_today
from tests.oracle.naive_notices import Notice, after_care, notices
from tests.oracle.naive_of_periods import of_ended_care
from tests.oracle.naive_panels import in_secure_home, panel_demands, panel_unknown, panels_since
from tests.oracle.naive_records import OnRecord
from tests.oracle.naive_timetables import demands, last_review_unknown, number_of_next, on_short_breaks
from tests.oracle.naive_view import Change, Demand, Settings, View


@dataclass
class Review:
	track: str
	kind: str
	timetable: str
	due_on: date
	statutory_due_on: date | None
	practical_on: date
	sequence: int
	basis: list[Demand]


@dataclass
class NaivePlan:
	reviews: list[Review] = field(default_factory=list)
	changes: list[Change] = field(default_factory=list)
	notices: list[Notice] = field(default_factory=list)
	gaps: set[str] = field(default_factory=set)
	left_care_on: date | None = None


def plan(view: View, asked: list[tuple[date, date]], iro_allocated: bool) -> NaivePlan:
	"""What the child needs today. `asked`: (asked on, due on) of each early review that the IRO asked for."""
	found = changes(view)
	timetable = demands(view)
	early = _early(view, asked)
	wanted = [demand for demand in timetable + early if falls_in_care(view, demand)]
	wanted += asked_by_changes(view, found, timetable, early)
	reviews = []
	if wanted:
		usual = "short_break" if on_short_breaks(view) else "care_planning"
		reviews.append(_combined(view, "looked_after", wanted, number_of_next(view), usual))
	panel = [demand for demand in panel_demands(view) if falls_in_care(view, demand)]
	if panel:
		stay = in_secure_home(view)
		number = len(panels_since(view, stay)) + 1 if stay else 1
		reviews.append(_combined(view, "secure_panel", panel, number, "secure_panel"))
	gaps = {"date of last review needed"} if last_review_unknown(view) else set()
	if panel_unknown(view):
		gaps.add("date of last secure accommodation panel needed")
	return NaivePlan(reviews, found, notices(view, found, iro_allocated), gaps)


def _early(view: View, asked: list[tuple[date, date]]) -> list[Demand]:
	"""C39: asked for in this period, and no review since."""
	start = period_of(view.period).start_date
	return [
		Demand("C39", "must", "early", due_on, asked_on)
		for asked_on, due_on in asked
		if asked_on >= start and not any(review.on >= asked_on for review in view.child.reviews)
	]


def _combined(view: View, track: str, wanted: list[Demand], number: int, usual: str) -> Review:
	"""One review for all demands, due at the earliest."""
	earliest = min(demand.due_on for demand in wanted)
	leading = _leading([demand for demand in wanted if demand.due_on == earliest])
	running = [demand for demand in wanted if demand.timetable]
	if running:
		next_of_all = min(demand.due_on for demand in running)
		usual = _leading([one for one in running if one.due_on == next_of_all]).timetable or usual
	return Review(
		track,
		leading.kind,
		usual,
		earliest,
		min((demand.due_on for demand in wanted if demand.authority == "must"), default=None),
		working_day_on_or_before(earliest, view.settings.extra),
		number,
		wanted,
	)


def _leading(wanted: list[Demand]) -> Demand:
	"""Of demands for one day: a timetable's own before a change's, then the law's, then care planning's."""
	wanted = [one for one in wanted if one.timetable] or wanted
	wanted = [one for one in wanted if one.authority == "must"] or wanted
	wanted = [one for one in wanted if one.timetable == "care_planning"] or wanted
	return min(wanted, key=lambda one: (one.rule, one.changed_on))


def plan_of(
	child: OnRecord,
	today: date,
	settings: Settings,
	asked: list[tuple[date, date]],
	iro_allocated: bool,
	decisions: list,  # type: ignore[type-arg]
) -> NaivePlan:
	"""The plan of a child, in care or not."""
	period = period_today(child, today)
	if period is not None:
		return plan(View(child, period, today, settings, decisions), asked, iro_allocated)
	ended = [one for one in child.periods if (end_of(one, child) or today) <= today]
	found = NaivePlan(gaps=_without_period(child, today))
	if ended:
		last = max(ended, key=lambda one: (end_of(one, child) or today, period_of(one).start_date))
		found.left_care_on = end_of(last, child)
		view = View(child, last, today, settings, decisions)
		found.notices = after_care(view, of_ended_care(view))
	return found


def _without_period(child: OnRecord, today: date) -> set[str]:
	"""What no period of care covers, but should."""
	gaps = set()
	for period in child.periods:
		ended, leaves = period_of(period).end_date, end_of(period, child)
		still_open = ended is None or ended > today
		if still_open and leaves is not None and leaves <= period_of(period).start_date:
			gaps.add("birth date or start of care to be checked")
	for kept in child.placements + child.statuses:
		start, ended = kept.record.start_date, kept.record.end_date
		left = [period_of(period).end_date for period in child.periods]
		if (ended is None or ended > today) and not any(day is None or start < day for day in left):
			gaps.add("period of care needed")
	return gaps
