from frappe import _


def get_data() -> dict:
	"""What is connected with a child, grouped; each person sees the groups open to them."""
	return {
		"fieldname": "child",
		"transactions": [
			{
				"label": _("Reviews"),
				"items": [
					"IRO Review",
					"Midway Review",
					"Review Decision",
					"Joint Review Booking",
					"IRO Prompt",
				],
			},
			{
				"label": _("Voice of the child"),
				"items": ["IRO Visit", "Review Consultation", "Letter to Child", "IRO Private Note"],
			},
			{
				"label": _("Challenge"),
				"items": [
					"IRO Escalation",
					"Practice Commendation",
					"Change of Circumstances",
					"Record Query",
				],
			},
			{
				"label": _("Care records"),
				"items": [
					"Care Placement",
					"Care Legal Status",
					"Period of Care",
					"Review Held Elsewhere",
					"Child Details",
					"Child Relationship",
				],
			},
			{
				"label": _("Service"),
				"items": [
					"IRO Allocation",
					"Review Postponement",
					"Child Protection Conference",
					"Practice Audit",
				],
			},
		],
	}
