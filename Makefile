# Readify: `make run` and `make test` on a fresh clone are all that is needed. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: run test check bench screenshots guide translations docs wheel lock clean help
PORT ?= 8000
BIN := .venv/bin

run: ## Readify with demo data on http://127.0.0.1:8000 (PORT=… for another port)
	@.ci/venv requirements.lock
	@exec $(BIN)/readify demo --port $(PORT)

test: ## All tests; pick some with ARGS="tests/game -k lamp"
	@.ci/venv requirements-dev.lock
	@.ci/chromium
	@exec $(BIN)/python -m pytest $(if $(ARGS),$(ARGS),-n 4 --dist loadfile --no-loadscope-reorder --durations=25)

check: ## Style, types, layers, templates, messages, and that progress can be rebuilt
	@.ci/venv requirements-dev.lock
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -m readify.translations --check
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export READIFY_HOME=$$folder \
	&& $(BIN)/readify demo --no-serve --children 24 --weeks 4 && $(BIN)/readify rebuild --check

bench: ## Measurements as JSON on standard output
	@.ci/venv requirements-dev.lock
	@exec $(BIN)/python -m tests.load

screenshots: ## Every page in three sizes, in screenshots/
	@.ci/venv requirements-dev.lock
	@.ci/chromium
	@exec $(BIN)/python -m tests.browser.screenshots

guide: ## The pictures in the guides, taken anew from the demo, in docs/guide/
	@.ci/venv requirements-dev.lock
	@.ci/chromium
	@exec $(BIN)/python -m tests.browser.guide_pictures

translations: ## The message catalogues, from code, templates and readify/translations/*/parts
	@.ci/venv requirements-dev.lock
	$(BIN)/python -m readify.translations

docs: ## The pages in docs/ that are made from code
	@.ci/venv requirements-dev.lock
	$(BIN)/python -c 'from readify.commands.settings import settings_page; print(settings_page(), end="")' > docs/settings.md

wheel: ## dist/readify-….whl, with templates, static files and seeds inside
	@.ci/venv requirements-dev.lock
	$(BIN)/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .

lock: ## Both lock files anew, from pyproject.toml
	@.ci/venv requirements-dev.lock
	@command -v uv >/dev/null || { echo "make lock needs uv: pipx install uv" >&2; exit 1; }
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --all-extras -o requirements.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --all-extras --group dev -o requirements-dev.lock pyproject.toml

clean: ## Removes what was built; data in var/ stays
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20
