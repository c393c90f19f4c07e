# Two commands need nothing but Python ≥ 3.11, git and the package registries: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage clients lint bench generate clean

help: ## say what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "mneme needs Python 3.11 or newer: make PYTHON=python3.13 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making $(VENV) (once; about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

setup: $(VENV)/.ready ## make the virtual environment

demo: $(VENV)/.ready ## see the main job on a small shop
	@examples/demo $(abspath $(BIN))/mneme

# Tests start mneme hundreds of times, and such a process writes no bytecode: without it each would compile every module anew.
test: $(VENV)/.ready ## run the tests, without what is marked slow
	@$(BIN)/python -m compileall -q mneme_cli
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

coverage: $(VENV)/.ready ## run every test, the slow ones too, and fail below 95 % of the branches
	@$(BIN)/python -m compileall -q mneme_cli
	$(BIN)/python -m pytest -n auto --dist worksteal --cov

clients: $(VENV)/.ready ## drive every real coding agent; the tests drive two of them already
	MNEME_CLIENTS=all $(BIN)/python -m pytest -n auto tests/clients

lint: $(VENV)/.ready ## everything else that must hold
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tests.generate --check
	$(BIN)/mneme lint
	$(BIN)/mneme check --all

generate: $(VENV)/.ready ## write every generated file anew
	$(BIN)/python -m tests.generate

bench: $(VENV)/.ready ## measure the budgets beside the peers
	$(BIN)/python -m benchmarks

clean: ## throw away what can be made again
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
