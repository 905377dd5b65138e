# The commands of this project. `make demo` and `make test` set up all they need.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DEV    := axe-playwright-python babel ebooklib hypothesis iiif-prezi3 import-linter jsonschema mypy openpyxl \
          opentimelineio playwright pyld pytest pytest-xdist rdflib ruff schemathesis webvtt-py
EXTRAS := assistants,cards,papers

.PHONY: demo test check lint types contracts bench clean

demo: $(VENV)/installed  ## make the demo film's page and open it
	@$(BIN)/entracte demo

test: $(VENV)/dev  ## everything the tests need, then all tests
	@scripts/chromium $(BIN)/python >/dev/null || test -z "$$CI"
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: test lint types contracts  ## all that must hold before a change lands

lint: $(VENV)/dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check src tests bench

types: $(VENV)/dev
	@$(BIN)/mypy

contracts: $(VENV)/dev
	@$(BIN)/lint-imports

$(BIN)/python:
	@scripts/environment $(PYTHON) $(VENV)

$(VENV)/installed: $(BIN)/python pyproject.toml
	@echo "Installing entracte into $(VENV) (once, about a minute) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/dev: $(VENV)/installed
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[$(EXTRAS)]" $(DEV)
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
