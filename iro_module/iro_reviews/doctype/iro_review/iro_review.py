import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.comparison import booked_late
from iro_module.domain.review_plan import LOOKED_AFTER_TRACK, SECURE_PANEL_TRACK
from iro_module.domain.wording import in_words
from iro_module.exceptions import ReviewAlreadyOpen
from iro_module.iro_records.acting import acts_for
from iro_module.iro_reviews import (
	adjourning,
	after_review,
	agenda_template,
	booking,
	closing,
	completing,
	considered,
	contacts,
	joint_booking,
	managers_reply,
	meetings,
	participation_record,
	postponing,
	transitions,
)
from iro_module.iro_reviews.statuses import OPEN, open_key
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.planned_document import PlannedDocument

SET_BY_THE_PLAN = (
	"track",
	"kind",
	"timetable",
	"due_on",
	"statutory_due_on",
	"practical_on",
	"sequence",
	"basis",
	"explanation",
	"flag",
	"raised_by_plan",
)


class IROReview(PlannedDocument):
	"""A review of the child's case: when it is due and why, when it is held, how it ended.

	The timetable owns the dates and reasons, people own the meeting. `flags.planned` marks a save of the timetable.
	"""

	def validate(self) -> None:
		if after_review.is_closed(self):
			after_review.check(self)
			return
		if not self.flags.planned:
			self.keep_what_the_plan_says()
			self.take_what_people_did()
		self.take_the_childs_name()
		self.date_the_request()
		considered.check(self)
		agenda_template.set_out_when_begun(self)
		completing.look_at_earlier_decisions(self)
		closing.check(self)
		meetings.note_who_chaired(self)
		after_review.start(self)
		booking.drop_the_time_without_a_day(self)
		self.note_a_late_booking()
		self.open_key = open_key(self.child, self.track, self.status)
		self.refuse_a_second_open_review()

	def onload(self) -> None:
		self.set_onload("clock", after_review.clock(self))
		self.set_onload("may_reply", managers_reply.may_reply(self))
		self.set_onload("acts_for_child", acts_for(frappe.session.user, self.child))

	def keep_what_the_plan_says(self) -> None:
		"""Dates, kind and reasons come from the locked row; a review added by hand starts from the day asked for."""
		asked_for = self.due_on
		self.keep_as_stored(SET_BY_THE_PLAN)
		if self.is_new():
			self.raised_by_plan = 0
			self.track = LOOKED_AFTER_TRACK
			self.kind, self.timetable = "early", "care_planning"
			self.due_on = self.practical_on = self.early_due_on = asked_for
			self.explanation = _("Asked for on {0}.").format(in_words(today()))

	def take_what_people_did(self) -> None:
		"""Booking, meetings, adjournment and the child's part; the state follows from them or is refused."""
		meetings.settle(self)
		booking.settle(self)
		transitions.check(self)
		adjourning.settle(self)
		contacts.settle(self)
		joint_booking.note_keeps(self)
		participation_record.settle(self)

	def take_the_childs_name(self) -> None:
		self.child_title = frappe.db.get_value("Looked After Child", self.child, "full_name")

	def date_the_request(self) -> None:
		"""The day on which the reviewing officer asked for an early review. A panel is no review to bring forward."""
		if self.track == SECURE_PANEL_TRACK:
			self.early_due_on = None
		if not self.early_due_on:
			self.early_requested_on = None
		elif not self.was("early_due_on") or getdate(self.early_due_on) != self.was("early_due_on"):
			self.early_requested_on = today()
		else:
			self.early_requested_on = self.was("early_requested_on")

	def note_a_late_booking(self) -> None:
		"""A booking after the due date is flagged; it never moves the date."""
		dates = (self.booked_on, self.due_on, self.statutory_due_on)
		booked_on, due_on, by_law = (getdate(day) if day else None for day in dates)
		self.booking_note = (
			booked_late(booked_on, due_on, by_law) if due_on and not self.completed_on else None
		)

	def refuse_a_second_open_review(self) -> None:
		if not self.open_key or not self.is_new():
			return
		other = frappe.db.sql(
			"SELECT due_on FROM `tabIRO Review` WHERE open_key = %s FOR UPDATE",
			(self.open_key,),
			as_dict=True,
		)
		if other:
			frappe.throw(
				_(
					"This child already has an open review, due {0}. Ask for an early review on that one."
				).format(in_words(other[0].due_on)),
				ReviewAlreadyOpen,
			)

	def on_update(self) -> None:
		postponing.fall_away(self)
		joint_booking.note_move(self)
		completing.follow_up(self)

	@property
	def is_open(self) -> bool:
		return self.status in OPEN
