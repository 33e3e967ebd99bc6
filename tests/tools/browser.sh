#!/bin/sh
# Find a Chromium, a Java and a Pango for the tests, or install them: by apt where that is allowed, else
# Chromium by Playwright. Prints only what it installs.
set -eu

has() { command -v "$1" >/dev/null 2>&1; }

apt() {
  has apt-get || return 1
  if [ "$(id -u)" = 0 ]; then root=; elif has sudo && sudo -n true 2>/dev/null; then root=sudo; else return 1; fi
  echo "installing $*"
  $root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >/dev/null &&
    $root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

# WeasyPrint loads these by name; without them the tests of PDF fail and say so.
if ! .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; then
  apt libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 || echo "no Pango: PDF needs one; install it" >&2
fi

has java || apt default-jre-headless || echo "no Java: the Nu HTML checker needs one; install it" >&2

if ! has chromium && ! has chromium-browser && ! has google-chrome; then
  apt chromium || { echo "installing Playwright's Chromium"; .venv/bin/playwright install chromium; }
fi
