# make demo: see it work.  make test: every check.  Both make their own environment in .venv.
PYTHON ?= python3
BIN := .venv/bin
MUJAZ := $(BIN)/mujaz
DEMO := build/demo
RAW := tests/sample/raw
SOURCES := generator tests docs/manual
MANUAL := build/manual
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint types content site serve manual browser catalogues bench lock clean

help:
	@echo "make demo   start a digest in $(DEMO) from the sample dumps and build its site"
	@echo "make test   lint, types, content, strict build, tests, the site in a browser"
	@echo "make site   build this repository's own digest into site/"
	@echo "make serve  show it at http://127.0.0.1:8000 while you edit"
	@echo "make manual build the manual, in Arabic and English, into $(MANUAL)"
	@echo "make lint   ruff and mypy"
	@echo "make bench  the measurements that the documentation quotes"

# The environment holds exactly what requirements.lock says; uv makes it faster where it is there.
# The pip of Python 3.11 itself trips over extras: «lxml[html-clean]» is two packages to it, at times.
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Mujaz needs Python 3.11 or newer; name one: make PYTHON=python3.12")'
	@if command -v uv >/dev/null; then \
	  uv venv -q --allow-existing --python "$$(command -v $(PYTHON))" .venv && \
	  VIRTUAL_ENV=.venv uv pip install -q --require-hashes -r requirements.lock && \
	  VIRTUAL_ENV=.venv uv pip install -q --no-deps --no-build-isolation -e .; \
	else \
	  $(PYTHON) -m venv .venv && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --upgrade "pip>=24.2" && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $@

# Two samples do not say who published them: a person does.
demo: .venv/ready
	rm -rf $(DEMO)
	$(MUJAZ) init $(DEMO)
	$(MUJAZ) --digest $(DEMO) add --source "صحيفة الرصيف" $(RAW)/rasif-coin-theft.txt
	$(MUJAZ) --digest $(DEMO) add --source "أوراق الشرفة" $(RAW)/shurfa-museum-storeroom.txt
	$(MUJAZ) --digest $(DEMO) add $(RAW)
	$(MUJAZ) --digest $(DEMO) build
	@echo "$(BIN)/mujaz --digest $(DEMO) serve"

lint: .venv/ready
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

content: .venv/ready
	$(MUJAZ) check

site: .venv/ready
	$(MUJAZ) build --strict

serve: .venv/ready
	$(MUJAZ) serve

# Each language is a site of its own, for its direction; Material's notice speaks to authors of themes.
manual: .venv/ready
	for language in ar en; do NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build -q --strict -f docs/manual/$$language.yml || exit 1; done
	cp docs/manual/index.html $(MANUAL)/
	@echo "$(MANUAL)/index.html"

# A browser for the tests, Java for the Nu HTML checker, Pango for PDF; found, or installed.
browser: .venv/ready
	@tests/tools/browser.sh

test: lint content site browser
	$(BIN)/python -m pytest -n auto --cov --cov-report=term
	@echo "every check passed"

catalogues: .venv/ready
	$(BIN)/python tests/tools/catalogue.py

bench: .venv/ready
	$(BIN)/python tests/benchmarks/front_matter.py
	$(BIN)/python tests/benchmarks/words_in.py
	$(BIN)/python tests/benchmarks/stories.py 10000
	$(BIN)/python tests/benchmarks/incremental.py 1 500
	$(BIN)/python tests/benchmarks/killed.py 1 100
	$(BIN)/python tests/benchmarks/branches.py 50
	$(BIN)/python tests/benchmarks/press.py
	$(BIN)/python tests/benchmarks/archive.py 1000 10000
	$(BIN)/python tests/benchmarks/search/measure.py content

# Extras stay in the lock: an older pip takes «coverage[toml]» for a package of its own, without a pin.
lock:
	uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes --group dev \
	  pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build site dist .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis
