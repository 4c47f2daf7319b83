# Every target sets up what it needs; nothing but Python 3.11 and make has to be there.
# `make help` prints the text behind each target's ##.
.PHONY: help build serve check test test-engines bench bench-quick lighthouse judgement lock schema clean
.DEFAULT_GOAL := build

RUN = .venv/bin/

help: ## what each target does
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / { printf "%-14s %s\n", $$1, $$2 }' Makefile

build: ## the site, in ./site
	@scripts/setup build
	@scripts/front
	$(RUN)policy-catalog build

serve: ## the site in a browser; each page is made when it is asked for
	@scripts/setup build
	@scripts/front
	$(RUN)policy-catalog serve

check: ## the code's style and types, and every entry of the registry
	@scripts/setup test
	@scripts/front check
	$(RUN)ruff check .
	$(RUN)ruff format --check .
	$(RUN)mypy
	$(RUN)policy-catalog check

test: check ## all checks and all tests, browser tests included
	CATALOG_BROWSER=$$(scripts/browser) $(RUN)pytest -n 2 --dist loadgroup

test-engines: ## policies in the real clients, offline; writes which of them were seen to hold
	@scripts/setup test
	@scripts/front
	@scripts/engines
	CATALOG_BROWSER=$$(scripts/browser) $(RUN)pytest tests/engines -m engines -n 2 --dist worksteal --verified generator/exporters/verified.json

bench: ## cost of builds of 1,000, 20,000 and 220,000 tools beside Hugo, MkDocs and bare writes; an hour or two, 20 GB of disk
	@scripts/setup test
	@scripts/front
	@mkdir -p build
	$(RUN)python bench/run.py --sizes 1000,20000,220000 --json build/bench.json $(if $(FOLDER),--folder $(FOLDER))

bench-quick: ## the same for 1,000 tools
	@scripts/setup test
	@scripts/front
	@mkdir -p build
	$(RUN)python bench/run.py --sizes 1000 --json build/bench-quick.json $(if $(FOLDER),--folder $(FOLDER))

lighthouse: ## Lighthouse scores of one page of each important kind, on a phone and on a desktop
	@scripts/setup test
	@scripts/front
	CATALOG_BROWSER=$$(scripts/browser) $(RUN)python tests/lighthouse/table.py

judgement: ## how well the rules judge released servers, whose hints they do not see
	@scripts/setup test
	$(RUN)python bench/capture.py || true
	$(RUN)python bench/judgement.py --list

lock: ## new lock files after a change of pyproject.toml
	@scripts/setup test
	$(RUN)uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --extra lock --extra front pyproject.toml --output-file requirements/build.txt
	$(RUN)uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --all-extras pyproject.toml --output-file requirements/test.txt
	for lock in agents litellm; do \
	  $(RUN)uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links tests/engines/$$lock.in --output-file tests/engines/$$lock.txt; done
	cd front && npm install --package-lock-only --omit-lockfile-registry-resolved \
	  --ignore-scripts --no-audit --no-fund --loglevel=error
	for folder in tests/engines tests/lighthouse; do (cd $$folder && npm install --package-lock-only --omit-lockfile-registry-resolved \
	  --ignore-scripts --no-audit --no-fund --loglevel=error); done

schema: ## the JSON Schemas that editors check registry files with
	@scripts/setup build
	$(RUN)policy-catalog schema

clean: ## takes away .venv, build, the site and what builds keep beside it
	rm -rf .venv build site .site.catalog-next .site.catalog-lock .site.catalog-spare
