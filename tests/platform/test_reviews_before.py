"""A review before and while it is held: booking, putting off, meetings, adjourning, how the child took part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from inspect import getsource
from typing import Any

import pytest

from iro_module.domain.wording import in_words
from iro_module.domain.working_days import england
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import (
	IRO_MANAGER,
	REVIEW_ADMINISTRATOR,
	REVIEWING_OFFICER,
	SOCIAL_WORK_MANAGER,
	SOCIAL_WORKER,
)
from tests.support.completing import held_on_record, ready
from tests.support.site import PASSWORD, Site
from tests.support.story import Child, Story, play

pytestmark = pytest.mark.platform

TODAY = today()
CALENDAR = england()

IRO, COVER = "rb.iro@example.com", "rb.cover@example.com"
MANAGER, OTHER_MANAGER, BOTH = "rb.manager@example.com", "rb.manager2@example.com", "rb.both@example.com"
ADMINISTRATOR, WORKER = "rb.admin@example.com", "rb.worker@example.com"
OWN_WORKER, TEAM_MANAGER = "rb.own@example.com", "rb.team@example.com"
PEOPLE = {
	IRO: [REVIEWING_OFFICER],
	COVER: [REVIEWING_OFFICER],
	MANAGER: [IRO_MANAGER],
	OTHER_MANAGER: [IRO_MANAGER],
	BOTH: [IRO_MANAGER, SOCIAL_WORK_MANAGER],
	ADMINISTRATOR: [REVIEW_ADMINISTRATOR],
	WORKER: [SOCIAL_WORKER],
	OWN_WORKER: [SOCIAL_WORKER],
	TEAM_MANAGER: [SOCIAL_WORK_MANAGER],
}

MAKE_PEOPLE = """
for email, roles in people.items():
	if not frappe.db.exists("User", email):
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": email.split("@")[0], "send_welcome_email": 0, "new_password": password})
		user.insert(ignore_permissions=True)
		user.add_roles(*roles)
"""

DESK = (
	f"""
from typing import Any
{getsource(held_on_record)}
"""
	+ """
from frappe.desk.form.load import getdoc
from frappe.utils import add_days, getdate
from iro_module.iro_reviews import adjourning, postponing
from iro_module.iro_reviews.preparation import preparation
from iro_module.iro_setup.clock import today

def the_review(child):
	return frappe.get_doc("IRO Review", frappe.db.get_value("IRO Review", {"child": child, "open_key": ("is", "set")}))

def change(who, review, **values):
	frappe.set_user(who)
	doc = frappe.get_doc("IRO Review", review)
	doc.update(values)
	doc.save()
	return doc

def complete(who, review, on):
	on = str(on)
	doc = frappe.get_doc("IRO Review", review)
	meetings, attendance = held_on_record(doc.meetings, doc.attendance, on)
	rows = {"meetings": meetings, "attendance": attendance, "next_meeting_on": add_days(on, 20)}
	return change(who, review, **{**ready, **rows, "completed_on": on, "permanence_plan_on": on})

def tried(do, *arguments, **named):
	\"\"\"The class of the refusal, or "done"; nothing of it is kept where it was refused.\"\"\"
	frappe.db.savepoint("tried")
	try:
		do(*arguments, **named)
	except Exception as problem:
		frappe.db.rollback(save_point="tried")
		frappe.clear_messages()
		return type(problem).__name__
	finally:
		frappe.set_user("Administrator")
	return "done"
"""
)


def day(days: int) -> str:
	return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture(scope="module")
def story(site: Site) -> Iterator[Story]:
	"""One process for all of these tests, on today's day."""
	with play(site) as played:
		played.on(TODAY.isoformat())
		yield played


def on_site(story: Story, code: str, **values: Any) -> Any:
	days = {str(n): day(n) for n in range(-60, 61)}
	return story.run(DESK + code, day=days, ready=ready(TODAY), **people_by_name(), **values)


