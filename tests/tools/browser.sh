#!/bin/sh
# Find a Chromium, a Java and a Pango for the tests, or install them: by apt where that is allowed, else
# Chromium by Playwright; and the form for editors, at the version that templates/cms/ names, from npm.
# Prints only what it installs.
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

# The versions are those of the page itself.
for package in $(grep -o 'npm/[^"]*@[0-9.]*/dist' templates/cms/content/admin/index.html | sed 's,^npm/,,; s,/dist$,,'); do
  folder=.venv/npm/${package%@*}
  if [ ! -d "$folder" ] && has npm; then
    echo "installing $package"
    mkdir -p "$folder"
    archive=$(npm pack --silent --pack-destination "$folder" "$package") &&
      tar -xzf "$folder/$archive" -C "$folder" --strip-components=1 && rm "$folder/$archive" ||
      { rm -rf .venv/npm; echo "no $package: the form for editors is not tested" >&2; }
  fi
done
