"""What Wenbury recorded in May 2026, in the order in which it was written down."""

from iro_module.demo.cast import BY_NUMBER
from iro_module.demo.feed import Feed


def may_2026(feed: Feed) -> None:
	"""A month of changes: starts, moves, orders, reviews, endings, corrections, and what goes wrong on the way."""
	_children_who_start(feed)
	_moves(feed)
	_orders_and_permanence(feed)
	_reviews_held(feed)
	_children_who_leave(feed)
	_corrections(feed)
	_what_goes_wrong(feed)


def _starts(
	feed: Feed, number: str, start: str, need: str, status: str, place: tuple[str, str | None, str | None]
) -> None:
	"""A child comes into care; who the child is, is written down last."""
	kind, provider, carer = place
	feed.record(
		"period-of-care",
		number,
		f"C-{number}-1",
		f"{start}T15:20:00",
		start_date=start,
		category_of_need=need,
	)
	feed.record(
		"legal-status", number, f"L-{number}-1", f"{start}T15:21:00", start_date=start, legal_status=status
	)
	feed.record(
		"placement", number, f"P-{number}-1", f"{start}T15:22:00", start_date=start, placement_type=kind,
		provider=provider, carer_id=carer, reason_new_episode="S",
	)  # fmt: skip
	feed.child(BY_NUMBER[number], f"{start}T16:05:00")


def _moves_to(
	feed: Feed, number: str, left: int, on: str, to: tuple[str, str | None, str | None], reason: str | None,
	recorded: str, rne: str = "P", immediate_risk: bool | None = None,
) -> None:  # fmt: skip
	"""The placement left ends with its reason, and the next begins on the same day."""
	kind, provider, carer = to
	feed.amend(
		f"P-{number}-{left}", recorded, end_date=on, reason_place_change=reason, immediate_risk=immediate_risk
	)
	feed.record(
		"placement", number, f"P-{number}-{left + 1}", recorded, start_date=on, placement_type=kind, provider=provider,
		carer_id=carer, reason_new_episode=rne,
	)  # fmt: skip


def _status_becomes(feed: Feed, number: str, left: int, on: str, status: str, recorded: str) -> None:
	feed.amend(f"L-{number}-{left}", recorded, end_date=on)
	feed.record(
		"legal-status", number, f"L-{number}-{left + 1}", recorded, start_date=on, legal_status=status
	)


def _children_who_start(feed: Feed) -> None:
	# Amira's short breaks begin; her parents keep the care of her.
	_starts(feed, "1015", "2026-05-02", "N2", "V4", ("U6", "PR5", "CARER-203"))
	# Kyle and Kayla come at night under police protection; an interim order follows, then their grandmother.
	for number in ("1016", "1017"):
		_starts(feed, number, "2026-05-05", "N1", "L1", ("U6", "PR1", "CARER-051"))
		_status_becomes(feed, number, 1, "2026-05-08", "C1", "2026-05-08T16:45:00")
		_moves_to(feed, number, 1, "2026-05-20", ("U3", "PR1", "CARER-072"), "CARPL", "2026-05-20T17:05:00")
	# Rosie is four days old; her carers may become her adopters.
	_starts(feed, "1018", "2026-05-11", "N1", "V2", ("U5", "PR1", "CARER-052"))
	# Zmaray arrives alone; Jayden is remanded.
	_starts(feed, "1008", "2026-05-18", "N8", "V2", ("K3", "PR4", "SUPPORT-04"))
	_starts(feed, "1013", "2026-05-20", "N6", "J1", ("R5", "PR3", None))


