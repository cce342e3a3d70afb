# What a person or the build does with Minqing. `make` alone lists the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Stamps say which lock file the environment was last made from; they make the second run quick.
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development
# pytest takes more: make test ARGS="tests/unit -k cannot_close"
ARGS ?=
HTML_CHECK := tests/html/node_modules/.package-lock.json
# how many tests run at a time; each worker starts the servers that its tests ask for
WORKERS ?= 2

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PIP_COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --all-build-deps --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help .venv run check format test faults bench test-compose screens reference secrets lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[.a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv: $(RUNTIME) ## build .venv with .venv/bin/minqing from the lock file

run: $(RUNTIME) ## start everything in one process; data in var/, page at http://127.0.0.1:8000/
	@exec $(BIN)/minqing up

check: $(DEVELOPMENT) ## style, types and import arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEVELOPMENT) ## let ruff put the style right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: $(DEVELOPMENT) ## every test; installs missing servers first where it may
	deploy/install-test-servers
	@$(MAKE) --no-print-directory $(HTML_CHECK)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder $(ARGS)

faults: $(DEVELOPMENT) ## kill every process under load, count what was lost; SEED=7 draws the same kills again
	deploy/install-test-servers
	$(BIN)/python -m tests.faults.run $(ARGS)

bench: $(DEVELOPMENT) ## measure on 100,000 issues, into build/bench.json; ARGS=search for one bench
	deploy/install-test-servers
	$(BIN)/python -m bench $(ARGS)

test-compose: $(DEVELOPMENT) ## build and try docker-compose.yml; needs Docker with compose
	@docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1 || { \
	  echo "make test-compose needs a running Docker engine and its compose plugin (2.20 or newer)." >&2; exit 1; }
	$(BIN)/python -m pytest tests/compose $(ARGS)

screens: $(DEVELOPMENT) ## picture the pages of the demonstration into docs/screens
	$(BIN)/python -m tests.browser.screens

reference: $(DEVELOPMENT) ## write docs/rpc.md, docs/asyncapi.yaml and docs/states.md from the code
	$(BIN)/python -W ignore -m tools.reference
	$(BIN)/python -m tools.states

secrets: ## the secrets of docker-compose.yml, once, into deploy/secrets; needs Docker with compose
	deploy/make-secrets

lock: $(DEVELOPMENT) ## write the lock files from pyproject.toml; newer versions: ARGS=--upgrade
	$(PIP_COMPILE) $(ARGS) --output-file requirements.lock pyproject.toml
	$(PIP_COMPILE) $(ARGS) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

$(HTML_CHECK): tests/html/package-lock.json
	npm ci --prefix tests/html --no-audit --no-fund --silent
	@touch $@

clean: ## remove .venv and caches; data in var/ stay
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A half-made environment is removed: the next run must not take it for a whole one.
$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Minqing needs Python 3.11 or newer; there is no $(PYTHON) here." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Minqing needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V 2>&1)." >&2; \
	  echo "Name another one: make PYTHON=python3.11 …" >&2; exit 1; }
	@echo "Building $(VENV); this happens once." >&2
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python could not make $(VENV). On Debian: apt-get install python3-venv" >&2; exit 1; }

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
