"""Who may do what to which doctype: the one place where rights are given.

Read as: doctype, role, rights. The permissions in each doctype's JSON are made from this table and a test compares
them; which *rows* a role reaches is said in `criteria.py`. Nobody shares or deletes; nothing leaves by e-mail.
"""

from iro_module.iro_setup.roles import (
	DATA_OFFICER,
	IRO_MANAGER,
	QUALITY_ASSURANCE,
	REVIEW_ADMINISTRATOR,
	REVIEWING_OFFICER,
	REVIEWING_SERVICE,
	SENIOR_MANAGER,
	SOCIAL_WORK_MANAGER,
	SOCIAL_WORKER,
	SYSTEM_ADMINISTRATOR,
	SYSTEM_MANAGER,
)

RIGHTS = (
	"select", "read", "write", "create", "delete", "submit", "cancel", "amend",
	"print", "email", "report", "import", "export", "share",
)  # fmt: skip

_LOOK = "read report"
_LOOK_AND_TAKE_OUT = "read report export print"
_SET = "read write report export"
_MAKE = "read write create report export"
_ADMINISTRATORS = (SYSTEM_ADMINISTRATOR, SYSTEM_MANAGER, IRO_MANAGER)
_OVERSIGHT = {SENIOR_MANAGER: _LOOK, QUALITY_ASSURANCE: _LOOK}
_FED = {
	REVIEWING_OFFICER: _LOOK,
	IRO_MANAGER: _LOOK_AND_TAKE_OUT,
	DATA_OFFICER: "read report export",
	SOCIAL_WORKER: "read",
	SOCIAL_WORK_MANAGER: _LOOK,
	**_OVERSIGHT,
}
_CHOICES = {
	**dict.fromkeys(_ADMINISTRATORS, _MAKE),
	REVIEWING_OFFICER: _LOOK,
	REVIEW_ADMINISTRATOR: "read",
	SOCIAL_WORKER: "read",
	SOCIAL_WORK_MANAGER: "read",
	SENIOR_MANAGER: "read",
	QUALITY_ASSURANCE: "read",
}
"""What forms offer to choose from: administrators edit it, everybody else reads it."""

