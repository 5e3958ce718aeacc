# Everything runs inside of .venv, which the first target that needs it makes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check rule docs benchmark accuracy learn clean

help: ## show the words that make knows
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(BIN)/recovery-lint: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("recovery_lint needs Python 3.11 or newer; say make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/recovery-lint
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(BIN)/recovery-lint ## lint examples/ and show findings and rewrites
	$(BIN)/recovery-lint check examples/replies --fail-on never

test: $(VENV)/.dev ## run every test
	$(BIN)/python -m pytest

check: $(VENV)/.dev ## style, types, floors and the pack's own examples
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/recovery-lint test rules/core
	$(BIN)/python -m recovery_lint.docs --check

rule: $(BIN)/recovery-lint ## make rule NAME=late-voucher: write a rule file with the headings to fill
	$(BIN)/recovery-lint new-rule "$(NAME)"

docs: $(BIN)/recovery-lint ## write the generated table of rules/README.md anew
	$(BIN)/python -m recovery_lint.docs --write

benchmark: $(BIN)/recovery-lint ## measure the speed; with CORPUS=FILE the accuracy too
	$(BIN)/python benchmarks/speed.py
	$(if $(CORPUS),$(BIN)/python benchmarks/accuracy.py --corpus "$(CORPUS)")

accuracy: $(VENV)/.dev ## write docs/accuracy.md anew; make accuracy CORPUS=FOLDER
	$(BIN)/python -m benchmarks.accuracy_page --corpus-folder "$(CORPUS)"

learn: $(VENV)/.dev ## train rules/core/learned.npz anew; make learn CORPUS=FOLDER
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python -m benchmarks.train --corpus "$(CORPUS)/more-replies.jsonl" --labels benchmarks/labels/unlabelled.psv \
		--texts "$(CORPUS)/unlabelled.jsonl" --invented benchmarks/labels/replies.txt --messages benchmarks/labels/messages.tsv

clean: ## remove what was made here
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