def _moves(feed: Feed) -> None:
	# Connor's carers ask, for reasons of their own.
	_moves_to(feed, "1019", 1, "2026-05-07", ("K2", "PR4", "HOME-03"), "CREQO", "2026-05-07T18:10:00")
	# Jasmine's carers move house, and she with them.
	_moves_to(feed, "1024", 1, "2026-05-11", ("U4", "PR4", "CARER-119"), "PLACE", "2026-05-12T10:00:00", "T")
	# Aaliyah's second unplanned move within a year.
	_moves_to(feed, "1004", 2, "2026-05-13", ("K2", "PR4", "HOME-11"), "LAREQ", "2026-05-13T19:30:00")
	# An allegation: Tyler leaves the same day.
	_moves_to(
		feed,
		"1023",
		1,
		"2026-05-19",
		("U6", "PR1", "CARER-053"),
		"ALLEG",
		"2026-05-19T21:15:00",
		immediate_risk=True,
	)
	# Ryan goes to a secure children's home.
	_moves_to(feed, "1036", 2, "2026-05-21", ("K1", "PR2", "SECURE-01"), "LAREQ", "2026-05-21T20:00:00")
	# Jack is in hospital for six days and goes back to his carers: no move.
	_moves_to(feed, "1034", 1, "2026-05-08", ("T1", None, None), None, "2026-05-08T23:10:00")
	_moves_to(feed, "1034", 2, "2026-05-14", ("U4", "PR1", "CARER-043"), None, "2026-05-14T12:00:00")
	# Aisha stays elsewhere while her carer is away, asks not to go back, and does not.
	_moves_to(feed, "1035", 1, "2026-05-22", ("T3", None, None), "CHILD", "2026-05-22T15:00:00")
	_moves_to(feed, "1035", 2, "2026-05-26", ("U6", "PR1", "CARER-054"), None, "2026-05-26T15:30:00")
	# Mason has to leave the home he shares with Ellie and Alfie, a week after their review.
	_moves_to(feed, "1001", 1, "2026-05-27", ("U6", "PR4", "CARER-126"), "CREQB", "2026-05-27T17:40:00")
	# Nobody has written down yet why Ruby moved.
	_moves_to(feed, "1037", 1, "2026-05-28", ("U6", "PR4", "CARER-127"), None, "2026-05-28T18:25:00")
	# Harvey moved on 9 April, and it is written down six weeks later.
	_moves_to(feed, "1032", 1, "2026-04-09", ("K2", "PR4", "HOME-07"), "CREQB", "2026-05-20T11:00:00")
	# Lily-Mae moved on 20 April, was reviewed on 28 April, and the move is written down on 12 May.
	_moves_to(feed, "1033", 1, "2026-04-20", ("U6", "PR1", "CARER-055"), "CARPL", "2026-05-12T14:20:00")
	# Habtom is to move on in June, Finley's carers have given notice.
	feed.amend("P-1006-1", "2026-05-22T10:30:00", end_date="2026-06-15", reason_place_change="CARPL")
	feed.record(
		"placement", "1006", "P-1006-2", "2026-05-22T10:31:00", start_date="2026-06-15", placement_type="K3",
		provider="PR4", carer_id="SUPPORT-02", status="planned", reason_new_episode="P",
	)  # fmt: skip
	feed.amend("P-1038-1", "2026-05-26T09:15:00", end_date="2026-06-26", reason_place_change="CLOSE")


def _orders_and_permanence(feed: Feed) -> None:
	_status_becomes(
		feed, "1022", 1, "2026-05-06", "C1", "2026-05-06T17:00:00"
	)  # Grace: section 20 to interim order
	_status_becomes(feed, "1021", 2, "2026-05-15", "C2", "2026-05-15T16:10:00")  # Leon: full care order
	_status_becomes(feed, "1010", 2, "2026-05-14", "E1", "2026-05-14T16:30:00")  # Reuben: placement order
	_status_becomes(feed, "1040", 1, "2026-05-20", "V2", "2026-05-20T16:00:00")  # Toby: order ends, he stays
	# Poppy's adopters were found; the review of 14 May considered the placement before it began.
	feed.amend("P-1009-1", "2026-05-12T09:40:00", end_date="2026-05-22", reason_place_change="CARPL")
	feed.record(
		"placement", "1009", "P-1009-2", "2026-05-12T09:41:00", start_date="2026-05-22", placement_type="A6",
		provider="PR1", carer_id="ADOPT-06", status="planned", reason_new_episode="P",
	)  # fmt: skip
	feed.record(
		"review", "1009", "R-1009-7", "2026-05-14T15:00:00", review_date="2026-05-14", participation_code="PN0",
		changes_considered=["P-1009-1", "P-1009-2"],
	)  # fmt: skip
	feed.amend("P-1009-2", "2026-05-22T16:20:00", status="actual")
	# Noah is back with his mother under the care order, without a review before; Isla is to follow in June.
	_moves_to(feed, "1025", 1, "2026-05-18", ("P1", "PR0", None), "CARPL", "2026-05-18T18:00:00")
	feed.amend("P-1026-1", "2026-05-27T11:00:00", end_date="2026-06-15", reason_place_change="CARPL")
	feed.record(
		"placement", "1026", "P-1026-2", "2026-05-27T11:01:00", start_date="2026-06-15", placement_type="P1",
		provider="PR0", status="planned", reason_new_episode="P",
	)  # fmt: skip


