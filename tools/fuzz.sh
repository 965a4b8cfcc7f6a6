#!/usr/bin/env bash
# Runs fuzz targets one after the other. fuzz/seeds/NAME is a target, a family of parsers, and holds
# its first inputs. What it learns stays in build/fuzz/corpus/NAME for the next run.
# usage: tools/fuzz.sh SECONDS [NAME...]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=$1
shift

stop() {
  printf 'fundable: %s\n' "$*" >&2
  exit 1
}

names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  for folder in fuzz/seeds/*; do names+=("$(basename "$folder")"); done
fi
tools/build.sh fuzz

for name in "${names[@]}"; do
  program=build/fuzz/fuzz/${name}_fuzz
  [ -x "$program" ] || stop "there is no fuzz target $name: fuzz/seeds/$name would be one"
  mkdir -p "build/fuzz/corpus/$name" build/fuzz/found
  inputs=("build/fuzz/corpus/$name" "fuzz/seeds/$name")
  echo "Fuzzing $name for $seconds seconds"
  ASAN_OPTIONS=quarantine_size_mb=32 "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    -verbosity=0 -artifact_prefix="build/fuzz/found/$name-" "${inputs[@]}" ||
    stop "$name failed; the input is in build/fuzz/found/$name-*"
done
