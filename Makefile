# Nothing but make and Python 3.10 (with its venv module) is needed to begin. Debian: sudo apt install make python3-venv
PYTHON ?= python3
ARGS ?=
ROOT_PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo test lint venv platform oracle mutants bench clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

demo: ## a month of a fictitious council's messages, and the reviews they lead to (ARGS=--json)
	@$(PYTHON) scripts/environment.py integration
	@.venv/bin/iro-sync demo $(ARGS)

test: ## every check and test that this machine can run (ARGS go to pytest)
	@$(PYTHON) scripts/run_tests.py $(ARGS)

lint: ## ruff, mypy and import-linter
	@$(PYTHON) scripts/environment.py lint
	@$(ROOT_PYTHON) scripts/lint.py

venv: ## the project's own Python environment, .venv, with everything in it
	@$(PYTHON) scripts/environment.py integration,test,lint

platform: ## install the app on a Frappe bench: make platform FRAPPE_BENCH=~/frappe-bench SITE=iro.localhost
	@FRAPPE_BENCH="$(FRAPPE_BENCH)" SITE="$(SITE)" $(PYTHON) scripts/install_platform.py

oracle: ## 100,000 children's histories against a second, naive implementation of the rules; writes docs/oracle.md
	@$(PYTHON) scripts/environment.py integration,test
	@$(ROOT_PYTHON) scripts/oracle.py $(ARGS)

mutants: ## change the rules one thing at a time and see that a test fails; writes docs/mutants.md (an hour or more)
	@$(PYTHON) scripts/environment.py integration,test,mutants
	@$(ROOT_PYTHON) scripts/mutants.py $(ARGS)

bench: ## how fast children are planned, against the bare arithmetic of their dates (ARGS=--quick)
	@$(PYTHON) scripts/environment.py integration
	@$(ROOT_PYTHON) benchmarks/plan.py $(ARGS)

clean: ## remove .venv and everything built
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf iro_module/public/dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
