# The jobs of this project. On a bare machine with Python 3.11 to 3.13, each target makes what it needs first.

RAW     ?= raw
CURATED ?= curated
VENV    := .venv
PY      := $(VENV)/bin/python
RUN     := $(VENV)/.stamp-run
DEV     := $(VENV)/.stamp-dev
PIP     := $(PY) -m pip --disable-pip-version-check -qq install --require-hashes --no-deps
LOCK    := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
           --no-header --no-annotate --no-emit-index-url --quiet

.DEFAULT_GOAL := help
.PHONY: help build test check lint types schemas eval bench lock clean

help: ## Print this list.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(RUN) ## Turn the articles of RAW (default raw) into a release in CURATED (default curated).
	@$(PY) -m pipeline build "$(RAW)" "$(CURATED)"

test: $(DEV) ## Run the tests.
	@$(PY) -m pytest

check: lint types test ## Everything CI checks: lint, types, tests; the tests hold the generated files current.

lint: $(DEV) ## Check style with ruff.
	@$(PY) -m ruff check .

types: $(DEV) ## Check types with mypy --strict.
	@$(PY) -m mypy

schemas: $(RUN) ## Write the generated files of schemas/ again.
	@$(PY) -m pipeline.schema

eval: $(RUN) ## Score the reports against hand-coded articles in ../shared/gold, where that is present.
	@$(PY) -m pipeline.eval

bench: $(RUN) ## Measure articles a second and memory on RAW, repeated.
	@$(PY) -m pipeline.bench "$(RAW)"

lock: ## Write both lock files again from pyproject.toml (needs uv).
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev --constraint requirements.lock -o requirements-dev.lock

clean: ## Delete the environment and caches; releases in curated/ stay.
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment: exact versions, each with its hash. A stamp is as new as the lock file it was made from.
$(PY):
	@python=; for p in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then \
	    python=$$p; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "This project needs Python 3.11, 3.12 or 3.13 (found: $$(python3 --version 2>&1 || echo none))." >&2; \
	  echo "Install one, or name it: make build PYTHON=/path/to/python3.12" >&2; exit 1; fi; \
	echo "making $(VENV) with $$($$python --version)"; \
	$$python -m venv $(VENV)

$(RUN): requirements.lock | $(PY)
	@echo "installing the packages of requirements.lock: a minute or two, only when they change"
	@$(PIP) -r requirements.lock
	@$(PY) scripts/make_launcher.py
	@touch $@

$(DEV): requirements-dev.lock | $(RUN)
	@echo "installing the packages for tests"
	@$(PIP) -r requirements-dev.lock
	@touch $@
