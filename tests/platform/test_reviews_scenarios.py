"""Children's stories with reviews being prepared and held, played on a site on their own days."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER
from tests.support.site import Site
from tests.support.story import Child, Refused, Row, Story, play

pytestmark = pytest.mark.platform

BEFORE = "iro_module.iro_reviews"
CONNECTIONS = "iro_module.permissions.connections.get_open_count"
NOTHING = {"child_attendance": None, "child_spoke": 0}
"""Of the child's part; a story that completes a review ticks it otherwise."""


@pytest.fixture
def story(site: Site) -> Iterator[Story]:
	with play(site) as played:
		yield played


def prepared(story: Story, child: Child, user: str) -> Row:
	shown: Row = story.call(f"{BEFORE}.preparation.preparation", user=user, review=child.review()["name"])
	return shown


def late_reports(story: Story, user: str) -> list[Row]:
	"""The rows of the report as the user sees them."""
	found: list[Row] = story.run(
		"""
from iro_module.iro_reviews.report.reports_late_for_a_booked_review import reports_late_for_a_booked_review as report
result = report.execute()[1]
""",
		user=user,
	)
	return found


def met(story: Story, child: Child, user: str, on: str, came: tuple[Row, ...] = (), **meeting: str) -> Row:
	"""A meeting of the open review is recorded, and who came to it."""
	review = story.get("IRO Review", child.review()["name"])
	row = {"held_on": on, "mode": "In person", **meeting}
	people = [*review["attendance"], *({"meeting_on": on, "attended": "Throughout", **one} for one in came)]
	meetings = [*review["meetings"], row]
	return story.save("IRO Review", review["name"], user=user, meetings=meetings, attendance=people)