def people_by_name() -> dict[str, str]:
	return {
		"iro": IRO, "cover": COVER, "manager": MANAGER, "other_manager": OTHER_MANAGER, "both": BOTH,
		"administrator": ADMINISTRATOR, "worker": WORKER,
	}  # fmt: skip


@pytest.fixture(scope="module")
def children(story: Story) -> dict[str, str]:
	"""One child for each subject, all allocated to the IRO, last reviewed 30 days ago."""
	story.run(MAKE_PEOPLE, people=PEOPLE, password=PASSWORD)
	subjects = ("book", "put", "free", "meet", "adjourn", "part", "young", "papers", "state")
	found, messages = {}, []
	for subject in subjects:
		born = TODAY - timedelta(days=500 if subject == "young" else 4000)
		child = found[subject] = story.child(f"Named{subject}", born=born.isoformat())
		since = day(-50)
		messages += [
			child.details(),
			child.period(since),
			child.status(since, "C2"),
			child.placed(since, "U6", reason_new_episode="S"),
			child.reviewed(day(-30)),
		]
	outcomes = story.feed(*messages, notify=False)
	refused = story.rows(
		"Record Message", "message_type", "fault_summary", outcome="refused", child_id=("like", "NAMED%")
	)
	assert set(outcomes) == {"applied"}, refused
	for child in found.values():
		child.allocate(IRO)
	return {subject: child.name for subject, child in found.items()}


# --- booking ------------------------------------------------------------------------------------------------


def test_a_booking(story: Story, children: dict[str, str]) -> None:
	found = on_site(
		story,
		"""
review = the_review(child)
result = {"due": review.due_on}
booked = change(iro, review.name, booked_on=day["10"])
result["status"] = booked.status
frappe.db.set_value("IRO Review", review.name, "booking_made_on", day["-9"])
result["venue"] = str(change(iro, review.name, venue="At home").booking_made_on)
result["later"] = tried(change, iro, review.name, booked_on=day["11"])
result["later by the manager"] = tried(change, manager, review.name, booked_on=day["11"])
result["given up"] = tried(change, iro, review.name, status="Planned")
result["no day"] = tried(change, iro, review.name, booked_on=None)
earlier = change(iro, review.name, booked_on=day["8"], booking_made_on=day["-50"])
result["earlier"] = [earlier.status, str(earlier.booked_on), str(earlier.booking_made_on)]
result["due after"] = the_review(child).due_on
""",
		child=children["book"],
	)
	assert found["status"] == "Booked"
	assert found["venue"] == day(-9), "the day of the booking stays while the booking does"
	for way in ("later", "later by the manager", "given up"):
		assert found[way] == "PostponementNeeded", way
	assert found["no day"] == "BookingDateMissing"
	assert found["earlier"] == ["Booked", day(8), TODAY.isoformat()]
	assert found["due after"] == found["due"]


def test_with_the_setting_off_a_booking_moves_freely_and_asking_is_enough(
	story: Story, children: dict[str, str]
) -> None:
	found = on_site(
		story,
		"""
settings = frappe.get_single("IRO Settings")
settings.postponement_needs_approval = 0
settings.save()
try:
	review = the_review(child)
	change(iro, review.name, booked_on=day["5"])
	result = {"later": str(change(iro, review.name, booked_on=day["7"]).booked_on)}
	frappe.set_user(iro)
	asked = postponing.put_off(review.name, day["9"], "The carer is away")
	result["asked"] = [asked["state"], str(the_review(child).booked_on)]
	given_up = change(iro, review.name, status="Planned")
	result["given up"] = [given_up.status, given_up.booked_on, given_up.booking_made_on]
finally:
	frappe.set_user("Administrator")
	settings.reload()
	settings.postponement_needs_approval = 1
	settings.save()
""",
		child=children["free"],
	)
	assert found == {"later": day(7), "asked": ["Approved", day(9)], "given up": ["Planned", None, None]}


