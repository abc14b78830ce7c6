"""Work done in forks of this process, a few at a time, so that nothing one of them does is seen by the next."""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
MEMORY = 4 * 1024**3
"""Bytes that one fork may use: a change that fills a list for ever ends with a MemoryError."""


class TookTooLong(Exception):
	"""The fork used more than the seconds of processor time it was given."""


@dataclass
class _Fork:
	task: Any
	pid: int
	answer: bytes = b""


def in_forks(
	tasks: Iterable[T], work: Callable[[T], Any], seconds: Callable[[T], float], workers: int
) -> Iterator[tuple[T, Any]]:
	"""Each task with what `work` returned for it (as JSON), or with TookTooLong; in the order they end.

	A task is taken from `tasks` only when there is room for it, so what came back before may decide what comes next.
	Raises RuntimeError where a fork ended without an answer; what it said is on standard error.
	"""
	gc.collect()
	gc.freeze()
	waiting, running = iter(tasks), {}
	while True:
		while len(running) < workers and (task := next(waiting, None)) is not None:
			reading, fork = _started(task, work, seconds(task), list(running))
			running[reading] = fork
		if not running:
			return
		ready, _, _ = select.select(list(running), [], [])
		for reading in ready:
			if part := os.read(reading, 65536):
				running[reading].answer += part
				continue
			os.close(reading)
			fork = running.pop(reading)
			yield fork.task, _outcome(fork)


def _started(task: T, work: Callable[[T], Any], seconds: float, others: list[int]) -> tuple[int, _Fork]:
	reading, writing = os.pipe()
	sys.stdout.flush()
	pid = os.fork()
	if pid:
		os.close(writing)
		return reading, _Fork(task, pid)
	for one in (reading, *others):
		os.close(one)
	_answer(writing, task, work, seconds)
	os._exit(1)


def _answer(writing: int, task: T, work: Callable[[T], Any], seconds: float) -> None:
	"""In the fork: do the work in silence, answer, and end without any clearing up."""
	silence = os.open(os.devnull, os.O_RDWR)
	os.dup2(silence, 1)
	used = sum(os.times()[:2])
	resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, int(used + seconds) + 10))
	resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
	try:
		result = work(task)
	except BaseException:  # noqa: BLE001  whatever it was, the fork must not go on as if it were the parent
		traceback.print_exc()
		return
	with os.fdopen(writing, "wb") as pipe:
		pipe.write(json.dumps(result).encode())
	os._exit(0)


def _outcome(fork: _Fork) -> Any:
	_, status = os.waitpid(fork.pid, 0)
	if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
		return TookTooLong()
	if status:
		raise RuntimeError(f"No answer about {fork.task}")
	return json.loads(fork.answer)
