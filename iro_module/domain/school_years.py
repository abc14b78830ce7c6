"""School years: when a child is in key stage 4 (years 10 and 11), for CPPCR reg 10."""

from datetime import date

from iro_module.domain.months import birthday


def in_key_stage_4(born: date, day: date) -> bool:
	"""Whether the child was 14 or 15 when the school year of that day began on 1 September."""
	began = date(day.year if day.month >= 9 else day.year - 1, 9, 1)
	return birthday(born, 14) < began <= birthday(born, 16)