def test_with_the_setting_off_social_work_still_asks(story: Story) -> None:
	"""At once only for who may move the booking anyway: social work puts no review off alone."""
	child = of_a_team(story, "Rika")
	found = on_site(
		story,
		"""
settings = frappe.get_single("IRO Settings")
settings.postponement_needs_approval = 0
settings.save()
def ask(who, to_on):
	frappe.set_user(who)
	try:
		asked = postponing.put_off(review.name, to_on, "The carer is away")
	finally:
		frappe.set_user("Administrator")
	return [asked["name"], asked["state"], str(the_review(child).booked_on)]
result = {}
try:
	review = the_review(child)
	change(iro, review.name, booked_on=day["5"])
	for number, who in enumerate((iro, administrator, manager)):
		result[who] = ask(who, day[str(6 + number)])[1:]
	for who in (own, team_manager):
		name, *result[who] = ask(who, day["20"])
		told = frappe.get_all("Notification Log", {"document_name": name}, pluck="for_user")
		result[f"{who} tells"] = [one for one in (manager, both) if one in told]
		frappe.set_user(who)
		postponing.withdraw(name)
	name, *_ = ask(own, day["20"])
	frappe.set_user(manager)
	result["answered"] = [postponing.answer(name, True)["state"], str(the_review(child).booked_on)]
finally:
	frappe.set_user("Administrator")
	settings.reload()
	settings.postponement_needs_approval = 1
	settings.save()
""",
		child=child.name,
		own=OWN_WORKER,
		team_manager=TEAM_MANAGER,
	)
	assert found == {
		IRO: ["Approved", day(6)],
		ADMINISTRATOR: ["Approved", day(7)],
		MANAGER: ["Approved", day(8)],
		OWN_WORKER: ["Asked", day(8)],
		f"{OWN_WORKER} tells": [MANAGER],
		TEAM_MANAGER: ["Asked", day(8)],
		f"{TEAM_MANAGER} tells": [MANAGER],
		"answered": ["Approved", day(20)],
	}


# --- putting off --------------------------------------------------------------------------------------------


