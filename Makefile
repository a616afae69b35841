.DEFAULT_GOAL := help
.PHONY: help setup build train run chat test eval eval-cities bench load cluster-test soak check check-rules check-deploy sbom kept bundle \
	fresh-test clean

PYTHON ?= python3
ACTIONS := .venv/actions/bin/python
BUNDLE ?= var/bundle

# With OFFLINE=folder everything is installed from what `make bundle` wrote there.
ifdef OFFLINE
export LUOHU_OFFLINE := $(abspath $(OFFLINE))
endif

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

setup: ## make both Python environments
	@$(PYTHON) -m tools.setup

build: ## set up, then build whatever changed: encoder, search, listener, NLU model, pages
	@$(PYTHON) -m tools.setup --build

train: setup ## teach the encoder the documents anew, where they or the recipe changed; ten minutes
	@$(ACTIONS) -m tools.training

run: ## set up, build and start the bot; Ctrl-C stops it
	@$(PYTHON) -m tools.run

chat: ## talk to the running bot in this terminal
	@$(PYTHON) -m tools.chat

test: ## set up, build and run every check and test
	@$(PYTHON) -m tools.checks

check: ## style, types, layers and generated files only
	@$(PYTHON) -m tools.checks --lint-only

check-rules: setup ## check the corpus' rules against its documents
	@$(ACTIONS) -m actions.eligibility rules

check-deploy: ## let helm, hadolint, gixy and others read the files in deploy/
	@$(PYTHON) -m tools.deploying

sbom: ## write a bill of materials (CycloneDX) of each part to var/sbom
	@$(PYTHON) -m tools.supply.sbom

kept: setup ## report what is kept of people, how long, and since when
	@.venv/bot/bin/python -W ignore -m bot.channels.kept

bundle: ## fetch all that a machine without network installs into var/bundle (or BUNDLE=folder)
	@$(PYTHON) -m tools.setup.bundle $(BUNDLE)

fresh-test: ## run `make run` and `make test` in a bare Debian of its own; needs root and mmdebstrap
	@$(PYTHON) -m tools.fresh

eval: ## score the bot on the open question sets
	@$(PYTHON) -m tools.with_bot evaluation run

eval-cities: build ## measure search in each city when nothing of it was learnt; takes a while
	@$(ACTIONS) -m evaluation cities

bench: build ## measure speed and memory
	@$(ACTIONS) -m evaluation.bench

cluster-test: build ## 2 + 2 servers, PostgreSQL, Redis, nginx under load while each part fails in turn
	@$(ACTIONS) -m evaluation.cluster

soak: build ## the same cluster under half its load for 30 minutes: does memory stay as it is?
	@$(ACTIONS) -m evaluation.cluster --soak 30

load: build ## kiosks, operators and mini-program sessions at once, with a bot of their own
	@$(ACTIONS) -m evaluation.bench.channels

# Named is what stays, so that whatever is built goes.
clean: ## remove what was installed and built; conversations, publications and measurements stay
	@rm -rf .venv clients/node_modules clients/miniprogram/node_modules
	@[ ! -d var ] || find var -mindepth 1 -maxdepth 1 ! -name db ! -name evaluation ! -name bench \
		! -name publications -exec rm -rf {} +
