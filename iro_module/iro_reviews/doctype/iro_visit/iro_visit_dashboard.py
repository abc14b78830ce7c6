from frappe import _


def get_data() -> dict:
	"""What was kept apart from the visit."""
	return {
		"fieldname": "visit",
		"transactions": [{"label": _("Private to the reviewing service"), "items": ["IRO Private Note"]}],
	}
