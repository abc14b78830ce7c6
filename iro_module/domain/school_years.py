"""School years: when a child is in key stage 4 (years 10 and 11), for CPPCR reg 10."""

from datetime import date


def in_key_stage_4(born: date, day: date) -> bool:
	"""Whether the child was 14 or 15 when the school year of that day began on 1 September."""
	began = day.year if day.month >= 9 else day.year - 1
	age_the_day_before = began - born.year - (born.month >= 9)
	return age_the_day_before in (14, 15)