class TestTwoMeetingsAndTheIroOff:
	"""Callum: his own IRO is off sick, the report is late, the review takes two meetings or is adjourned."""

	def test_callum(self, story: Story) -> None:
		callum, dana = self.booked(story)
		self.the_report_is_late(story, callum, dana)
		self.the_first_meeting(story, callum, dana)
		self.a_move_meanwhile(story, callum, dana)
		name = self.completed(story, callum, dana)
		self.the_cover_ends(story, callum, dana, name)

	def test_callum_adjourned(self, story: Story) -> None:
		callum, dana = self.booked(story)
		story.on("2026-05-27")
		review = callum.review()["name"]
		met(story, callum, dana, "2026-05-27")
		asked = {"review": review, "missing": "The report of the school"}
		adjourn = f"{BEFORE}.adjourning.adjourn"
		with pytest.raises(Refused, match="Only the IRO who chairs"):
			story.call(adjourn, user=story.site.iro, **asked)
		with pytest.raises(Refused, match="Choose a day after 27 May 2026 and not after 24 June 2026"):
			story.call(adjourn, user=dana, **asked, resumes_on="2026-06-25")
		story.call(adjourn, user=dana, **asked, resumes_on="2026-06-24")
		after = callum.review()
		assert (after["status"], after["complete_by"], after["due_on"]) == (
			"Adjourned",
			"2026-06-24",
			"2026-06-01",
		)
		assert "not to be carried out until the review is completed" in after["adjournment_note"]
		assert prepared(story, callum, dana)["proposals_wait"]
		story.on("2026-06-10")
		assert met(story, callum, dana, "2026-06-10")["status"] == "In Progress"
		with pytest.raises(Refused, match=r"adjourned on 27 May 2026 already") as refused:
			story.call(adjourn, user=dana, **asked)
		assert refused.value.kind == "AdjournmentRefused"

	def booked(self, story: Story) -> tuple[Child, str]:
		dana = story.person("dana", REVIEWING_OFFICER)
		callum = story.child("Callum", born="2012-09-09")
		story.on("2026-04-01")
		story.feed(
			callum.details(),
			callum.period("2024-02-05"),
			callum.status("2024-02-05", "C2"),
			callum.placed("2024-02-05", "U6", reason_new_episode="S"),
			callum.reviewed("2025-06-02"),
			callum.reviewed("2025-12-01"),
			notify=False,
		)
		callum.allocate()
		review = callum.review()
		assert review["due_on"] == "2026-06-01"
		story.save("IRO Review", review["name"], user=story.site.iro, booked_on="2026-05-27")
		story.on("2026-05-15")
		with pytest.raises(Refused):
			story.get("IRO Review", review["name"], user=dana)
		story.on("2026-05-18")
		away = story.add(
			"IRO Absence",
			user=story.site.manager,
			iro=story.site.iro,
			from_on="2026-05-18",
			to_on="2026-06-30",
			covering_iro=dana,
		)
		story.night()
		self.told_who_comes(story, callum, str(away["name"]))
		assert story.get("IRO Review", review["name"], user=dana)["booked_on"] == "2026-05-27"
		assert (callum.on_file()["iro"], callum.on_file()["cover"]) == (story.site.iro, dana)
		return callum, dana

	def told_who_comes(self, story: Story, callum: Child, absence: str) -> None:
		"""On the manager's list until it is recorded that Callum was told by letter who will come."""
		waiting = "iro_module.iro_records.cover.still_to_be_told"

		def still_to_be_told() -> list[Row]:
			found = story.call(waiting, user=story.site.manager, absence=absence)["children"]
			return [one for one in found if one["child"] == callum.name]

		assert still_to_be_told()
		told = {"child": callum.name, "told_on": "2026-05-18", "told_how": "Letter"}
		story.save("IRO Absence", absence, user=story.site.manager, children_told=[told])
		assert not still_to_be_told()

	def the_report_is_late(self, story: Story, callum: Child, dana: str) -> None:
		name = callum.review()["name"]
		story.on("2026-05-21")
		assert prepared(story, callum, dana)["papers"][2]["by"] == "21 May 2026"
		assert not [row for row in late_reports(story, dana) if row["review"] == name]
		story.on("2026-05-22")
		(row,) = [row for row in late_reports(story, dana) if row["review"] == name]
		assert (row["mark"], row["received_on"], row["days_late"]) == ("2026-05-21", None, 1)
		assert not callum.rows("IRO Escalation")
		story.on("2026-05-26")
		day = "2026-05-26"
		story.save(
			"IRO Review",
			name,
			user=dana,
			report_received_on=day,
			report_shared_child_on=day,
			report_shared_carer_on=day,
		)
		report = prepared(story, callum, dana)["papers"][2]
		assert report["words"] == "26 May 2026, 2 working days late against the mark"
		shared = {one["with"]: one["words"] for one in report["shared"]}
		assert shared["the child"] == shared["the carer"] == "26 May 2026, 2 working days after the mark"
		assert shared["parents"] == "not recorded"

	def the_first_meeting(self, story: Story, callum: Child, dana: str) -> None:
		story.on("2026-05-27")
		came = (
			{"person": "Callum", "person_role": "Child"},
			{"person": "The carer", "person_role": "Carer"},
			{"person": "Dana", "person_role": "Reviewing officer"},
		)
		after = met(story, callum, dana, "2026-05-27", came, covered="How Callum is, school")
		assert [(row["person_role"], row["meeting_on"]) for row in after["attendance"]] == [
			("Child", "2026-05-27"),
			("Carer", "2026-05-27"),
			("Reviewing officer", "2026-05-27"),
		]
		assert (after["status"], after["first_meeting_on"], after["chaired_by"]) == (
			"In Progress",
			"2026-05-27",
			dana,
		)
		story.on("2026-06-02")
		story.night()
		assert callum.review()["status"] == "In Progress"

	def a_move_meanwhile(self, story: Story, callum: Child, dana: str) -> None:
		before = callum.review()
		story.on("2026-06-01")
		story.feed(
			callum.placed(
				"2024-02-05",
				"U6",
				reason_new_episode="S",
				end_date="2026-06-01",
				reason_place_change="CREQO",
			),
			callum.placed("2026-06-01", "U6", reason_new_episode="P"),
		)
		after = callum.review()
		assert after["name"] == before["name"], "no second review is planned meanwhile"
		assert after["status"] == "In Progress"
		(move,) = callum.rows("Change of Circumstances", "happened_on", "review", "status")
		assert move == {"happened_on": "2026-06-01", "review": before["name"], "status": "Open"}
		assert "Unplanned move on 1 June 2026" in after["explanation"], "shown on the review in progress"
		prompts = callum.rows("IRO Prompt", "name", "notified_user", state="Open", tell="the IRO")
		assert [row["notified_user"] for row in prompts] == [dana]
		told = story.rows(
			"Notification Log", "for_user", document_name=("in", [row["name"] for row in prompts])
		)
		assert told == [{"for_user": dana}], "and not the officer who is off sick"

	def completed(self, story: Story, callum: Child, dana: str) -> str:
		story.on("2026-06-03")
		met(story, callum, dana, "2026-06-03", mode="By video", covered="Professionals")
		with pytest.raises(Refused) as refused:
			callum.complete("2026-06-03", user=dana)
		assert refused.value.kind == "LatenessReasonMissing"
		name = callum.review()["name"]
		done = callum.complete(
			"2026-06-03",
			user=dana,
			lateness_kind=story.rows("Lateness Reason", "name")[0]["name"],
			lateness_reason="The report came two days late and the second meeting was needed",
		)
		assert (done["first_meeting_on"], done["completed_on"]) == ("2026-05-27", "2026-06-03")
		assert [row["held_on"] for row in done["meetings"]] == ["2026-05-27", "2026-06-03"]
		assert (done["chaired_by"], done["chaired_by_own_iro"]) == (dana, "No")
		assert done["iro_when_held"] == story.site.iro
		following = callum.review()
		assert following["name"] != name
		assert following["due_on"] == "2026-12-03", "the move of 1 June is settled by this review"
		assert callum.rows("Change of Circumstances", "status") == [{"status": "Settled"}]
		return str(name)

	def the_cover_ends(self, story: Story, callum: Child, dana: str, name: str) -> None:
		story.on("2026-06-30")
		assert story.get("IRO Review", name, user=dana)["status"] == "Completed"
		story.on("2026-07-01")
		story.night()
		for doctype, document in (("IRO Review", name), ("Looked After Child", callum.name)):
			with pytest.raises(Refused) as refused:
				story.get(doctype, document, user=dana)
			assert refused.value.kind == "PermissionError"
			assert story.rows(doctype, user=dana, name=document) == []
		assert callum.on_file()["cover"] is None
		assert story.get("IRO Review", name, user=story.site.iro)["status"] == "Completed"


