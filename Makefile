# The front door: `make` prints what there is. Each target says what it does while it does it, and
# does again only what has changed. What takes more than three lines stands in tools/.
.DEFAULT_GOAL := help
PREFIX ?= /usr/local
SECONDS ?= 600
TARGETS ?=
TREE ?=
REPOSITORIES ?=
LINES ?= 2000000
PORTFOLIO ?= 100000 1000000
export REPOSITORIES PORTFOLIO

.PHONY: help demo build test lint fuzz bench bench-bills accuracy install clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## assess the example project, an insurer's claims platform
	build/release/fundable assess examples/harbour-mutual --as-of 2026-11-22

build: ## build what people run: build/release/fundable
	@tools/install.sh build
	@tools/build.sh release

test: ## all tests, under sanitizers; ends in `N passed, N failed`
	@tools/install.sh build test
	@tools/test.sh

lint: ## format and clang-tidy, over all C++
	@tools/install.sh build test lint
	@tools/lint.sh

fuzz: ## every fuzz target for SECONDS=600 each, or only TARGETS="name ..."
	@tools/install.sh build lint
	@tools/fuzz.sh $(SECONDS) $(TARGETS)

bench: ## speed against CEL, Zen, CLIPS, ripgrep and others; TREE=folder scans that one
	@tools/install.sh build
	@tools/bench.sh $(TREE)

bench-bills: ## bills of LINES=2000000 lines against bare DuckDB, Miller and sqlite3
	@tools/install.sh build
	@tools/bench_bills.sh $(LINES)

accuracy: build ## right, wrong and missed against labels; REPOSITORIES="folder ..." adds checkouts
	@tools/accuracy.sh

install: build ## install to PREFIX=/usr/local (DESTDIR is respected)
	cmake --install build/release --prefix $(PREFIX)

clean: ## remove what was built; fetched libraries stay in .deps
	rm -rf build