TABLE: dict[str, dict[str, str]] = {
	# set-up: the only doctypes an administrator of the platform sees
	"IRO Settings": {
		**dict.fromkeys(_ADMINISTRATORS, "read write"),
		REVIEWING_OFFICER: "read",
		REVIEW_ADMINISTRATOR: "read",
	},
	"Review Trigger Rule": {**dict.fromkeys(_ADMINISTRATORS, _SET), REVIEWING_OFFICER: _LOOK},
	"Review Limit": {**dict.fromkeys(_ADMINISTRATORS, _SET), REVIEWING_OFFICER: _LOOK},
	"Staff Identity": {**dict.fromkeys(_ADMINISTRATORS, _SET), DATA_OFFICER: "read report export"},
	"Social Work Team": {
		**dict.fromkeys(_ADMINISTRATORS, _MAKE),
		REVIEWING_OFFICER: "read",
		REVIEW_ADMINISTRATOR: "read",
		SOCIAL_WORK_MANAGER: "read",
		SENIOR_MANAGER: "read",
		QUALITY_ASSURANCE: "read",
	},
	"Reviewing Officer": {
		SYSTEM_ADMINISTRATOR: _MAKE,
		IRO_MANAGER: _MAKE,
		REVIEW_ADMINISTRATOR: "read",
	},
	"Incompatible Pair": {IRO_MANAGER: "read write create report"},
	"Lateness Reason": _CHOICES,
	"Review Agenda Section": _CHOICES,
	"Consultation Form": _CHOICES,
	"Escalation Stage": _CHOICES,
	"Escalation Theme": _CHOICES,
	# the records: kept by the feed, read by people
	"Looked After Child": {
		REVIEWING_OFFICER: "read write report print",
		IRO_MANAGER: "read write report export print",
		REVIEW_ADMINISTRATOR: _LOOK,
		SOCIAL_WORKER: "read",
		SOCIAL_WORK_MANAGER: _LOOK,
		DATA_OFFICER: "read report export",
		**_OVERSIGHT,
	},
	"Child Details": _FED,
	"Period of Care": _FED,
	"Care Placement": _FED,
	"Care Legal Status": _FED,
	"Review Held Elsewhere": _FED,
	"Record Message": {IRO_MANAGER: _LOOK, DATA_OFFICER: "read report export"},
	"Record Message Payload": {DATA_OFFICER: "read"},
	"Record Query": {
		REVIEWING_OFFICER: "read create report",
		IRO_MANAGER: "read create report",
		DATA_OFFICER: "read write report export",
		SOCIAL_WORKER: "read create",
		SOCIAL_WORK_MANAGER: "read create report",
	},
	"Change of Circumstances": {
		REVIEWING_OFFICER: "read create report print",
		IRO_MANAGER: "read create report export print",
		SOCIAL_WORKER: "read create",
		SOCIAL_WORK_MANAGER: "read create report",
		**_OVERSIGHT,
	},
	"Child Relationship": {
		REVIEWING_OFFICER: "read write create report",
		IRO_MANAGER: "read write create report",
		REVIEW_ADMINISTRATOR: "read",
		SOCIAL_WORKER: "read",
		SOCIAL_WORK_MANAGER: "read",
		**_OVERSIGHT,
	},
	"IRO Allocation": {
		REVIEWING_OFFICER: "read write report",
		IRO_MANAGER: "read write report export print",
		REVIEW_ADMINISTRATOR: "read write report",
		SOCIAL_WORKER: "read",
		SOCIAL_WORK_MANAGER: "read",
		**_OVERSIGHT,
	},
	"IRO Absence": {
		REVIEWING_OFFICER: "read",
		IRO_MANAGER: "read write create report",
		REVIEW_ADMINISTRATOR: _LOOK,
	},
	# the reviews
	"IRO Review": {
		REVIEWING_OFFICER: "read write create report print",
		IRO_MANAGER: "read write create report export print",
		REVIEW_ADMINISTRATOR: "read write report print",
		SOCIAL_WORKER: "read print",
		SOCIAL_WORK_MANAGER: "read report print",
		SENIOR_MANAGER: _LOOK,
		QUALITY_ASSURANCE: "read report print",
	},
	"Joint Review Booking": {
		REVIEWING_OFFICER: "read write create report",
		IRO_MANAGER: "read write create report",
		REVIEW_ADMINISTRATOR: "read write create report",
	},
	"Review Postponement": {
		REVIEWING_OFFICER: "read create report",
		IRO_MANAGER: "read create report export",
		REVIEW_ADMINISTRATOR: "read create report",
		SOCIAL_WORKER: "read create",
		SOCIAL_WORK_MANAGER: "read create",
		QUALITY_ASSURANCE: _LOOK,
	},
	"Review Decision": {
		REVIEWING_OFFICER: "read write create report print",
		IRO_MANAGER: "read write create report export print",
		REVIEW_ADMINISTRATOR: "read report print",
		SOCIAL_WORKER: "read write report",
		SOCIAL_WORK_MANAGER: "read write report",
		**_OVERSIGHT,
	},
	"Midway Review": {
		REVIEWING_OFFICER: "read write report print",
		IRO_MANAGER: "read write report export print",
		REVIEW_ADMINISTRATOR: _LOOK,
		SOCIAL_WORKER: "read",
		SOCIAL_WORK_MANAGER: _LOOK,
		**_OVERSIGHT,
	},
	"IRO Visit": {
		REVIEWING_OFFICER: "read write create report print",
		IRO_MANAGER: "read write create report export print",
		SOCIAL_WORKER: "read",
		SOCIAL_WORK_MANAGER: _LOOK,
		**_OVERSIGHT,
	},
	"IRO Private Note": dict.fromkeys(REVIEWING_SERVICE, "read write create report"),
	"IRO Prompt": {
		REVIEWING_OFFICER: "read write report print",
		IRO_MANAGER: "read write report export print",
	},
	"Review Consultation": {
		REVIEWING_OFFICER: "read write create report print",
		IRO_MANAGER: "read write create report export print",
		REVIEW_ADMINISTRATOR: "read write create report print",
		QUALITY_ASSURANCE: _LOOK,
	},
	"Letter to Child": {
		REVIEWING_OFFICER: "read write create report print",
		IRO_MANAGER: "read write create report export print",
		REVIEW_ADMINISTRATOR: "read write print",
		SOCIAL_WORKER: "read",
		SOCIAL_WORK_MANAGER: "read",
		QUALITY_ASSURANCE: _LOOK,
	},
	# challenge
	"IRO Escalation": {
		REVIEWING_OFFICER: "read write create report print",
		IRO_MANAGER: "read write create report export print",
		SOCIAL_WORKER: "read",
		SOCIAL_WORK_MANAGER: _LOOK,
		SENIOR_MANAGER: _LOOK_AND_TAKE_OUT,
		QUALITY_ASSURANCE: _LOOK,
	},
	"Practice Commendation": {
		REVIEWING_OFFICER: "read write create report print",
		IRO_MANAGER: "read write create report export print",
		SOCIAL_WORK_MANAGER: "read",
		**_OVERSIGHT,
	},
	"Service Theme": {
		REVIEWING_OFFICER: "read write create report",
		IRO_MANAGER: "read write create report export print",
		**_OVERSIGHT,
	},
	# assurance
	"Practice Audit": {
		QUALITY_ASSURANCE: "read write create report export print",
		IRO_MANAGER: "read write create report export print",
		REVIEWING_OFFICER: _LOOK,
		SENIOR_MANAGER: _LOOK,
	},
	"Child Protection Conference": {
		REVIEWING_OFFICER: "read write create report print",
		IRO_MANAGER: "read write create report export print",
		REVIEW_ADMINISTRATOR: "read write create report",
		SOCIAL_WORKER: "read",
		SOCIAL_WORK_MANAGER: _LOOK,
		**_OVERSIGHT,
	},
	"IRO Service Report": {
		IRO_MANAGER: "read write create report export print",
		QUALITY_ASSURANCE: "read write report export print",
		SENIOR_MANAGER: _LOOK_AND_TAKE_OUT,
		REVIEWING_OFFICER: "read report print",
	},
}

