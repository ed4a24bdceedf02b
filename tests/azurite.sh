#!/usr/bin/env bash
# Prints where Azurite's queue service lies, having installed it where it is not: the emulator that the tests of
# Azure Storage queues run against. Ends with 3 and a sentence where it cannot be had.
set -euo pipefail
version=3.37.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/orderconnector/azurite-$version
main=$folder/node_modules/azurite/dist/src/queue/main.js
command -v node >/dev/null || { echo "node is not installed: Azurite cannot run." >&2; exit 3; }
if [ ! -f "$main" ]; then
  command -v npm >/dev/null || { echo "npm is not installed: Azurite cannot be fetched." >&2; exit 3; }
  mkdir -p "$(dirname "$folder")"
  fresh=$(mktemp -d "$folder.XXXXXX"); trap 'rm -rf "$fresh"' EXIT
  npm install --prefix "$fresh" --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error \
    "azurite@$version" >&2 || { echo "npm could not fetch azurite@$version." >&2; exit 3; }
  # Renamed into place when whole: two runs at once must not see half of it, and one of them wins.
  mv -T "$fresh" "$folder" 2>/dev/null || [ -f "$main" ]
fi
echo "$main"
