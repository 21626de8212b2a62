# make help lists what can be done. The variables below can be set: make run PORT=8600

VENV ?= .venv
PORT ?= 8501
# 0.0.0.0 lets others on the network open it
HOST ?= localhost
# More than one for a crowd: several processes on one store, behind nginx
WORKERS ?= 1
# where make screenshots puts its pictures
OUT ?= screenshots
# more for pytest, such as -k disclosure
ARGS ?=
# IMPACT_DATA=DIR, in the environment or here, is the data folder; without it data/wildcats.

BIN := $(VENV)/bin
PYTHON := $(BIN)/python
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(PYTHON) -m pip install --quiet --no-input --require-hashes
# What the numbers are made and tested with
CORE := numpy pandas pyarrow pydantic scipy hypothesis pytest
PYENV := $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions
FRESH := import sys; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.PHONY: help run demo test test-newest lint lock audit screenshots bench-pages bench-plain bench-start bench-data soak risk

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.installed ## serve the dashboard on http://localhost:8501 (PORT=, HOST=, WORKERS=, IMPACT_DATA=)
	@echo "Starting the dashboard. Ctrl-C stops it."
	@if [ "$(WORKERS)" = 1 ]; then \
		$(PYTHON) -m streamlit run server.py --server.port $(PORT) --server.address $(HOST); \
	else \
		$(PYTHON) -m serving.workers --workers $(WORKERS) --port $(PORT) --host $(HOST); \
	fi

demo: export IMPACT_DATA = data/example
demo: run ## the same with the simulated survey of data/example

test: $(VENV)/.installed-spark ## all tests, the browser's too (ARGS= goes to pytest)
	@$(PYTHON) tests/browser/chromium.py
	@$(PYTHON) tests/cpu_time.py $(PYTHON) -m pytest -n 2 --dist worksteal $(ARGS)

test-newest: ## the tests of the numbers on the newest Python that is found, beside 3.11
	@for minor in 14 13 12; do for python in python3.$$minor $(PYENV)/3.$$minor.*/bin/python; do \
		if $$python -c '' 2>/dev/null; then \
			echo "The tests of the numbers on $$($$python --version)."; \
			$$python -m venv --clear $(VENV)-newest && \
			$(VENV)-newest/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
				-c constraints.txt $(CORE) || { echo "It cannot be set up here."; continue; }; \
			$(VENV)-newest/bin/python -m pytest -q --noconftest -p no:cacheprovider \
				-m 'not hypothesis and not long' tests/model tests/metrics tests/claims || exit 1; \
			exit 0; \
		fi; \
	done; done; \
	echo "No newer Python can be used here: the tests of the numbers ran on one alone."

lint: $(VENV)/.installed-dev ## the linter, the formatter and the types, changing nothing
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

lock: $(VENV)/.installed-dev ## the lock files anew, from requirements*.txt and constraints.txt: every package's files, by hash
	@for list in requirements requirements-dev requirements-spark; do \
		$(PYTHON) -m uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-annotate \
			--custom-compile-command "make lock" --output-file $$list.lock $$list.txt || exit 1; \
	done

audit: $(VENV)/.installed-dev ## known weaknesses in the packages; asks pypi.org, and says where it gets no answer
	@$(PYTHON) tests/audit.py

screenshots: $(VENV)/.installed-dev ## a picture of every page in OUT, and docs/overview.png
	@$(PYTHON) tests/browser/chromium.py
	@$(PYTHON) tests/browser/screenshots.py $(OUT) --overview docs/overview.png

soak: $(VENV)/.installed-spark ## kill and race publishers, feed 10,000 damaged files, the long tests; an hour or more
	@$(PYTHON) -m pytest -m long --timeout 0
	@$(PYTHON) -m pytest -n 2 -m hypothesis --hypothesis-profile=default --timeout 0
	@$(PYTHON) benchmarks/soak/store_kills.py
	@$(PYTHON) benchmarks/soak/store_races.py
	@$(PYTHON) benchmarks/soak/damaged_files.py
	@$(PYTHON) -m benchmarks.soak.hostile_files
	@$(PYTHON) -m benchmarks.soak.false_alarms
	@PYTHONPATH=tests/browser $(PYTHON) -m benchmarks.soak.no_leak
	@PYTHONPATH=tests/browser $(PYTHON) -m benchmarks.soak.visitors
	@if PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null; then PYTHONPATH=tests/browser $(PYTHON) \
		-m benchmarks.soak.visitors --visitors 300 --minutes 5 --publishes 2 --workers 1 2 4; fi
	@if PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null; then PYTHONPATH=tests/browser $(PYTHON) \
		-m benchmarks.soak.visitors --minutes 3 --publishes 1 --workers 2 --kill; fi
	@if command -v java >/dev/null; then $(PYTHON) -m benchmarks.soak.engines; fi
	@PYTHONPATH=tests/browser $(PYTHON) -m benchmarks.soak.counted --observations 1000000

risk: $(VENV)/.installed-dev ## docs/risk.md anew: how near the best attack comes to a rare cat's record
	@$(PYTHON) -m benchmarks.risk

bench-pages: $(VENV)/.installed-dev ## what the pages cost, beside the smallest Streamlit app (ARGS=--only cpu)
	@$(PYTHON) tests/browser/chromium.py
	@PYTHONPATH=tests/browser $(PYTHON) -m benchmarks.pages $(ARGS)

bench-plain: $(VENV)/.installed-dev ## plain pages a second, beside nginx with the same bytes (apt: wrk nginx-light)
	@PYTHONPATH=tests/browser:. $(PYTHON) -m benchmarks.plain_pages $(ARGS)

bench-start: $(VENV)/.installed ## how soon a command starts, beside the imports that it needs
	@$(PYTHON) -m benchmarks.start_times

bench-data: $(VENV)/.installed-dev ## what surveys of ten thousand to ten million records cost, beside others
	@$(PYTHON) -m benchmarks.survey_times $(ARGS)

$(VENV)/.installed: requirements.lock | $(PYTHON)
	@echo "Installing the packages of requirements.lock in $(VENV)."
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing the packages of requirements-dev.lock in $(VENV)."
	@$(PIP) -r requirements-dev.lock
	@touch $@

# Where there is no Java there is nothing to try, and the tests of Spark are passed over.
$(VENV)/.installed-spark: requirements-spark.lock $(VENV)/.installed-dev
	@if command -v java >/dev/null; then \
		echo "Installing the packages of requirements-spark.lock in $(VENV)."; \
		$(PIP) -r requirements-spark.lock; \
	fi
	@touch $@

$(PYTHON):
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$python -c '$(FRESH)' 2>/dev/null; then \
			echo "Making $(VENV) with $$($$python --version)."; \
			$$python -m venv $(VENV) && exit 0; \
			rm -rf $(VENV); \
			echo "$$python cannot make one. On Debian and Ubuntu: apt install python3-venv" >&2; \
			exit 1; \
		fi; \
	done; \
	echo "Python 3.11 or newer is needed: https://www.python.org/downloads/" >&2; \
	exit 1
