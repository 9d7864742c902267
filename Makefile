# The commands a person needs; `make help` lists them. The work is done in tools/setup.

NEW_ENOUGH = -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python3.14; do \
	$$p $(NEW_ENOUGH) && echo $$p && break; done)
SETUP = @test -n "$(PYTHON)" && $(PYTHON) $(NEW_ENOUGH) || { echo "ILO Jobs needs Python 3.11 or \
	newer:$(if $(PYTHON), $(PYTHON) is not.,) Debian: apt install python3 python3-venv. \
	macOS: brew install python@3.13. Or name one: make PYTHON=/path/to/python3."; exit 1; }; \
	exec $(PYTHON) tools/setup

.PHONY: help run dev test check e2e bench bench-alerts bench-faults bench-load bench-profile bench-typeahead lighthouse i18n data lock

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "%-15s %s\n", $$1, $$2 }' Makefile
	@echo "Settings: make run PORT=9000 DATA=/srv/ilojobs; all of them in docs/operating.md"

run: ## Set up what is missing and serve the product at http://localhost:8000
	$(SETUP) run

dev: ## The same, built and started again whenever a source changes
	$(SETUP) dev

test: ## Everything: lint, types, contracts, unit, integration, browser, accessibility
	$(SETUP) test

check: ## The fast part: lint, types, contracts, unit and architecture
	$(SETUP) check

e2e: ## The browser tests only (ARGS="-k apply" chooses)
	$(SETUP) e2e

bench: ## Benchmarks and fault runs
	$(SETUP) bench

bench-alerts: ## 100,000 alerts against 200 vacancies, 1,000,000 too; ARGS="--sizes 10000"
	$(SETUP) bench-alerts

bench-faults: ## Fault runs of mail only: workers killed, a server in a bad mood; ARGS="sqlite postgresql redis"
	$(SETUP) bench-faults

bench-load: ## What others wait for while thirty at a time sign in, ask for links, take a PDF
	$(SETUP) bench-load

bench-profile: ## An edit of a post, with one post and with fifteen
	$(SETUP) bench-profile

bench-typeahead: ## An institution among 120,000: databases, HTTP, page; ARGS="--parts sqlite"
	$(SETUP) bench-typeahead

lighthouse: ## Scores, bytes and requests of list and notice, as a phone sees them
	$(SETUP) lighthouse

i18n: ## Bring both catalogues up to date with the texts in the code
	$(SETUP) i18n

data: ## Build the embedded data files again from their sources
	$(SETUP) data

lock: ## Lock the Python packages again after a change to requirements*.in
	$(SETUP) lock
