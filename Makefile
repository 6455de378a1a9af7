# One word per chore. `make run` needs Python 3.11 or newer and nothing else.
.PHONY: run setup setup-dev test check eval bench lock help
.DEFAULT_GOAL := help

ifeq ($(origin PYTHON), undefined)
PYTHON := $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
endif
PY := .venv/bin/python
T ?= tests
# Checks and tests start the house over a hundred times: what one start has compiled the next finds done.
export PYTHONDONTWRITEBYTECODE :=

help:           ## what there is
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup      ## everything on a fresh machine, then the site at http://127.0.0.1:8000 (PORT=… for another)
	@exec $(PY) -m config.supervisor --with-parent

setup:          ## the virtual environment with the pinned packages
	@$(if $(PYTHON),,echo "Carousel needs Python 3.11 or newer, and there is none on the PATH: install it, or name it with PYTHON=." >&2; exit 1)
	@"$(PYTHON)" scripts/setup.py

setup-dev: setup
	@"$(PYTHON)" scripts/setup.py --dev

test: setup-dev ## all tests: real database, real worker, browser where Chromium can be had (T=tests/config for some)
	@sh scripts/chromium.sh
	@$(PY) -m pytest $(T) -rs -n auto --dist loadfile --no-loadscope-reorder

check: setup-dev ## formatter, linters, types, migrations, translations, deployment settings
	@$(PY) scripts/check.py

eval: setup-dev ## scores of the extraction on the gold corpus, by language
	@$(PY) tests/articles/extraction/evaluate.py

bench: setup    ## the benchmarks, one table (PEER=1 installs spaCy beside it first)
	@$(PY) -m bench $(if $(PEER),--peer)

lock: setup     ## what is installed, to compare with the pinned requirements
	@$(PY) -m pip freeze
