from frappe import _


def get_data() -> dict:
	"""What belongs to a review."""
	return {
		"fieldname": "review",
		"transactions": [
			{
				"label": _("Decisions"),
				"items": ["Review Decision", "Change of Circumstances"],
			},
			{"label": _("Booking"), "items": ["Joint Review Booking", "Review Postponement"]},
			{
				"label": _("Voice of the child"),
				"items": ["IRO Visit", "Review Consultation", "Letter to Child", "IRO Private Note"],
			},
			{"label": _("Challenge"), "items": ["IRO Escalation", "Practice Audit"]},
		],
	}
