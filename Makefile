SHELL := /bin/bash
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
MAKEFLAGS += --no-print-directory
# Compiled once for all processes, outside the tree; some machines forbid it, which costs each process four seconds.
export PYTHONPYCACHEPREFIX = $(CURDIR)/$(VENV)/bytecode
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run setup test test-pg check fix lock bench docs

help:            ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /'

# A stamp a set of packages: installed once, again only when its lock changed.
$(VENV)/.%: requirements/%.txt requirements/bootstrap.txt
	@$(PY) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11) and "Cần Python 3.11 trở lên (make PY=python3.12 …)" or 0)'
	@test -x $(BIN)/python || $(PY) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --require-hashes -r $< \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

run: $(VENV)/.prod   ## start Khuê with a demo school (PORT=8000); Ctrl-C stops all of it
	@PORT=$(PORT) $(BIN)/khue run --demo

setup: $(VENV)/.dev  ## the development environment

# Three processes on two cores, because journeys wait a lot; each has a database of its own and takes over what others have not begun.
PYTEST := $(BIN)/pytest -n 3 --dist worksteal

test: $(VENV)/.dev   ## all tests on SQLite, with the browser
	$(PYTEST)

test-pg: $(VENV)/.dev ## on PostgreSQL all tests whose answer a database can change
	$(BIN)/python tools/with_pg.py $(PYTEST)

check: $(VENV)/.dev  ## everything a machine can check without the browser and PostgreSQL (TESTS=no: all but the tests)
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy khue
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run -v1
	$(BIN)/khue check-packs
	$(BIN)/khue docs --check
ifneq ($(TESTS),no)
	$(PYTEST) -m "not journey"
endif

fix: $(VENV)/.dev    ## format, mend what can be mended, write the generated docs anew
	$(BIN)/ruff format -q .
	$(BIN)/ruff check -q --fix .
	$(BIN)/khue docs

bench: $(VENV)/.dev  ## measure the workloads of docs/architecture/performance.md; prints ratios, writes var/bench.json
	$(BIN)/python -m bench

lock:            ## write requirements/*.txt anew (needs uv on PATH or in the environment)
	@UV=$$(command -v uv || echo $(BIN)/uv); \
	printf 'uv==0.13.8\nflit_core>=3.12,<4\n' | $$UV pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements/bootstrap.txt; \
	$$UV pip compile pyproject.toml --extra postgres --universal --python-version 3.11 --generate-hashes --no-header -q -o requirements/prod.txt; \
	$$UV pip compile pyproject.toml --extra postgres --group dev --universal --python-version 3.11 --generate-hashes --no-header -q -c requirements/prod.txt -o requirements/dev.txt
