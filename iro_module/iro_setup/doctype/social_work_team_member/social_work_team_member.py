from frappe.model.document import Document


class SocialWorkTeamMember(Document):
	pass