def test_putting_off(story: Story, children: dict[str, str]) -> None:
	found = on_site(
		story,
		"""
review = the_review(child)
due = [review.due_on, review.statutory_due_on]
def ask(who, to_on=day["20"], reason="The child has an exam"):
	frappe.set_user(who)
	return postponing.put_off(review.name, to_on, reason)["name"]
def reply(who, name, agreed, words=""):
	frappe.set_user(who)
	return postponing.answer(name, agreed, words)
def offered(who):
	frappe.set_user(who)
	getdoc("Review Postponement", name)
	form = frappe.response.docs.pop()
	return [form.child_title == full_name, *(form.get("__onload")[offer] for offer in ("may_answer", "may_withdraw"))]
full_name = frappe.db.get_value("Looked After Child", child, "full_name")
result = {"not booked": tried(ask, iro)}
change(iro, review.name, booked_on=day["10"])
result["earlier"] = tried(ask, iro, day["10"])
result["no reason"] = tried(ask, iro, day["20"], "  ")
result["stranger"] = tried(ask, worker)
frappe.set_user(manager)
name = ask(manager)
result["kept"] = str(the_review(child).booked_on)
result["second"] = tried(ask, iro)
result["form"] = {who: offered(who) for who in (manager, other_manager, iro, both)}
result["own"] = tried(reply, manager, name, True)
result["the iro"] = tried(reply, iro, name, True)
result["social work too"] = tried(reply, both, name, True)
result["refused without why"] = tried(reply, other_manager, name, False)
def tamper(who):
	frappe.set_user(who)
	doc = frappe.get_doc("Review Postponement", name)
	doc.state = "Approved"
	doc.save()
result["by hand"] = tried(tamper, manager)
frappe.set_user("Administrator")
doc = frappe.get_doc("Review Postponement", name)
doc.update({"state": "Approved", "decided_by": manager, "to_on": doc.to_on})
doc.save()
doc.reload()
result["by script"] = [doc.state, doc.decided_by]
reply(other_manager, name, True, "Agreed")
moved = the_review(child)
result["moved"] = [str(moved.booked_on), moved.status, [moved.due_on, moved.statutory_due_on] == due]
result["form once answered"] = [offered(who) for who in (manager, other_manager)]
result["twice"] = tried(reply, other_manager, name, True)
asked = frappe.get_doc("Review Postponement", name)
result["row"] = [asked.state, asked.asked_by, asked.decided_by, str(asked.booked_on), str(asked.to_on), asked.child == child]
told = frappe.get_all("Notification Log", {"document_name": name}, ["for_user", "subject"], order_by="creation")
result["told"] = sorted({row.for_user for row in told if row.for_user in people})
result["subjects"] = sorted({row.subject for row in told})
name = ask(iro, day["25"])
reply(manager, name, False, "Too late")
result["refused"] = [frappe.db.get_value("Review Postponement", name, "state"), str(the_review(child).booked_on)]
name = ask(iro, day["25"])
result["taken back by another"] = tried(lambda: (frappe.set_user(manager), postponing.withdraw(name)))
frappe.set_user(iro)
postponing.withdraw(name)
name = ask(iro, day["25"])
change(iro, review.name, booked_on=day["15"])
result["overtaken"] = frappe.db.get_value("Review Postponement", name, ["state", "waiting_key"])
shown = preparation(review.name)["postponements"]
result["shown"] = [row["state"] for row in shown]
result["deleted"] = tried(lambda: (frappe.set_user("Administrator"), frappe.delete_doc("Review Postponement", name, force=True)))
""",
		child=children["put"],
		people=list(PEOPLE),
	)
	for way in ("not booked", "earlier", "no reason", "second", "refused without why", "twice"):
		assert found[way] == "PostponementRefused", way
	assert found["kept"] == day(10)
	for way in ("own", "social work too", "taken back by another"):
		assert found[way] == "NotYoursToAnswer", way
	assert found["the iro"] == "NotYoursToAnswer"
	assert found["by hand"] == found["stranger"] == "PermissionError"
	assert found["form"] == {
		MANAGER: [True, False, True],
		OTHER_MANAGER: [True, True, False],
		IRO: [True, False, False],
		BOTH: [True, False, False],
	}
	assert found["form once answered"] == [[True, False, False]] * 2
	assert found["by script"] == ["Asked", None]
	assert found["moved"] == [day(20), "Booked", True]
	assert found["row"] == ["Approved", MANAGER, OTHER_MANAGER, day(10), day(20), True]
	assert {IRO, MANAGER, OTHER_MANAGER} <= set(found["told"])
	assert BOTH not in found["told"], "who may not answer is not asked to"
	assert not [subject for subject in found["subjects"] if "Named" in subject or "Story" in subject]
	assert found["refused"] == ["Refused", day(20)]
	assert found["overtaken"] == ["Withdrawn", None]
	assert found["shown"] == ["Withdrawn", "Withdrawn", "Refused", "Approved"]
	assert found["deleted"] == "NothingIsDeleted"


# --- meetings and states ------------------------------------------------------------------------------------