class TestThreeChildrenOnOneDay:
	"""Asha, Beni and Cora: booked together, prepared together, each with a record of their own."""

	def test_three_of_one_family(self, story: Story) -> None:
		children = self.started(story)
		self.booked_together(story, children)
		self.one_report_is_late(story, children)
		self.spoken_to(story, children)
		self.one_text_for_all(story, children)
		self.held(story, children)
		self.clocks_of_each(story, children)
		self.copies_of_each(story, children)

	def test_one_part_is_put_off(self, story: Story) -> None:
		asha, beni, cora = children = self.started(story)
		self.booked_together(story, children)
		other = story.person("manager2", IRO_MANAGER)
		story.on("2026-09-15")
		asked = story.call(
			f"{BEFORE}.postponing.put_off",
			user=story.site.iro,
			review=beni.review()["name"],
			to_on="2026-10-06",
			reason="Beni has an exam",
		)
		answer = {"postponement": asked["name"], "agreed": 1}
		with pytest.raises(Refused) as refused:
			story.call(f"{BEFORE}.postponing.answer", user=story.site.iro, **answer)
		assert refused.value.kind == "NotYoursToAnswer"
		story.call(f"{BEFORE}.postponing.answer", user=other, **answer)
		assert [child.review()["booked_on"] for child in children] == [
			"2026-09-24",
			"2026-10-06",
			"2026-09-24",
		]
		assert [child.review()["due_on"] for child in children] == ["2026-10-14", "2026-09-29", "2026-10-05"]
		story.on("2026-09-24")
		for child in (asha, cora):
			met(story, child, story.site.iro, "2026-09-24")
			child.complete("2026-09-24")
		assert [asha.review()["due_on"], cora.review()["due_on"]] == ["2027-03-24", "2026-12-24"]
		story.on("2026-10-06")
		met(story, beni, story.site.iro, "2026-10-06")
		done = beni.complete("2026-10-06")
		assert done["statutory_due_on"] == "2026-10-14", "in time by law, so no reason was asked for"
		assert beni.review()["due_on"] == "2027-04-06"
		assert [asha.review()["due_on"], cora.review()["due_on"]] == ["2027-03-24", "2026-12-24"]

	def started(self, story: Story) -> tuple[Child, Child, Child]:
		asha, beni, cora = (
			story.child("Asha", born="2017-03-04"),
			story.child("Beni", born="2013-06-07"),
			story.child("Cora", born="2026-02-10"),
		)
		story.on("2026-08-03")
		for child in (asha, beni):
			story.feed(
				child.details(),
				child.period("2024-10-01"),
				child.status("2024-10-01", "C2"),
				child.placed("2024-10-01", "U6", reason_new_episode="S"),
				child.reviewed("2025-10-14"),
				child.reviewed("2026-04-14"),
				notify=False,
			)
			child.allocate()
		story.on("2026-09-01")
		story.feed(
			beni.placed(
				"2024-10-01",
				"U6",
				reason_new_episode="S",
				end_date="2026-09-01",
				reason_place_change="CREQB",
			),
			beni.placed("2026-09-01", "U6", reason_new_episode="P"),
		)
		story.on("2026-09-07")
		story.feed(
			cora.details(),
			cora.period("2026-09-07"),
			cora.status("2026-09-07", "V2"),
			cora.placed("2026-09-07", "U6", reason_new_episode="S"),
		)
		for one, other in ((asha, beni), (asha, cora), (cora, beni)):
			story.add(
				"Child Relationship",
				user=story.site.manager,
				child=one.name,
				relation="Brother or sister of",
				related_child=other.name,
			)
		offered = story.call(
			"iro_module.iro_records.allocation.proposal", user=story.site.manager, child=cora.name
		)
		assert offered["proposed"] == story.site.iro
		assert offered["because"].endswith("reviews a brother or sister.")
		cora.allocate(offered["proposed"])
		assert [child.review()["due_on"] for child in (asha, beni, cora)] == [
			"2026-10-14",
			"2026-09-29",
			"2026-10-05",
		]
		assert beni.review()["statutory_due_on"] == "2026-10-14"
		return asha, beni, cora

	def booked_together(self, story: Story, children: tuple[Child, Child, Child]) -> None:
		asha, beni, cora = children
		story.on("2026-09-08")
		name = story.call(
			f"{BEFORE}.joint_preparing.book_together",
			user=story.site.iro,
			review=asha.review()["name"],
			children=[beni.name, cora.name],
			booked_on="2026-09-24",
			mode="In person",
		)
		joint = story.get("Joint Review Booking", name)
		assert (joint["leading_due_on"], joint["note"]) == ("2026-09-29", None)
		assert joint["title"] == "3 children, 24 September 2026"
		for child in children:
			review = child.review()
			assert (review["status"], review["booked_on"], review["joint_booking"]) == (
				"Booked",
				"2026-09-24",
				name,
			)
			asked = {"doctype": "Looked After Child", "name": child.name, "items": ["Joint Review Booking"]}
			for more in ({}, {"doctype": "IRO Review", "name": review["name"]}):
				connected = story.call(CONNECTIONS, user=story.site.iro, **{**asked, **more})["count"]
				(row,) = connected["internal_links_found"]
				assert (row["count"], row["names"]) == (1, [name])
		self.no_name_made_by_chance(story, beni, name)
		# booked after 29 September it would be flagged for Beni alone
		late = story.run(
			"""
joint = frappe.get_doc("Joint Review Booking", name)
joint.booked_on = "2026-10-02"
from iro_module.iro_reviews import joint_booking
joint.load_doc_before_save()
joint_booking.show(joint, joint_booking.find_reviews(joint))
result = joint.note
""",
			name=name,
		)
		assert late.startswith("Booked after the due date of 1 of 3 children: 29 September 2026.")

	def one_report_is_late(self, story: Story, children: tuple[Child, Child, Child]) -> None:
		asha, beni, cora = children
		for child, day in ((asha, "2026-09-21"), (beni, "2026-09-18"), (cora, "2026-09-23")):
			story.on(day)
			story.save("IRO Review", child.review()["name"], user=story.site.iro, report_received_on=day)
		standing = [prepared(story, child, story.site.iro)["papers"][2] for child in children]
		assert [one["by"] for one in standing] == ["21 September 2026"] * 3
		assert [one["status"] for one in standing] == ["met", "met", "late"]

	def no_name_made_by_chance(self, story: Story, child: Child, joint: str) -> None:
		"""Whoever may not open the booking reads words in its place on the child's review."""
		titles = story.run(
			"""
from iro_module.permissions import doors
frappe.local.response = frappe._dict(docs=[])
doors.getdoc("IRO Review", review)
result = frappe.local.response["_link_titles"]
""",
			user=child.social_worker(),
			review=child.review()["name"],
		)
		assert titles[f"Joint Review Booking::{joint}"] == "A record that is not open to you"

	def spoken_to(self, story: Story, children: tuple[Child, Child, Child]) -> None:
		"""One action makes a record for each; what Beni asked not to be shared is a note apart."""
		asha, beni, cora = children
		iro = story.site.iro
		story.on("2026-09-22")
		made = story.call(
			"iro_module.iro_reviews.visits.record",
			user=iro,
			child=beni.name,
			visit={
				"kind": "Phone or video call",
				"happened_on": "2026-09-22",
				"with_child": "Spoken to alone",
				"views": "I like my room",
			},
			also=[asha.name, cora.name],
			private_words="I do not want to go back",
			private_kind="What the child asked not to be shared",
		)
		with_them = {story.get("IRO Visit", one)["child"]: one for one in made["others"]}
		story.save("IRO Visit", with_them[asha.name], user=iro, kind="Visit", with_child="Spoken to alone")
		seen = {
			"kind": "Observation",
			"with_child": "Seen, not spoken to",
			"observed": "She reaches for the carer",
		}
		story.save("IRO Visit", with_them[cora.name], user=iro, **seen)
		contacts = [prepared(story, child, iro)["contacts"] for child in children]
		assert [[row["kind"] for row in one["rows"]] for one in contacts] == [
			["Visit"],
			["Phone or video call"],
			["Observation"],
		]
		assert [bool(one["offer"]) for one in contacts] == [True, True, False]
		assert not [child for child in (asha, cora) if "my room" in str(child.rows("IRO Visit", "*"))]
		(note,) = [
			row for child in children for row in child.rows("IRO Private Note", "name", "child", "words")
		]
		assert (note["child"], note["words"]) == (beni.name, "I do not want to go back")
		worker = beni.social_worker()
		(visit,) = story.rows("IRO Visit", "name", user=worker, child=beni.name)
		assert "go back" not in str(story.get("IRO Visit", visit["name"], user=worker))
		assert "go back" not in str(story.get("IRO Review", beni.review()["name"], user=worker))
		for step in (
			lambda: story.get("IRO Private Note", note["name"], user=worker),
			lambda: story.rows("IRO Private Note", "words", user=worker),
		):
			with pytest.raises(Refused) as refused:
				step()
			assert refused.value.kind == "PermissionError"

	def one_text_for_all(self, story: Story, children: tuple[Child, Child, Child]) -> None:
		"""Text copied to all is marked so, also where it becomes a decision of each."""
		asha, beni, cora = children
		iro = story.site.iro
		story.on("2026-09-24")
		said = {
			"section": "Family time and brothers and sisters",
			"decision": "The carers arrange a monthly visit.",
		}
		story.run(
			"if not frappe.db.exists('Review Agenda Section', section):\n"
			"	frappe.get_doc({'doctype': 'Review Agenda Section', 'section_name': section}).insert()",
			section=said["section"],
		)
		story.save(
			"IRO Review", asha.review()["name"], user=iro, agenda=[{**said, "childs_view": "I miss Mum"}]
		)
		others = [beni.review()["name"], cora.review()["name"]]
		story.call(
			f"{BEFORE}.joint_preparing.copy_agenda_text",
			user=iro,
			review=asha.review()["name"],
			section=said["section"],
			to_reviews=others,
		)
		marked = f"{said['decision']} (Said for all children of this booking.)"
		for child in (beni, cora):
			(row,) = [
				row for row in story.get("IRO Review", child.review()["name"])["agenda"] if row["decision"]
			]
			assert (row["decision"], row["childs_view"]) == (marked, None)
		for child, text in ((asha, said["decision"]), (beni, marked), (cora, marked)):
			for words in (text, f"{child.first_name} sees the dentist."):
				story.add(
					"Review Decision",
					user=iro,
					child=child.name,
					review=child.review()["name"],
					decision_text=words,
					owner_role="Carer",
					due_on="2026-11-30",
				)

	def held(self, story: Story, children: tuple[Child, Child, Child]) -> None:
		asha, beni, cora = children
		story.on("2026-09-24")
		for child, evidence, code in (
			(asha, {"child_attendance": "was there for part", "child_spoke": 1}, "PN1"),
			(beni, {"child_attendance": "was not there", "sent_audio": 1}, "PN6"),
			(cora, {}, "PN0"),
		):
			met(story, child, story.site.iro, "2026-09-24")
			story.save("IRO Review", child.review()["name"], user=story.site.iro, **evidence)
			assert prepared(story, child, story.site.iro)["participation"]["code"] == code
			done = child.complete("2026-09-24", participation_code=code, **{**NOTHING, **evidence})
			assert done["chaired_by_own_iro"] == "Yes"
		assert [child.review()["due_on"] for child in children] == ["2027-03-24", "2027-03-24", "2026-12-24"]
		midways = [child.rows("Midway Review", "due_on", state="Planned") for child in children]
		assert [[row["due_on"] for row in rows] for rows in midways] == [["2026-12-23"], ["2026-12-23"], []]

	def clocks_of_each(self, story: Story, children: tuple[Child, Child, Child]) -> None:
		"""Each child's papers run on their own clocks; sent for one, the others' do not move."""
		asha = children[0]

		def due(child: Child) -> list[str | None]:
			return story.run(
				"""
from iro_module.iro_reviews import after_review
name = frappe.db.get_value("IRO Review", {"child": child, "status": "Completed"})
found = {one["what"]: one["due_on"] for one in after_review.clock(frappe.get_doc("IRO Review", name))}
result = [found[what] for what in asked]
""",
				child=child.name,
				asked=[
					"decisions sent",
					"care plan updated",
					"full record completed",
					"record distributed",
					"manager's reply to the decisions",
				],
			)

		four = ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22"]
		assert [due(child) for child in children] == [[*four, None]] * 3
		story.on("2026-09-29")
		story.save("IRO Review", self.held_review(asha), user=story.site.iro, decisions_sent_on="2026-09-29")
		assert [due(child)[-1] for child in children] == ["2026-10-06", None, None]

	def held_review(self, child: Child) -> str:
		((row),) = child.rows("IRO Review", "name", status="Completed")
		return str(row["name"])

	def copies_of_each(self, story: Story, children: tuple[Child, Child, Child]) -> None:
		"""Three letters and three copies: nothing of one child on another's."""
		for child in children:
			review, others = self.held_review(child), [one for one in children if one is not child]
			letter = story.add(
				"Letter to Child",
				user=story.site.iro,
				child=child.name,
				review=review,
				age_band="7 to 11",
				message_1=f"Thank you, {child.first_name}.",
			)
			assert letter["child"] == child.name
			for print_format in ("Review Record", "Review Decisions"):
				text = story.run(
					"result = frappe.get_print('IRO Review', review, print_format=print_format, no_letterhead=1)",
					user=story.site.iro,
					review=review,
					print_format=print_format,
				).split('<div class="iro">', 1)[1]
				assert f"{child.first_name} sees the dentist." in text
				assert "The carers arrange a monthly visit." in text
				never = [word for one in others for word in (one.first_name, one.name, self.held_review(one))]
				assert not [word for word in (*never, "go back", "my room") if word in text]
			assert len(child.rows("Letter to Child")) == 1
