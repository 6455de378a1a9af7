#!/bin/sh
# Chromium for the browser tests, where this machine lets us install it; never a failure.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
[ -n "$CHROMIUM" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium and no apt-get: the browser tests will be skipped."
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    root=""
elif sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    echo "No Chromium, and installing it needs root: the browser tests will be skipped."
    exit 0
fi
echo "Installing Chromium for the browser tests …"
if ! { $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1; then
    echo "Chromium could not be installed: the browser tests will be skipped."
fi