def test_meetings(story: Story, children: dict[str, str]) -> None:
	found = on_site(
		story,
		"""
review = the_review(child)
change(iro, review.name, booked_on=day["-3"])
def met(who, on, **more):
	frappe.set_user(who)
	doc = frappe.get_doc("IRO Review", review.name)
	doc.append("meetings", {"held_on": on, "mode": "In person", "covered": "All of it", **more})
	doc.save()
	return doc
result = {"to come": tried(met, iro, day["1"]), "chair": tried(met, iro, day["-3"], chaired_by=worker)}
doc = met(iro, day["-3"], written_at="2001-01-01 00:00:00")
result["begun"] = [doc.status, str(doc.first_meeting_on), doc.chaired_by, doc.meetings[0].written_at > frappe.utils.get_datetime(day["-1"])]
frappe.db.set_value("IRO Review Meeting", doc.meetings[0].name, "written_at", "2026-01-02 03:04:05")
doc = met(manager, day["-1"], chaired_by=cover)
doc.meetings[0].written_at = None
doc.append("attendance", {"person": "A carer", "person_role": "Carer", "attended": "In part"})
doc.append("attendance", {"person": "A parent", "person_role": "Parent", "attended": "Apologies", "meeting_on": day["-3"]})
doc.save()
doc.reload()
result["written"] = str(doc.meetings[0].written_at)
result["chair of the last"] = doc.chaired_by
result["came"] = [[row.person, str(row.meeting_on)] for row in doc.attendance]
doc.meetings[0].held_on = day["-4"]
doc.save()
doc.reload()
result["corrected"] = [str(doc.first_meeting_on), str(doc.attendance[1].meeting_on)]
def no_such_day():
	frappe.set_user(iro)
	doc = frappe.get_doc("IRO Review", review.name)
	doc.append("attendance", {"person": "Nobody", "person_role": "Other", "meeting_on": day["-20"], "attended": "Throughout"})
	doc.save()
result["no such day"] = tried(no_such_day)
result["none left"] = tried(change, iro, review.name, meetings=[])
result["booking stays"] = tried(change, iro, review.name, booked_on=day["2"])
for status in ("Planned", "Booked", "Adjourned"):
	result[status] = tried(change, manager, review.name, status=status)
done = complete(manager, review.name, day["-1"])
result["who"] = [done.chaired_by, done.chaired_by_own_iro, done.iro_when_held]
result["after"] = tried(met, iro, day["0"])
result["forged"] = frappe.db.get_value("IRO Review", review.name, "status")
""",
		child=children["meet"],
	)
	assert found["to come"] == "MeetingWrong"
	assert found["chair"] == "NotAReviewingOfficer"
	assert found["begun"] == ["In Progress", day(-3), IRO, True]
	assert found["written"] == "2026-01-02 03:04:05", "when a meeting was written down never changes"
	assert found["chair of the last"] == COVER
	assert found["came"] == [["A carer", day(-1)], ["A parent", day(-3)]]
	assert found["corrected"] == [day(-4), day(-4)]
	assert found["no such day"] == "MeetingWrong"
	assert found["none left"] == "MeetingsKept"
	assert found["booking stays"] == "BookingStays"
	assert {found[status] for status in ("Planned", "Booked", "Adjourned")} == {"StatusChangeRefused"}
	assert found["who"] == [COVER, "No", IRO]
	assert found["after"] == "ReviewClosed"


def test_states(story: Story, children: dict[str, str]) -> None:
	found = on_site(
		story,
		"""
review = the_review(child)
result = {
	"no meeting": tried(change, iro, review.name, status="In Progress"),
	"adjourned": tried(change, iro, review.name, status="Adjourned"),
	"not needed": tried(change, iro, review.name, status="No Longer Needed"),
	"no reason": tried(change, iro, review.name, status="Cancelled"),
	"spoken": tried(change, iro, review.name, spoken_to_privately="No", not_spoken_because="Could not be arranged"),
}
frappe.set_user(iro)
said = change(iro, review.name, spoken_to_privately="No", not_spoken_because="Could not be arranged", not_spoken_why="Ill")
said = change(iro, review.name, spoken_to_privately="Yes")
result["said"] = [said.not_spoken_because, said.not_spoken_why]
doc = frappe.get_doc("IRO Review", review.name)
doc.append("meetings", {"held_on": day["0"], "mode": "By video"})
doc.save()
cancelled = change(iro, review.name, status="Cancelled", withdrawn_because="The child asked for it")
result["cancelled"] = cancelled.status
following = the_review(child)
result["due stays"] = following.due_on == review.due_on and following.name != review.name
""",
		child=children["state"],
	)
	assert found["no meeting"] == found["adjourned"] == "StatusChangeRefused"
	assert found["not needed"] == "SetByThePlan"
	assert found["no reason"] == "CancellationReasonMissing"
	assert found["spoken"] == "NotSpokenReasonMissing"
	assert found["said"] == [None, None]
	assert found["cancelled"] == "Cancelled"
	assert found["due stays"]


