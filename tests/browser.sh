#!/usr/bin/env bash
# Prints where Chromium lies, having installed Debian's where it is not and may be: the browser that the tests of the
# portal drive. Ends with 3 and a sentence where it cannot be had.
set -euo pipefail
find_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
install() { { apt-get update && apt-get install -y --no-install-recommends "$@"; } >/dev/null 2>&1; }
if ! find_browser >/dev/null; then
  may_install || { echo "chromium is not installed, and only root may install it." >&2; exit 3; }
  install chromium fonts-liberation fontconfig || { echo "apt-get could not install chromium." >&2; exit 3; }
fi
# Without a font every letter is a box and every width is wrong.
if ! fc-list 2>/dev/null | grep -qiE 'liberation|dejavu'; then
  { may_install && install fonts-liberation fontconfig; } ||
    { echo "No font is installed: pages cannot be shown. Install fonts-liberation." >&2; exit 3; }
fi
find_browser
