#!/usr/bin/env bash
# A Trino for the tests: a coordinator and two workers on loopback.
# usage: tools/trino.sh fetch       brings it from Maven's registry into .deps/trino, once
#        tools/trino.sh run FOLDER  runs it until standard input closes; FOLDER/port says where it is
#
# Catalogs: `tpch`, and `hive` over FOLDER/root (`local:///` in locations) with a metastore of files.
# Release 435 is the last one for Java 17. The registry's server tarball is a gigabyte, and not
# everywhere to be had; the same classes come as trino-main and the connectors as zips.
# Exit status 77: it is not at hand, and why. Java, Maven and curl are not installed for it.
set -euo pipefail
cd "$(dirname "$0")/.."

release=435
# Of all jars that come: `sha256sum` of their `sha256sum`s, in the order of their paths.
sum=bd2860b89838d9a4a2108fb5c8298c4480ec855e1d5403d1565e5227c24cbd46
home=.deps/trino
copy=org.apache.maven.plugins:maven-dependency-plugin:3.6.1

lacks() {
  printf 'Trino is not at hand: %s\n' "$*"
  exit 77
}

maven() {
  timeout 900 mvn -q -B "$@" >.deps/trino.log 2>&1 ||
    lacks "Maven could not fetch it; .deps/trino.log says why"
}

fetch() {
  [ ! -e "$home.$release.ok" ] || return 0
  for tool in mvn java javac jar unzip; do
    command -v "$tool" >/dev/null || lacks "there is no $tool"
  done
  echo "Fetching Trino $release from Maven's registry, about 300 MB; once"
  rm -rf "$home" && mkdir -p "$home/plugin" "$home/start" "$home/local"
  maven -f tools/trino/pom.xml "$copy:copy-dependencies" -DincludeScope=runtime \
    -DoutputDirectory="$PWD/$home/lib"
  for plugin in hive tpch; do
    maven "$copy:copy" -Dartifact="io.trino:trino-$plugin:$release:zip" \
      -DoutputDirectory="$PWD/$home"
    unzip -q -d "$home/plugin" "$home/trino-$plugin-$release.zip"
    rm "$home/trino-$plugin-$release.zip"
  done
  [ "$(cd "$home" && find lib plugin -name '*.jar' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum |
    sha256sum)" = "$sum  -" ] || lacks "what came is not what was pinned"
  javac -cp "$home/lib/*" -d "$home/start" tools/trino/TrinoStart.java
  mkdir -p "$home/local/META-INF/services"
  echo LocalHive >"$home/local/META-INF/services/io.trino.spi.Plugin"
  javac -cp "$home/plugin/trino-hive-$release/*:$home/lib/*" -d "$home/local" \
    tools/trino/LocalHive.java
  jar cf "$home/plugin/trino-hive-$release/local-hive.jar" -C "$home/local" .
  touch "$home.$release.ok"
}

# The settings of one node: node NAME PORT
settings() {
  mkdir -p "$folder/$1/catalog"
  cat >"$folder/$1/config.properties" <<END
coordinator=$([ "$1" = coordinator ] && echo true || echo false)
http-server.http.port=$2
discovery.uri=http://127.0.0.1:$port
node.internal-address=127.0.0.1
node.environment=test
node.id=$1
catalog.config-dir=$folder/$1/catalog
plugin.dir=$PWD/$home/plugin
query.max-memory-per-node=256MB
memory.heap-headroom-per-node=128MB
query.remote-task.max-error-duration=8s
exchange.max-error-duration=8s
$([ "$1" = coordinator ] && echo node-scheduler.include-coordinator=false)
END
  echo "connector.name=tpch" >"$folder/$1/catalog/tpch.properties"
  cat >"$folder/$1/catalog/hive.properties" <<END
connector.name=local_hive
local.root=$folder/root
hive.metastore=file
hive.metastore.catalog.dir=local:///metastore
hive.metastore.user=test
END
}

answers() {
  curl -sS --noproxy '*' --max-time 2 "http://127.0.0.1:$port$1" 2>/dev/null
}

ready() {
  answers /v1/info | grep -q '"starting":false' &&
    grep -q 'SERVER STARTED' "$folder/worker_1/log" && grep -q 'SERVER STARTED' "$folder/worker_2/log"
}

run() {
  [ -e "$home.$release.ok" ] || lacks "run tools/trino.sh fetch"
  command -v java >/dev/null && command -v curl >/dev/null || lacks "there is no java or no curl"
  mkdir -p "$1/root/metastore"
  folder=$(cd "$1" && pwd)
  read -r port port_1 port_2 < <(python3 -c '
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
print(*[s.getsockname()[1] for s in sockets])')
  settings coordinator "$port"
  settings worker_1 "$port_1"
  settings worker_2 "$port_2"
  jars=$PWD/$home
  exec 3<&0
  for node in coordinator worker_1 worker_2; do
    (cd "$folder/$node" && exec java -Xmx768m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
      -Djdk.attach.allowAttachSelf=true -Dconfig="$folder/$node/config.properties" \
      -cp "$jars/start:$jars/lib/*" TrinoStart "$release") <&3 >"$folder/$node/log" 2>&1 &
    echo $! >"$folder/$node/pid"
  done
  trap 'kill -9 $(jobs -p) 2>/dev/null || true' EXIT
  for _ in $(seq 480); do
    if ready; then
      echo "$port" >"$folder/port.new" && mv "$folder/port.new" "$folder/port"
      break
    fi
    sleep 0.5
  done
  wait
}

case ${1-} in
  fetch) fetch ;;
  run) run "${2:?a folder}" ;;
  *) sed -n '2,5s/^# //p' "$0"; exit 2 ;;
esac
