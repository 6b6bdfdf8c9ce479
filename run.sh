#!/usr/bin/env bash
# ./run.sh [arguments of ganscope]: installs what is missing, builds a release into build/ and starts the window.
# Without a display it trains the default scenario off-screen and leaves ganscope-out/window.png and metrics.csv.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$ROOT/cmake/setup.sh"

install_dependencies
build build "ganscope ganscope-cli" -DCMAKE_BUILD_TYPE=Release

arguments=("$@")
given() {
  local word
  for word in ${arguments[@]+"${arguments[@]}"}; do
    case $word in "$1" | "$1="*) return 0 ;; esac
  done
  return 1
}

if has_display || given --help || given -h || given --list-scenarios; then
  exec "$ROOT/build/ganscope" "$@"
fi
if given --exit || given --screenshot; then
  off_screen "$ROOT/build/ganscope" "$@"
  exit
fi

out=$ROOT/ganscope-out
mkdir -p "$out"
picture=$out/window.png
metrics=$out/metrics.csv
arguments+=(--screenshot "$picture" --exit)
given --run-steps || arguments+=(--run-steps 5000)
if given --metrics; then metrics=; else arguments+=(--metrics "$metrics"); fi
say "there is no display: training off-screen"
off_screen "$ROOT/build/ganscope" "${arguments[@]}"
say "picture: ${picture#"$PWD/"}"
[ -z "$metrics" ] || say "metrics: ${metrics#"$PWD/"}"
