#!/usr/bin/env bash
# Installs what is missing for the given uses (build, test, lint, bench, node), and says what it does.
# usage: tools/install.sh USE...
set -euo pipefail
cd "$(dirname "$0")/.."

stop() {
  printf 'fundable: %s\n' "$*" >&2
  exit 1
}

list=tools/packages.txt
machine=$(uname -m)

# Debian packages that are not there yet; npm only where a tarball is still to be had.
missing=()
wanted_npm=()
for use in "$@"; do
  while read -r for_use kind name sum arch; do
    [ "$for_use" = "$use" ] || continue
    case $kind in
      apt) dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name") ;;
      npm) [ "$arch" = any ] || [ "$arch" = "$machine" ] || continue
           [ -e ".deps/${name//\//_}.ok" ] || wanted_npm+=("$name $sum") ;;
    esac
  done < <(grep -v '^#' "$list")
done
if [ ${#wanted_npm[@]} -gt 0 ] && ! command -v npm >/dev/null; then missing+=(npm); fi

if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || stop "needs Debian's apt-get to install: ${missing[*]}"
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || stop "is not root and has no sudo; install these first: ${missing[*]}"
    root=(sudo)
  fi
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  "${root[@]}" apt-get -qq update || stop "apt-get update failed: are the Debian mirrors reachable?"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    "${missing[@]}" >/dev/null || stop "apt-get could not install: ${missing[*]}"
fi

# Fetches one npm tarball, checks its sum and unpacks what we use of it.
fetch() {
  local name=$1 sum=$2 folder tarball
  echo "Fetching $name from npm"
  folder=$(mktemp -d .deps/fetch.XXXXXX)
  (cd "$folder" && npm pack --silent --ignore-scripts "$name" >/dev/null 2>&1) ||
    stop "npm could not fetch $name: is the npm registry reachable?"
  tarball=$(echo "$folder"/*.tgz)
  [ "$(openssl dgst -sha512 -binary "$tarball" | base64 -w0)" = "$sum" ] ||
    stop "$name is not the package that was pinned: its SHA-512 differs"
  case $name in
    @duckdb/*) mkdir -p .deps/lib
      tar xzf "$tarball" -C .deps/lib --strip-components=1 package/libduckdb.so ;;
    duckdb@*) mkdir -p .deps/include
      tar xzf "$tarball" -C .deps/include --strip-components=5 package/src/duckdb/src/include/duckdb.h ;;
    tree-sitter@*) mkdir -p .deps/tree-sitter
      tar xzf "$tarball" -C .deps/tree-sitter --strip-components=4 package/vendor/tree-sitter/lib/src \
        package/vendor/tree-sitter/lib/include ;;
    *tree-sitter-*) local grammar=.deps/grammars/${name##*tree-sitter-}
      mkdir -p "${grammar%@*}"
      tar xzf "$tarball" -C "${grammar%@*}" --strip-components=1 --wildcards --wildcards-match-slash \
        'package/*.c' 'package/*.h' ;;
    *) stop "nobody said what of $name is used" ;;
  esac
  rm -r "$folder"
  touch ".deps/${name//\//_}.ok"
}

mkdir -p .deps
for entry in ${wanted_npm[@]+"${wanted_npm[@]}"}; do
  read -r name sum <<<"$entry"
  fetch "$name" "$sum"
done
