# Every target's own line of help stands behind its name; `make` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 14

setup: $(READY)  ## virtual environment with pinned packages
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on -c constraints.txt -e '.[dev]'
	touch $@

index: $(READY)  ## bring the index up to date with seeds/
	$(BIN)/chatbot index

chat: $(READY)  ## set up, index, and open the chat window on 127.0.0.1
	-$(BIN)/chatbot index
	$(BIN)/chatbot chat

test: $(READY)  ## style, types and tests, with the real models
	$(BIN)/ruff check .
	$(BIN)/mypy chatbot
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || echo "no Chromium here: the browser test is skipped"
	$(BIN)/python -m pytest

bench: $(READY)  ## the quick benchmarks, under ten minutes
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	$(BIN)/python -m benchmarks.retrieval --quick

bench-full: $(READY)  ## all benchmarks: hours
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	$(BIN)/python -m benchmarks.retrieval --full
	$(BIN)/python -m benchmarks.attribution
	$(BIN)/python -m benchmarks.timing
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.transcript_answers
	$(BIN)/python -m benchmarks.strictness

clean:  ## remove the environment and the index
	rm -rf $(VENV) index/CURRENT index/generation-* index/unfinished index/LOCK

.PHONY: help setup index chat test bench bench-full clean
