"""Whether reviewing is good enough: audits, conferences, reports of the service."""
