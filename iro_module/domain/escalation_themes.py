"""What escalations are about: the themes as shipped, under keys that stay; councils may add and reword.

An escalation may have several. The list is what councils' protocols name (domain practice).
"""

from collections.abc import Mapping
from types import MappingProxyType

THEMES: Mapping[str, str] = MappingProxyType(
	{
		"drift_and_delay": "Drift and delay",
		"permanence": "Plan for permanence absent by the second review",
		"care_plan": "Care plan missing, out of date or poor",
		"decision_not_implemented": "Review decision not implemented",
		"social_worker": "Social worker not allocated, or changing",
		"statutory_visit": "Statutory visit missed",
		"report": "Report late or absent",
		"placement": "Placement unsuitable, or move without a review",
		"contact": "Contact, with brothers and sisters too",
		"education": "Education: personal education plan, education, health and care plan",
		"health": "Health: mental health services, health assessments",
		"legal_status": "Legal status or order",
		"reunification": "Reunification or return home not assessed",
		"special_guardianship_adoption": "Special guardianship or adoption delayed",
		"pathway_plan": "Pathway plan and leaving care",
		"immigration": "Immigration or age dispute",
		"safeguarding": "Safeguarding, missing, exploitation",
		"participation": "Participation and the child's voice",
		"unregistered_placement": "Unregistered placement",
		"decision_level": "Decision taken at the wrong level",
		"transport": "Transport",
		"supervision": "Supervision and management oversight",
		"recording": "Recording",
		"other_agency": "Other agency",
	}
)
"""Themes by key, in the order shown."""