# --- adjourning ---------------------------------------------------------------------------------------------


def test_adjourning(story: Story, children: dict[str, str]) -> None:
	met_on = TODAY - timedelta(days=40)
	latest = CALENDAR.after(met_on, 20)
	found = on_site(
		story,
		"""
review = the_review(child)
def adjourn(who, missing="The report of the school", resumes_on=None):
	frappe.set_user(who)
	return adjourning.adjourn(review.name, missing, resumes_on)
def met(who, on, chair):
	frappe.set_user(who)
	doc = frappe.get_doc("IRO Review", review.name)
	doc.append("meetings", {"held_on": on, "mode": "In person", "chaired_by": chair})
	doc.save()
	return doc
result = {"no meeting": tried(adjourn, iro)}
due = review.due_on
met(iro, met_on, iro)
result["manager"] = tried(adjourn, manager)
result["no reason"] = tried(adjourn, iro, "  ")
result["too late"] = tried(adjourn, iro, "The report", str(add_days(latest, 1)))
result["before"] = tried(adjourn, iro, "The report", met_on)
change(iro, review.name, adjourned_on=day["-1"], complete_by=day["50"])
result["forged"] = the_review(child).adjourned_on
adjourn(iro, "The report", latest)
doc = the_review(child)
result["adjourned"] = [doc.status, str(doc.adjourned_on), doc.adjourned_by, doc.adjourned_for, str(doc.complete_by), doc.due_on == due]
result["note"] = doc.adjournment_note
result["wait"] = preparation(doc.name)["proposals_wait"]
result["again at once"] = tried(adjourn, iro)
doc = met(iro, str(add_days(latest, 2)), iro)
result["resumed"] = [doc.status, str(doc.complete_by)]
result["second"] = tried(adjourn, iro)
doc = complete(iro, review.name, add_days(latest, 2))
result["late"] = doc.adjournment_note
result["after"] = tried(adjourn, iro)
""",
		child=children["adjourn"],
		met_on=met_on.isoformat(),
		latest=latest.isoformat(),
	)
	for way in (
		"no meeting",
		"manager",
		"no reason",
		"too late",
		"before",
		"again at once",
		"second",
		"after",
	):
		assert found[way] == "AdjournmentRefused", way
	assert found["forged"] is None
	assert found["adjourned"] == [
		"Adjourned",
		met_on.isoformat(),
		IRO,
		"The report",
		latest.isoformat(),
		True,
	]
	assert "not to be carried out until the review is completed" in found["note"]
	assert found["wait"] == "Proposals are not to be carried out until the review is completed."
	assert found["resumed"] == ["In Progress", latest.isoformat()]
	assert "late against the limit of the adjournment" in found["late"]


# --- how the child took part --------------------------------------------------------------------------------


