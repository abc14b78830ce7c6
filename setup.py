"""The metadata is in pyproject.toml; the name stands here too, because `bench get-app` reads it."""

from setuptools import setup

setup(
	name="iro_module",
)