def _reviews_held(feed: Feed) -> None:
	for number, day, code in (
		("1021", "2026-05-07", "PN1"), ("1001", "2026-05-19", "PN1"), ("1002", "2026-05-19", "PN1"),
		("1003", "2026-05-19", "PN4"), ("1005", "2026-05-21", "PN1"), ("1041", "2026-05-26", "PN1"),
		("1016", "2026-05-29", "PN1"), ("1017", "2026-05-29", "PN1"),
	):  # fmt: skip
		feed.record(
			"review", number, f"R-{number}-{day}", f"{day}T16:50:00", review_date=day, participation_code=code
		)


def _children_who_leave(feed: Feed) -> None:
	for number, day, reason, statuses in (
		("1028", "2026-05-12", "E45", 2), ("1027", "2026-05-16", "E17", 2), ("1030", "2026-05-16", "E4B", 1),
		("1012", "2026-05-20", "E11", 2), ("1029", "2026-05-29", "E4A", 1),
	):  # fmt: skip
		recorded = f"{day}T17:30:00"
		last = 2 if number == "1012" else 1
		feed.amend(f"C-{number}-1", recorded, end_date=day, end_reason=reason)
		feed.amend(f"P-{number}-{last}", recorded, end_date=day)
		feed.amend(f"L-{number}-{statuses}", recorded, end_date=day)


def _corrections(feed: Feed) -> None:
	# George came a week earlier than first written.
	late = feed.amend("C-1041-1", "2026-05-06T09:05:00", start_date="2026-04-20")
	feed.amend("P-1041-1", "2026-05-06T09:06:00", start_date="2026-04-20")
	feed.amend("L-1041-1", "2026-05-06T09:07:00", start_date="2026-04-20")
	feed.amend(
		"WB-1034", "2026-05-11T10:00:00", communication_needs="Wears hearing aids; sit where he can see you"
	)
	feed.amend("WB-1039", "2026-05-13T10:00:00", social_worker="SW-028")
	# A move typed on Skye that was her brother's: taken back the next day.
	_moves_to(feed, "1020", 1, "2026-05-07", ("K2", "PR4", "HOME-03"), "CREQO", "2026-05-14T10:20:00")
	feed.void("P-1020-2", "2026-05-15T09:30:00")
	feed.amend("P-1020-1", "2026-05-15T09:31:00", end_date=None, reason_place_change=None)
	# The first version is sent once more after the correction, under another id; and the correction twice.
	first = next(one for one in feed.messages if one["data"]["record_id"] == "C-1041-1")
	feed.broken(
		"period-of-care", "1041", "2026-05-07T08:00:00", dict(first["data"]), id="C-1041-1.v1.sent-again"
	)
	feed.again(late)


def _what_goes_wrong(feed: Feed) -> None:
	for message in [one for one in feed.messages if one["time"].startswith(("2026-05-13", "2026-05-19"))][:5]:
		feed.again(message)
	feed.broken("placement", "1031", "2026-05-21T10:00:00", {
		"record_id": "P-1031-2", "record_version": 1, "start_date": "2026-05-20", "placement_type": "U7",
	})  # fmt: skip
	feed.broken("placement", "1005", "2026-05-21T10:05:00", {
		"record_id": "P-1005-2", "record_version": 2, "start_date": "2026-01-26", "placement_type": "K3",
		"end_date": "2025-01-30",
	})  # fmt: skip
	feed.broken("placement", "1042", "2026-05-22T11:00:00", {
		"record_id": "P-1042-1", "record_version": 2, "start_date": "2022-03-28", "placement_type": "U4",
		"carer_name": "not to be sent",
	})  # fmt: skip
	feed.broken("legal-status", "1022", "2026-05-22T11:05:00", {
		"record_id": "L-1022-2", "record_version": "2", "start_date": "2026-05-06", "legal_status": "C1",
	})  # fmt: skip
	feed.broken("review", "1039", "2026-05-27T09:00:00", {
		"record_id": "R-1039-5", "record_version": 1, "review_date": "2026-06-03", "participation_code": "PN1",
	})  # fmt: skip
	feed.broken("placement", "1031", "2026-05-28T09:00:00", {
		"child_id": "", "record_id": "P-1031-3", "record_version": 1, "start_date": "2026-05-27",
		"placement_type": "U4",
	}, subject=None)  # fmt: skip
