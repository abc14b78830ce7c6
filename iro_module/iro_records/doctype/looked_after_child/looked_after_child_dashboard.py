from frappe import _


def get_data() -> dict:
	"""What is connected with a child: the reviews first, then what the records say."""
	return {
		"fieldname": "child",
		"transactions": [
			{"label": _("Reviews"), "items": ["IRO Review", "IRO Prompt", "Change of Circumstances"]},
			{"label": _("Care"), "items": ["Care Placement", "Care Legal Status", "Period of Care"]},
			{"label": _("Records"), "items": ["Review Held Elsewhere", "Child Details"]},
		],
	}
