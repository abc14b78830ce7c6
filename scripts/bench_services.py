"""Whether the database and Redis servers of a bench answer, and what to do where they do not."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

REDIS_KEYS = ("redis_cache", "redis_queue")


def unreachable_services(config: dict, bench: Path) -> list[str]:
	"""One sentence for each server that does not answer; empty when all do."""
	problems = []
	if not _database_answers(config):
		where = (
			config.get("db_socket")
			or f"{config.get('db_host') or '127.0.0.1'}:{config.get('db_port') or 3306}"
		)
		problems.append(
			f"MariaDB does not answer at {where}. Start it (sudo systemctl start mariadb), or correct"
			f" db_host and db_port in {bench}/sites/common_site_config.json."
		)
	for key in REDIS_KEYS:
		address = urlsplit(config.get(key) or "redis://127.0.0.1:6379")
		if not _answers(address.hostname or "127.0.0.1", address.port or 6379):
			problems.append(
				f"Redis does not answer at {address.hostname}:{address.port or 6379} ({key}). Start the bench"
				f" (bench start in {bench}), or only this server: redis-server {bench}/config/{key}.conf"
			)
	return problems


def _database_answers(config: dict) -> bool:
	if config.get("db_socket"):
		with socket.socket(socket.AF_UNIX) as connection:
			return connection.connect_ex(config["db_socket"]) == 0
	return _answers(config.get("db_host") or "127.0.0.1", int(config.get("db_port") or 3306))


def _answers(host: str, port: int) -> bool:
	try:
		socket.create_connection((host, port), timeout=3).close()
	except OSError:
		return False
	return True
