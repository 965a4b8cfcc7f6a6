#!/usr/bin/env bash
# Prints how often `fundable assess` is right: over the projects of bench/accuracy, over the samples
# of ../shared/data, and over public repositories where REPOSITORIES names folders of checkouts
# (OWNER+NAME each). A folder's labels are its repositories.json, or those of ../shared/accuracy.
# What is not there is skipped, and said so. What is scored and how: docs/accuracy.md.
set -euo pipefail
cd "$(dirname "$0")/.."

samples=../shared/data
scorer=../shared/accuracy/score.py
show=${VERBOSE:+-v}

python3 bench/accuracy/score.py build/release/fundable bench/accuracy/projects \
  "bench/accuracy/samples=$samples" $show

if [ -z "${REPOSITORIES:-}" ]; then
  echo "Skipped: public repositories, because REPOSITORIES names no folder of checkouts."
elif [ ! -f "$scorer" ]; then
  echo "Skipped: public repositories, because $scorer is not there."
else
  for folder in $REPOSITORIES; do
    labels=$folder/repositories.json
    [ -f "$labels" ] || labels=${scorer%/*}/repositories.json
    echo "== public repositories in $(basename "$folder")"
    python3 "$scorer" build/release/fundable "$labels" "$folder" $show
  done
fi
