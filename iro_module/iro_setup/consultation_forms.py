"""The questions that a council starts with: one form for each age of child, for parents, carers and professionals.

Made once, on a site that has none; from then on the forms are the council's. A question may always be passed over.
"""

from dataclasses import dataclass

import frappe

DOCTYPE = "Consultation Form"
FACES, WORDS, YES_NO = "Faces", "Words", "Yes or no"


@dataclass(frozen=True, slots=True)
class Form:
	"""One form: its name, for whom, how it begins, and its questions, each with how it is answered."""

	name: str
	for_whom: str
	introduction: str
	questions: tuple[tuple[str, str], ...]


FORMS = (
	Form(
		"My review, 4 to 7",
		"Child 4 to 7",
		"This is about you. You can draw, point or say it. You can leave out anything.",
		(
			("Who lives in your home? Draw them if you like.", WORDS),
			("How is it at home?", FACES),
			("What do you like there? What don't you like?", WORDS),
			("How is school or nursery?", FACES),
			("How does your body feel?", FACES),
			("How is it with your friends?", FACES),
			("How is it when you see your family?", FACES),
			("If you had one wish, what would it be?", WORDS),
			("Is there something that worries you?", WORDS),
			("Who should come to your review? Where should it be?", WORDS),
		),
	),
	Form(
		"My review, 8 to 12",
		"Child 8 to 12",
		"Your review is about you and your plan. Say what you think; you can leave out any question.",
		(
			("How have things been since your last review?", FACES),
			("How do you get on with the people who look after you?", FACES),
			("Your room and your things: what is good, what is missing?", WORDS),
			("How is school? Do you get the help you need?", FACES),
			("Do you sleep, eat and feel well? Have you been to the dentist?", WORDS),
			("Seeing your family, brothers and sisters: is it enough? Is it good?", FACES),
			("Friends and things you like to do", WORDS),
			("What would you like to change?", WORDS),
			("What are you proud of?", WORDS),
			("Do you know what your plan says?", YES_NO),
			("Do you know your reviewing officer and your social worker?", YES_NO),
			("Would you like somebody to speak for you?", YES_NO),
			("Who should come, where should it be, and would you like to chair it?", WORDS),
		),
	),
	Form(
		"My review, 13 and over",
		"Young person 13 and over",
		"It is your review and your plan. Tell us what matters to you; you can leave out any question.",
		(
			("How are things going since the last review?", FACES),
			("Where you live, and the people there", FACES),
			("School, college, training or work: how is it, what help do you need?", WORDS),
			("Your health, and how you feel", FACES),
			("Seeing your family and others who matter to you", FACES),
			("Do you know your plan, and where you will be living in the long run? Do you agree?", WORDS),
			("Moving on: what would help you to get ready?", WORDS),
			("Money, and papers such as passport and bank account", WORDS),
			("Do you feel safe: at home, out and about, online?", FACES),
			("Is there anything you want to complain about, or see in your records?", WORDS),
			("What should the review decide?", WORDS),
			("How should the review be run: who, where, when, and who chairs it?", WORDS),
			("Would you like an advocate?", YES_NO),
		),
	),
	Form(
		"Parent's views",
		"Parent",
		"What you think counts at your child's review, whether or not you come.",
		(
			("How is your child doing, as you see it?", WORDS),
			("What is going well?", WORDS),
			("What worries you?", WORDS),
			("Time with your child: is it enough, is it good?", WORDS),
			("Your child's health and school", WORDS),
			("What do you think of the plan?", WORDS),
			("What help do you need?", WORDS),
			("How would you like to take part: in the room, apart from others, by phone?", WORDS),
			("Do you need an interpreter?", YES_NO),
			("Has the plan, and have your rights, been explained to you?", YES_NO),
		),
	),
	Form(
		"Carer's views",
		"Carer",
		"You know the child from day to day. Please write what everybody at the review should know.",
		(
			("How is the child settled with you? What does a good day look like?", WORDS),
			("Behaviour and feelings", WORDS),
			("Health", WORDS),
			("School or nursery", WORDS),
			("Family time: how is the child before and after it?", WORDS),
			("Identity: religion, culture, language, life story", WORDS),
			("Which decisions can you make yourself? Which ones hold things up?", WORDS),
			("What support or training do you need?", WORDS),
			("Decisions of the last review: what has not been done?", WORDS),
			("What is the child good at?", WORDS),
		),
	),
	Form(
		"Professional's report",
		"Professional",
		"Short and plain: the child may read it.",
		(
			("What has happened since the last review?", WORDS),
			("What has the child achieved?", WORDS),
			("What concerns you?", WORDS),
			("What do you recommend, by when and by whom?", WORDS),
			("Will you come to the review?", YES_NO),
		),
	),
)


def make_consultation_forms() -> None:
	"""The shipped forms, on a site that has none. Idempotent."""
	if frappe.db.count(DOCTYPE):
		return
	for form in FORMS:
		doc = frappe.new_doc(DOCTYPE)
		doc.update({"form_name": form.name, "for_whom": form.for_whom, "introduction": form.introduction})
		doc.extend("questions", [{"question": words, "kind": kind} for words, kind in form.questions])
		doc.insert(ignore_permissions=True)
