#!/usr/bin/env bash
# Checks the format of all C++ and runs clang-tidy over src/. Changes nothing; to mend the format:
# clang-format-19 -i FILE.
set -euo pipefail
cd "$(dirname "$0")/.."

folders=()
for folder in src tests fuzz bench; do
  if [ -d "$folder" ]; then folders+=("$folder"); fi
done
echo "Checking the format"
find "${folders[@]}" \( -name '*.cc' -o -name '*.h' \) -print0 |
  xargs -0 clang-format-19 --dry-run -Werror

echo "Running clang-tidy over src"
cmake --preset dev --log-level=WARNING >/dev/null
find src -name '*.cc' -print0 | sort -z |
  xargs -0 -n 2 -P "$(nproc)" clang-tidy-19 --quiet -p build/dev 2>&1 |
  sed -E '/ warnings? generated\.$/d; /^\[[0-9]+\/[0-9]+\] Processing file/d'
echo "Nothing to mend"
