"""What a council starts with: the sections of a review's agenda, and the reasons for holding one late.

Made once, on a site that has none. From then on they are the council's: rows changed, switched off or removed stay so.
"""

from dataclasses import dataclass

import frappe


@dataclass(frozen=True, slots=True)
class Section:
	"""A section of the agenda. Ages in years; 0 sets no limit. guidance: what to ask, in plain words."""

	name: str
	guidance: str
	from_age: int = 0
	to_age: int = 0


SECTIONS = (
	Section("Decisions of the last review", "What became of each? What was not done, and why?"),
	Section(
		"Care plan and permanence",
		"Is the plan up to date, and does everybody know it? By the second review: what is the plan for permanence, "
		"and what stands in its way?",
	),
	Section(
		"Legal status and court", "Is the legal status still the right one? Is anything before the court?"
	),
	Section(
		"Where I live",
		"Is this still the right place? What keeps it steady? What may the carer decide from day to day?",
	),
	Section(
		"Health",
		"Health assessment and plan, dentist, optician, immunisations, strengths and difficulties questionnaire, help "
		"for mental health.",
	),
	Section(
		"Education and learning",
		"Education plan, attendance, progress, special needs, exclusions. For the youngest: nursery and play.",
	),
	Section(
		"Seeing family",
		"Time with parents, brothers, sisters and others who matter. Is it enough, is it good?",
	),
	Section(
		"Identity", "Religion, culture, language, background, life story. Who helps the child to know them?"
	),
	Section("Feelings and behaviour", "How is the child in themselves? What helps on a hard day?"),
	Section("Friends and free time", "Friends, hobbies, clubs, holidays. What would the child like to try?"),
	Section(
		"Safety", "Going missing, exploitation, bullying, life online, allegations. Who is watching over it?"
	),
	Section(
		"Growing up and moving on",
		"Pathway plan, staying put, money, documents, immigration, a home of one's own.",
		from_age=15,
	),
	Section(
		"Rights",
		"Does the child know how to complain and whom to call? Advocate, independent visitor?",
	),
	Section("What parents and carers say", "Their views, and what they need to do their part."),
	Section(
		"Visits and social workers",
		"Were the visits made, was the child seen alone, have social workers changed since the last review?",
	),
	Section("Decisions of this review", "What is decided, who does it, by when. Read them out to the child."),
	Section(
		"The reviewing officer's view",
		"Does the plan meet the child's needs? Is there drift or delay, and will it be challenged?",
	),
)

REASONS = (
	("The child was not well enough", True),
	("The child or young person asked for another day", True),
	("A parent or carer could not come", False),
	("The social worker could not come", False),
	("The reviewing officer could not come", False),
	("The report or the care plan was not ready", False),
	("The reviewing service was not told in time", False),
	("The review was adjourned for want of information", False),
	("The interpreter, signer or room was not available", False),
	("Severe weather or another emergency", True),
	("The records were corrected afterwards", True),
	("Another reason", False),
)
"""The reason, and whether it lies outside the council's control."""

OFFERED = {"The reviewing service was not told in time": "The service was told late"}
"""Reasons that are offered beforehand, and when."""


def make_agenda() -> None:
	"""The sections of the agenda, where there are none yet. Idempotent."""
	if frappe.db.count("Review Agenda Section"):
		return
	for place, section in enumerate(SECTIONS, start=1):
		frappe.get_doc(
			{
				"doctype": "Review Agenda Section",
				"section_name": section.name,
				"guidance": section.guidance,
				"position": place * 10,
				"from_age": section.from_age,
				"to_age": section.to_age,
				"enabled": 1,
			}
		).insert(ignore_permissions=True)


def make_lateness_reasons() -> None:
	"""The reasons for a late review, where there are none yet. Idempotent."""
	if frappe.db.count("Lateness Reason"):
		return
	for place, (reason, unavoidable) in enumerate(REASONS, start=1):
		frappe.get_doc(
			{
				"doctype": "Lateness Reason",
				"reason": reason,
				"unavoidable": int(unavoidable),
				"position": place * 10,
				"enabled": 1,
				"offered_when": OFFERED.get(reason),
			}
		).insert(ignore_permissions=True)
