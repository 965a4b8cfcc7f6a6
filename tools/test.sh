#!/usr/bin/env bash
# Builds and runs every test, then the acceptance cases where they lie beside the repository.
# Last line: `N passed, N failed`, both together. A test that skips itself counts as neither, and
# is named. Exit status 1 where anything failed.
set -euo pipefail
cd "$(dirname "$0")/.."

# Trino comes over the network while the compiler works; without it, its tests are skipped.
mkdir -p .deps
timeout 600 tools/trino.sh fetch >.deps/trino.said 2>&1 &
tools/build.sh dev
wait $! || echo "Skipped: the tests on a Trino, because $(tail -n 1 .deps/trino.said)"

# The number that ctest's report gives for one attribute of the whole run.
reported() {
  sed -n "s/^.*\b$1=\"\([0-9]*\)\".*/\1/p" build/dev/tests.xml | head -n 1
}

echo "Running the tests"
rm -f build/dev/tests.xml
ctest --test-dir build/dev --parallel "$(nproc)" --no-tests=error --output-on-failure \
  --output-junit tests.xml | sed '/^ *Start /d' || true
[ -s build/dev/tests.xml ] || { echo "fundable: ctest gave no report" >&2; exit 1; }
failed=$(reported failures)
passed=$(($(reported tests) - failed - $(reported skipped) - $(reported disabled)))

cases=../shared/cases
if [ -d "$cases" ]; then
  echo "Running the acceptance cases in $cases"
  result=$(python3 ../shared/tools/check_cases.py build/dev/fundable "$cases" 2>&1 || true)
  echo "$result"
  if [[ ${result##*$'\n'} =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
  else
    echo "The acceptance cases stopped before their end; that counts as one failure."
    failed=$((failed + 1))
  fi
else
  echo "Skipped: the acceptance cases, because $cases is not there."
fi

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