def test_participation(story: Story, children: dict[str, str]) -> None:
	found = on_site(
		story,
		"""
from iro_module.iro_reviews.participation_record import suggested
review, small = the_review(child), the_review(young)
def code(name, who=iro, **values):
	return change(who, name, **values)
result = {
	"too young": tried(code, small.name, participation_code="PN1"),
	"too old": tried(code, review.name, participation_code="PN0"),
	"young": suggested(small.name)["code"],
}
code(small.name, participation_code="PN0")
frappe.set_user(iro)
evidence = {"child_attendance": "was not there", "sent_audio": 1}
result["suggested"] = suggested(review.name, evidence)["code"]
result["nothing saved"] = the_review(child).child_attendance
result["against"] = tried(code, review.name, participation_code="PN7", **evidence)
kept = code(review.name, participation_code="PN7", participation_note="The recording could not be played", **evidence)
result["kept"] = kept.participation_code
result["shown"] = preparation(review.name)["participation"]["against"]
code(review.name, participation_code="PN6", participation_note=None)
result["fits"] = preparation(review.name)["participation"]["against"]
result["not theirs"] = tried(lambda: (frappe.set_user(worker), suggested(review.name)))
result["nor this"] = tried(lambda: (frappe.set_user(worker), preparation(review.name)))
""",
		child=children["part"],
		young=children["young"],
	)
	assert found["too young"] == found["too old"] == "ParticipationRefused"
	assert found["young"] == "PN0"
	assert found["suggested"] == "PN6"
	assert not found["nothing saved"]
	assert found["against"] == "ParticipationNoteMissing"
	assert found["kept"] == "PN7"
	assert "PN7 is confirmed, but the evidence fits PN6" in found["shown"]
	assert found["fits"] is None
	assert found["not theirs"] == found["nor this"] == "PermissionError"


# --- papers and contacts ------------------------------------------------------------------------------------


def test_papers_and_contacts(story: Story, children: dict[str, str]) -> None:
	meeting = CALENDAR.on_or_before(TODAY - timedelta(days=1))
	mark = CALENDAR.before(meeting, 3)
	late_by = CALENDAR.count(mark, meeting)
	found = on_site(
		story,
		"""
review = the_review(child)
result = {"unbooked": [row["status"] for row in preparation(review.name)["papers"]]}
change(iro, review.name, booked_on=meeting)
frappe.db.set_value("IRO Review", review.name, "booking_made_on", day["-40"])
def visit(on, with_child):
	doc = frappe.get_doc({"doctype": "IRO Visit", "child": child, "kind": "Visit", "happened_on": on, "by_whom": iro, "with_child": with_child, "views": "A secret", "not_alone_because": "The carer stayed" if "others" in with_child else None})
	doc.insert(ignore_permissions=True)
result["open"] = preparation(review.name)["papers"][2]["words"]
change(iro, review.name, report_received_on=meeting, report_shared_child_on=meeting, report_shared_carer_on=mark)
visit(day["-45"], "Spoken to alone")
visit(day["-5"], "Spoken to with others")
shown = preparation(review.name)
result["report"] = shown["papers"][2]
result["no offer"] = shown["contacts"]["offer"]
visit(day["-6"], "Spoken to alone")
shown = preparation(review.name)
result["offer"] = shown["contacts"]["offer"]
result["rows"] = [[row["with_child"], row["counts"]] for row in shown["contacts"]["rows"]]
result["secret"] = "A secret" in frappe.as_json(shown)
""",
		child=children["papers"],
		meeting=meeting.isoformat(),
		mark=mark.isoformat(),
	)
	assert found["unbooked"] == ["not started"] * 3
	assert "so far" in found["open"]
	assert f"{late_by} working days late against the mark" in found["report"]["words"]
	assert [one["with"] for one in found["report"]["shared"]] == ["the child", "parents", "the carer"]
	assert "after the mark" in found["report"]["shared"][0]["words"]
	assert found["report"]["shared"][1]["words"] == "not recorded"
	assert "after" not in found["report"]["shared"][2]["words"]
	assert found["no offer"] is None
	assert in_words(TODAY - timedelta(days=6)) in found["offer"]
	assert found["rows"] == [["Spoken to with others", True], ["Spoken to alone", True]]
	assert not found["secret"]


# --- who may what -------------------------------------------------------------------------------------------


