"""Two placements side by side, and which of several placements counted: iro_module/domain/stays.py."""

import pytest

from iro_module.domain.stays import back_from_temporary, lasting, same_setting
from tests.domain.story import Story, day


@pytest.mark.parametrize(
	("left", "to", "same"),
	[
		({}, {}, True),
		({"carer_id": "F-1"}, {"carer_id": "F-1", "urn": "SC9", "provider": "PR4"}, True),
		({"carer_id": "F-1", "urn": "SC1"}, {"carer_id": "F-2", "urn": "SC1"}, False),
		({"carer_id": "F-1"}, {}, True),
		({"carer_id": "F-1"}, {"urn": "SC1"}, False),
		({"provider": "PR1"}, {"provider": "PR4"}, False),
		({"urn": "SC1"}, {"urn": "SC1"}, True),
		({}, {"placement_type": "U5"}, False),
	],
)
def test_same_setting(left: dict[str, str], to: dict[str, str], same: bool) -> None:
	one, other = (
		Story().placed("2026-03-02", "U6", "1", **left).placed("2026-04-02", "U6", "2", **to).history().stays
	)
	assert same_setting(one, other) is same
	assert same_setting(other, one) is same


@pytest.mark.parametrize(
	("away", "until", "back"),
	[
		("2026-04-01", "2026-04-08", True),
		("2026-04-01", None, True),
		("2026-04-01", "2026-04-09", True),
		("2026-04-01", "2026-04-07", False),  # something else came between
		("2026-04-08", None, False),  # began with the return
		("2026-03-02", "2026-04-08", True),
		("2026-03-01", "2026-04-08", False),  # began before the placement left
	],
)
def test_back_from_a_temporary_stay(away: str, until: str | None, back: bool) -> None:
	story = Story().placed("2026-03-02", "U6", "LEFT").placed("2026-04-08", "U6", "TO")
	story.placed(away, "T1", "AWAY", end_date=until)
	stays = story.history().stays
	by_start = {(one.record.placement_type, one.record.start_date): one for one in stays}
	left, to = by_start["U6", day("2026-03-02")], by_start["U6", day("2026-04-08")]
	assert back_from_temporary(stays, left, to) is back
	assert back_from_temporary((left, to), left, to) is False


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize(
	("one", "other", "counts"),
	[
		({"placement_type": "U6"}, {"placement_type": "K2", "end_date": "2026-03-02"}, "U6"),
		({"placement_type": "U6"}, {"placement_type": "K2", "end_date": "2026-05-02"}, "U6"),
		(
			{"placement_type": "U6", "end_date": "2026-06-02"},
			{"placement_type": "K2", "end_date": "2026-05-02"},
			"U6",
		),
		(
			{"placement_type": "U6", "end_date": "2026-03-02"},
			{"placement_type": "K2", "status": "planned"},
			"U6",
		),
	],
)
@pytest.mark.parametrize("today", ["2026-02-01", "2026-03-02"])
def test_of_two_on_one_day(
	one: dict[str, str], other: dict[str, str], counts: str, swap: bool, today: str
) -> None:
	names = ("B", "A") if swap else ("A", "B")
	story = Story()
	for name, values in zip(names, (one, other), strict=True):
		story.placed("2026-03-02", values["placement_type"], name, **values)
	assert [stay.record.placement_type for stay in lasting(story.history().stays, day(today))] == [counts]
