"""Which delivery tags to acknowledge, and how many with one frame."""

from collections.abc import Iterable


class UnsettledTags:
	"""The tags of one channel that are neither acknowledged nor given back, in the order of delivery."""

	def __init__(self) -> None:
		self._tags: dict[int, None] = {}

	def __len__(self) -> int:
		return len(self._tags)

	def add(self, tag: int) -> None:
		"""A message was delivered."""
		self._tags[tag] = None

	def settle(self, tags: Iterable[int]) -> list[tuple[int, bool]]:
		"""The acknowledgements to send for these tags, each with `multiple`.

		`multiple` acknowledges everything up to a tag, so it is used only where all before it is settled as well.
		Tags that are not known, of a channel that is gone, are passed over.
		"""
		settled = {tag for tag in tags if tag in self._tags}
		contiguous = []
		for tag in self._tags:
			if tag not in settled:
				break
			contiguous.append(tag)
		for tag in settled:
			del self._tags[tag]
		acknowledgements = [(contiguous[-1], len(contiguous) > 1)] if contiguous else []
		return acknowledgements + [(tag, False) for tag in sorted(settled.difference(contiguous))]
