"""The roles of the app, by name. Created on install, removed on uninstall."""

REVIEWING_OFFICER = "Independent Reviewing Officer"
IRO_MANAGER = "IRO Manager"
DATA_OFFICER = "Records Data Officer"
RECORDS_INTEGRATION = "Records Integration"
SYSTEM_MANAGER = "System Manager"
"""Frappe's own role: sets things up and sees no case content."""

DESK_ROLES = (REVIEWING_OFFICER, IRO_MANAGER, DATA_OFFICER)
ROLES = (*DESK_ROLES, RECORDS_INTEGRATION)
