# Everything a developer or a first-time user does, as one command each. `make` lists them.
# What is needed beforehand: Python 3.11 or later, make, and a package index that pip can reach.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# uv only turns the lock file into a list; pip installs, so that pip's own settings count.
UV := uv==0.13.9
# What `make bench` loads, and how large the synthetic graphs are that it traces in.
PAPERS ?= api/example/papers
EDGES ?= 100000 1000000
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint types contracts bench ontology example clean

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1 - /'

setup: $(READY) ## create .venv with exactly the packages of the lock file

$(READY): uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Sightline needs Python 3.11 or later, and '$(PYTHON)' is not that." \
	    "Name one that is: make PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { \
	  echo "'$(PYTHON) -m venv $(VENV)' failed; on Debian and Ubuntu it needs" \
	    "the package python3-venv." >&2; exit 1; }
	@echo "Installing the packages of uv.lock into $(VENV) ..."
	@$(PIP) install $(UV)
	@$(BIN)/uv export --quiet --frozen --no-emit-project --all-extras --all-groups \
	  --output-file $(VENV)/locked.txt
	@$(PIP) install --no-deps --require-hashes --requirement $(VENV)/locked.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY) ## load the example authority, print one chain and the gaps, serve the pages
	@$(BIN)/sightline demo $(ARGS)

test: $(READY) ## run the tests (ARGS="-k words" for some of them)
	@$(BIN)/pytest $(ARGS)

check: lint types contracts ## lint, format, types and import contracts

lint: $(READY) ## ruff: lint and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY) ## mypy, strict
	@$(BIN)/mypy

contracts: $(READY) ## import-linter: which folder may import which
	@$(BIN)/lint-imports

bench: $(READY) ## measure start-up, loading (PAPERS="folder ..."), tracing (EDGES="100000 ..."), exports and pages (STORE=file)
	@$(BIN)/python -m bench.startup
	@$(BIN)/python -m bench.load $(PAPERS)
	@$(BIN)/python -m bench.graph --edges $(EDGES)
	@$(BIN)/python -m bench.export
	@$(BIN)/python -m bench.pages $(STORE) --edges $(EDGES) --load $(PAPERS)
	@$(BIN)/python -m bench.network $(STORE)
	@$(BIN)/python -m bench.engines $(if $(NEO4J),--neo4j $(NEO4J))
	@$(BIN)/python -m bench.items
	@$(BIN)/python -m bench.sparql $(STORE)

ontology: $(READY) ## write the ontology as HTML to out/ontology
	@$(BIN)/python -m ontology.pages out/ontology

example: $(READY) ## build the example authority's papers again from their sources
	@$(BIN)/python -m api.example.build

clean: ## remove .venv and everything that tools left behind
	@rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
