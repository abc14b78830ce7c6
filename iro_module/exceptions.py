"""One exception for each rule that a person or a feed can break, so that callers tell them apart by class.

The message names the field and what to do next; Frappe shows it as it is.
"""

import frappe


class UnsupportedFrappe(frappe.ValidationError):
	"""The app runs on Frappe 15 and 16."""


class KeptByTheFeed(frappe.ValidationError):
	"""Records that the council's system keeps cannot be written on the desk."""


class NothingIsDeleted(frappe.ValidationError):
	"""Case records are cancelled with a reason, never deleted."""


class SharingRefused(frappe.PermissionError):
	"""A share would open a document to somebody whom the permissions keep out."""


class LockedSetting(frappe.ValidationError):
	"""Tracking of changes and views stays on for case records."""


class LooserThanShipped(frappe.ValidationError):
	"""A council's limits may be tighter than those shipped, never looser."""


class LimitRefused(frappe.ValidationError):
	"""A limit is a number that dates can be counted with."""


class NotAnAreaCode(frappe.ValidationError):
	"""An area authority is named by its ONS code, as in the records."""


class NotIndependent(frappe.ValidationError):
	"""The child's social worker cannot be the child's reviewing officer (IRO Handbook, chapter 2)."""


class NotAReviewingOfficer(frappe.ValidationError):
	"""Only an enabled user with the role can be allocated."""


class ReviewClosed(frappe.ValidationError):
	"""A completed, cancelled or withdrawn review is not written over."""


class ReviewAlreadyOpen(frappe.ValidationError):
	"""A child has at most one review planned at a time."""


class SetByThePlan(frappe.ValidationError):
	"""A state that only the timetable sets."""


class BookingDateMissing(frappe.ValidationError):
	"""A booked review has a date."""


class CompletionDateWrong(frappe.ValidationError):
	"""A completed review has a date, which is not in the future nor before its first meeting."""


class LatenessReasonMissing(frappe.ValidationError):
	"""A review held after the date by law says why."""


class CancellationReasonMissing(frappe.ValidationError):
	"""A review is cancelled with a reason."""


class DismissalReasonMissing(frappe.ValidationError):
	"""A prompt is dismissed with a reason."""


class DemoRefused(frappe.ValidationError):
	"""Demo data only goes on a site made for tests that has no children yet."""
