"""Being asked to stop: a signal sets a flag, and every loop looks at it."""

import signal
import time
from dataclasses import dataclass
from types import FrameType

SLICE_SECONDS = 0.1


@dataclass(slots=True)
class Stop:
	"""A flag and nothing more, so that a signal may set it at any instruction."""

	requested: bool = False

	def listen(self) -> None:
		"""Take SIGTERM and SIGINT as the wish to stop; a second SIGINT ends the program at once."""
		signal.signal(signal.SIGTERM, self._ask)
		signal.signal(signal.SIGINT, self._ask)

	def _ask(self, number: int, frame: FrameType | None) -> None:
		self.requested = True
		if number == signal.SIGINT:
			signal.signal(signal.SIGINT, signal.default_int_handler)

	def sleep(self, seconds: float) -> None:
		"""Wait so long, or until somebody asks to stop."""
		end = time.monotonic() + seconds
		while not self.requested and (left := end - time.monotonic()) > 0:
			time.sleep(min(left, SLICE_SECONDS))
