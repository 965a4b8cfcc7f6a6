#!/usr/bin/env bash
# Builds and runs the benchmarks: decisions against the peers, portfolios of 100,000 and 1,000,000
# workloads or as PORTFOLIO says, the time to the first result, and the
# scan of a folder of repositories, made up or TREE. Fails where a peer's answer differs from ours.
# What is compared: docs/benchmarks.md.
# usage: [PORTFOLIO="workloads ..."] tools/bench.sh [TREE]
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install.sh bench
command -v node >/dev/null && command -v npm >/dev/null || tools/install.sh node
tools/build.sh bench

# Puts the npm peers of bench/NAME into build/bench/peers/NAME.
fetch_peers() {
  local peers=build/bench/peers/$1
  mkdir -p "$peers"
  cp "bench/$1"/package{,-lock}.json "$peers"
  [ ! -d "$peers/node_modules" ] || return 0
  echo "Fetching the peers of bench/$1 from npm"
  # Not `npm ci`: it wants the lock to name the builds for all platforms, also those not to be had.
  (cd "$peers" && npm install --silent --ignore-scripts --no-save --no-audit --no-fund "${@:2}") || {
    rm -rf "$peers/node_modules"
    echo "fundable: npm could not fetch the peers: is the npm registry reachable?" >&2
    exit 1
  }
}

fetch_peers decisions
fetch_peers scan --omit=optional
cp -r bench/decisions/peers.mjs bench/decisions/peers build/bench/peers/decisions

echo "Measuring, on $(nproc) cores of $(uname -m)"
build/bench/bench/decisions_bench data build/bench/peers/decisions/input.json
node build/bench/peers/decisions/peers.mjs build/bench/peers/decisions/input.json
echo
build/bench/bench/portfolio_bench build/bench/fundable ${PORTFOLIO:-100000 1000000}
echo
build/bench/bench/questions_bench data bench/accuracy/projects
echo
build/bench/bench/startup_bench build/bench/fundable examples/harbour-mutual
build/bench/bench/scan_bench build/bench/fundable data build/bench/scan \
  build/bench/peers/scan/node_modules/.bin/cdxgen ${1:+"$1"}