def of_a_team(story: Story, first_name: str) -> Child:
	"""A child with a social worker and a team manager of these tests, allocated to the IRO."""
	child = story.child(first_name, born=day(-4000))
	since = day(-50)
	story.run(
		MAKE_PEOPLE
		+ """
if not frappe.db.exists("Social Work Team", "RB team"):
	frappe.get_doc({"doctype": "Social Work Team", "team_name": "RB team", "manager": manager}).insert()
""",
		people=PEOPLE,
		password=PASSWORD,
		manager=TEAM_MANAGER,
	)
	story.feed(
		child.details(social_worker="RB-OWN", team="RB team"),
		child.period(since),
		child.status(since, "C2"),
		child.placed(since, "U6", reason_new_episode="S"),
		child.reviewed(day(-30)),
		notify=False,
	)
	child.allocate(IRO)
	story.run(
		"""
staff = frappe.get_doc("Staff Identity", {"staff_id": "RB-OWN"})
staff.user = own
staff.save()
""",
		own=OWN_WORKER,
	)
	return child


def test_each_role_does_its_own_part(story: Story) -> None:
	child = of_a_team(story, "Rolf")
	found = on_site(
		story,
		"""
from iro_module.iro_reviews.report.reports_late_for_a_booked_review import reports_late_for_a_booked_review as report
review = the_review(child)
def met(who):
	frappe.set_user(who)
	doc = frappe.get_doc("IRO Review", review.name)
	doc.append("meetings", {"held_on": day["0"], "mode": "By phone"})
	doc.save()
	if not doc.meetings:
		raise LookupError("nothing recorded")
def late(who):
	frappe.set_user(who)
	rows = [row["review"] for row in report.execute()[1]]
	frappe.set_user("Administrator")
	return review.name in rows
booked = change(administrator, review.name, booked_on=day["2"], report_shared_child_on=day["-1"], spoken_to_privately="Yes")
result = {"booked": [booked.status, the_review(child).spoken_to_privately or None]}
frappe.db.set_value("IRO Review", review.name, "booking_made_on", day["-40"])
result["administrator"] = {
	"cancels": tried(change, administrator, review.name, status="Cancelled", withdrawn_because="Snow"),
	"completes": tried(change, administrator, review.name, **{**ready, "status": "Completed"}),
	"records a meeting": tried(met, administrator),
	"adjourns": tried(lambda: (frappe.set_user(administrator), adjourning.adjourn(review.name, "The report"))),
}
result["social work"] = {
	who: [tried(change, who, review.name, booked_on=day["1"]), tried(met, who)] for who in (own, team_manager)
}
result["late"] = {who: late(who) for who in (iro, own, team_manager, administrator)}
frappe.set_user(own)
shown = preparation(review.name)
result["shown to the social worker"] = [shown["may"]["put_off"], shown["may"]["book"], shown["consultations"]]
asked = postponing.put_off(review.name, day["9"], "A court hearing")
result["asked"] = asked["state"]
result["answered by"] = {
	who: tried(lambda: (frappe.set_user(who), postponing.answer(asked["name"], 1, "")))
	for who in (own, team_manager, iro, administrator, both)
}
frappe.set_user(manager)
postponing.answer(asked["name"], 1, "")
after = the_review(child)
result["after"] = [str(after.booked_on), after.due_on == review.due_on]
""",
		child=child.name,
		own=OWN_WORKER,
		team_manager=TEAM_MANAGER,
	)
	assert found["booked"] == ["Booked", None], "what is the reviewing service's stays empty"
	assert set(found["administrator"].values()) <= {
		"NotActingForChild", "LookupError", "AdjournmentRefused", "ParticipationCodeMissing", "PermissionError",
	}  # fmt: skip
	assert {"done"} & set(found["administrator"].values()) == set()
	assert found["administrator"]["cancels"] == "NotActingForChild"
	assert (
		set(found["social work"][OWN_WORKER])
		== set(found["social work"][TEAM_MANAGER])
		== {"PermissionError"}
	)
	assert found["late"] == {IRO: True, OWN_WORKER: True, TEAM_MANAGER: True, ADMINISTRATOR: True}
	assert found["shown to the social worker"] == [True, False, None]
	assert found["asked"] == "Asked"
	assert set(found["answered by"].values()) == {"NotYoursToAnswer"}
	assert found["after"] == [day(9), True]
