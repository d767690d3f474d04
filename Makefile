# make demo   sets up .venv-demo with a plain install and runs `hezhang demo`
# make test   sets up .venv with every extra and runs each check, the tests last
# Another interpreter: make test PYTHON=/path/to/python3.12

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
DEMO := .venv-demo
BIN := $(VENV)/bin
PACKAGED := $(shell find extract corpora/texts corpora/gold schemas -type f -not -path '*/__pycache__/*' 2>/dev/null)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint types layers corpora accuracy pytest bench clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(DEMO)/.installed ## set up and run `hezhang demo` on the packaged texts
	$(DEMO)/bin/hezhang demo

test: lint types layers corpora accuracy pytest ## set up and run every check below

lint: $(VENV)/.installed ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed ## mypy --strict
	$(BIN)/mypy --strict

layers: $(VENV)/.installed ## import-linter: imports run one way
	$(BIN)/lint-imports

corpora: $(VENV)/.installed ## the committed texts and gold are what their sources produce
	$(BIN)/python corpora/build_corpora.py --check

accuracy: $(VENV)/.installed ## scores on the gold, none below its floor
	$(BIN)/python benchmarks/accuracy.py

pytest: $(VENV)/.installed ## the tests, two at a time
	$(BIN)/pytest -n 2

bench: $(VENV)/.installed ## characters a second and peak memory on 10 MB of text
	$(BIN)/python benchmarks/speed.py

clean: ## remove environments, caches and built files
	rm -rf $(VENV) $(DEMO) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: an environment is brought up to date when pyproject.toml changed. The demo's holds a copy of the package,
# as a user's would, so it follows the packaged files too.
$(VENV)/.installed: pyproject.toml
	@$(call require_python)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[all]'
	@touch $@

$(DEMO)/.installed: pyproject.toml README.md $(PACKAGED)
	@$(call require_python)
	$(PYTHON) -m venv $(DEMO)
	$(DEMO)/bin/python -m pip install --quiet .
	@touch $@

define require_python
test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
endef
