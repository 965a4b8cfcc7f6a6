#!/usr/bin/env bash
# Configures and builds one preset of CMakePresets.json in build/PRESET.
# usage: tools/build.sh PRESET
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1

echo "Building build/$preset"
cmake --preset "$preset" --log-level=WARNING >/dev/null
cmake --build "build/$preset"
