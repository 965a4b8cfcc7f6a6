#!/usr/bin/env bash
# Builds and runs the benchmarks: decisions against the peers, and the time to the first result.
# Fails where a peer's answer differs from ours. What is compared: docs/benchmarks.md.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v node >/dev/null && command -v npm >/dev/null || tools/install.sh bench
tools/build.sh bench

peers=build/bench/peers
mkdir -p "$peers"
cp bench/decisions/{package.json,package-lock.json,peers.mjs} "$peers"
if [ ! -d "$peers/node_modules" ]; then
  echo "Fetching the peers from npm"
  # Not `npm ci`: it wants the lock to name the builds for all platforms, also those not to be had.
  (cd "$peers" && npm install --silent --ignore-scripts --no-save --no-audit --no-fund) || {
    rm -rf "$peers/node_modules"
    echo "fundable: npm could not fetch the peers: is the npm registry reachable?" >&2
    exit 1
  }
fi

echo "Measuring, on $(nproc) cores of $(uname -m)"
build/bench/bench/decisions_bench data "$peers/input.json"
node "$peers/peers.mjs" "$peers/input.json"
echo
build/bench/bench/startup_bench build/bench/fundable examples/harbour-mutual
