"""The day it is in England: review dates are counted there, wherever the service runs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def today() -> date:
	"""Today's date in Europe/London."""
	return datetime.now(LONDON).date()
