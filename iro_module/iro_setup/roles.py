"""The roles of the app, by name. Created on install, removed on uninstall."""

REVIEWING_OFFICER = "Independent Reviewing Officer"
IRO_MANAGER = "IRO Manager"
REVIEW_ADMINISTRATOR = "Review Administrator"
SOCIAL_WORKER = "Social Worker"
SOCIAL_WORK_MANAGER = "Social Work Manager"
"""Team and service managers: they see the children of their teams."""
SENIOR_MANAGER = "Senior Manager"
"""Head of service, director."""
QUALITY_ASSURANCE = "Quality Assurance Manager"
SYSTEM_ADMINISTRATOR = "IRO System Administrator"
"""Sets the module up, and sees no case content."""
DATA_OFFICER = "Records Data Officer"
RECORDS_INTEGRATION = "Records Integration"
SYSTEM_MANAGER = "System Manager"
"""Frappe's own role: sets things up and sees no case content."""

REVIEWING_SERVICE = (REVIEWING_OFFICER, IRO_MANAGER)
"""Who sees what is private to the reviewing service."""
SOCIAL_WORK = (SOCIAL_WORKER, SOCIAL_WORK_MANAGER)

DESK_ROLES = (
	REVIEWING_OFFICER,
	IRO_MANAGER,
	REVIEW_ADMINISTRATOR,
	SOCIAL_WORKER,
	SOCIAL_WORK_MANAGER,
	SENIOR_MANAGER,
	QUALITY_ASSURANCE,
	SYSTEM_ADMINISTRATOR,
	DATA_OFFICER,
)
ROLES = (*DESK_ROLES, RECORDS_INTEGRATION)
