#!/usr/bin/env bash
# Prints the folder in which a mail server lies, having fetched it where it is not: Debian's exim4, which the tests of
# mail run with a configuration of their own. The packages are only unpacked: nothing is installed or started, the
# machine's own mail stays as it is, and no rights are needed. Ends with 3 and a sentence where it cannot be had.
set -euo pipefail
folder=${XDG_CACHE_HOME:-$HOME/.cache}/orderconnector/exim4
wanted=(exim4-daemon-light libnss-wrapper)
if [ ! -x "$folder/exim4" ]; then
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
    { echo "This is no Debian: exim4 cannot be fetched." >&2; exit 3; }
  apt-cache show "${wanted[@]}" >/dev/null 2>&1 || { [ "$(id -u)" = 0 ] && apt-get update >/dev/null 2>&1; } || true
  mkdir -p "$(dirname "$folder")"
  fresh=$(mktemp -d "$folder.XXXXXX"); trap 'rm -rf "$fresh"' EXIT
  # A dry run names what of its closure this machine lacks.
  lacking=$(apt-get install --dry-run --no-install-recommends "${wanted[@]}" 2>/dev/null |
    awk '/^Inst/ && $2 !~ /^exim4-(config|base)$/ {print $2}')
  (cd "$fresh" && printf '%s\n' $lacking "${wanted[@]}" | sort -u | xargs apt-get download >/dev/null 2>&1) ||
    { echo "apt-get could not fetch exim4-daemon-light and libnss-wrapper." >&2; exit 3; }
  for package in "$fresh"/*.deb; do dpkg-deb -x "$package" "$fresh/all"; done
  # Without the bit that lets Debian's server become root: it is run as whoever runs the tests.
  install -m 755 "$fresh/all/usr/sbin/exim4" "$fresh/exim4"
  mkdir "$fresh/lib"
  find "$fresh/all" -name '*.so*' -exec cp -P {} "$fresh/lib/" \;
  rm -rf "$fresh/all" "$fresh"/*.deb
  missing=$(LD_LIBRARY_PATH=$fresh/lib ldd "$fresh/exim4" | awk '/not found/ {print $1}')
  [ -z "$missing" ] || { echo "exim4 lacks" $missing >&2; exit 3; }
  chmod 755 "$fresh"
  # Renamed into place when whole: two runs at once must not see half of it, and one of them wins.
  mv -T "$fresh" "$folder" 2>/dev/null || [ -x "$folder/exim4" ]
fi
echo "$folder"
