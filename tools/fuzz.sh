#!/usr/bin/env bash
# Runs fuzz targets one after the other. fuzz/NAME_fuzz.cc is a target; fuzz/seeds/NAME holds its
# first inputs. What it learns stays in build/fuzz/corpus/NAME for the next run.
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
  for file in fuzz/*_fuzz.cc; do
    name=$(basename "$file" _fuzz.cc)
    names+=("$name")
  done
fi
tools/build.sh fuzz

for name in "${names[@]}"; do
  program=build/fuzz/fuzz/${name}_fuzz
  [ -x "$program" ] || stop "there is no fuzz target $name: fuzz/${name}_fuzz.cc would be one"
  mkdir -p "build/fuzz/corpus/$name" build/fuzz/found
  inputs=("build/fuzz/corpus/$name")
  if [ -d "fuzz/seeds/$name" ]; then inputs+=("fuzz/seeds/$name"); fi
  echo "Fuzzing $name for $seconds seconds"
  ASAN_OPTIONS=quarantine_size_mb=32 "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    -verbosity=0 -artifact_prefix="build/fuzz/found/$name-" "${inputs[@]}" ||
    stop "$name failed; the input is in build/fuzz/found/$name-*"
done
