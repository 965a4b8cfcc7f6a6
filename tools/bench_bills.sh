#!/usr/bin/env bash
# Makes up a bill of LINES lines, CSV and Parquet, in a folder of its own in TMPDIR (430 bytes a
# line), and measures reading it against bare DuckDB, Miller and sqlite3. Fails where our sum is not
# the one that DuckDB finds. What is compared: docs/benchmarks.md.
# usage: tools/bench_bills.sh LINES
set -euo pipefail
cd "$(dirname "$0")/.."
lines=$1

tools/install.sh bench
tools/build.sh bench
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

echo "Measuring, on $(nproc) cores of $(uname -m)"
build/bench/bench/bills_bench "$lines" "$folder"