WRITES_LEVEL_1: dict[str, tuple[str, ...]] = {
	"Looked After Child": (IRO_MANAGER,),
	"IRO Review": REVIEWING_SERVICE,
	"Review Decision": REVIEWING_SERVICE,
}
"""Doctypes some of whose fields (permission level 1) only these roles write; whoever reads the document reads them.

Allocation and restriction are the manager's; what a review found and decided is the reviewing service's. Others who
may write the document (bookings and papers, progress of a decision) do not change those fields by any route.
"""

CASE_DOCTYPES = (
	"Looked After Child",
	"Child Details",
	"Period of Care",
	"Care Placement",
	"Care Legal Status",
	"Review Held Elsewhere",
	"Change of Circumstances",
	"Record Message",
	"Record Message Payload",
	"Record Query",
	"Child Relationship",
	"IRO Allocation",
	"IRO Review",
	"Joint Review Booking",
	"Review Postponement",
	"Review Decision",
	"Midway Review",
	"IRO Visit",
	"IRO Private Note",
	"IRO Prompt",
	"Review Consultation",
	"Letter to Child",
	"IRO Escalation",
	"Practice Commendation",
	"Practice Audit",
	"Child Protection Conference",
)
"""Doctypes with case content: tracked, never shared, deleted or found by global search."""

ROW_DOCTYPES = (*CASE_DOCTYPES, "IRO Absence")
"""Doctypes of which a role reaches some rows only (`criteria.py`). Of all others, whoever may read reads all."""


def rights(doctype: str, role: str) -> frozenset[str]:
	"""What the role may do to documents of the doctype; empty where the table is silent."""
	return frozenset(TABLE.get(doctype, {}).get(role, "").split())


def readers(doctype: str) -> tuple[str, ...]:
	"""The roles that may read documents of the doctype at all."""
	return tuple(role for role in TABLE.get(doctype, {}) if "read" in rights(doctype, role))


def permissions_of(doctype: str) -> list[dict[str, int | str]]:
	"""The rows of `permissions` as they stand in the doctype's JSON, with every right spelt out."""
	rows: list[dict[str, int | str]] = []
	for role in sorted(TABLE.get(doctype, {})):
		rows.append({"role": role, **dict.fromkeys(sorted(rights(doctype, role)), 1)})
		if doctype in WRITES_LEVEL_1:
			writes = {"write": 1} if role in WRITES_LEVEL_1[doctype] else {}
			rows.append({"role": role, "permlevel": 1, "read": 1, **writes})
	return rows
