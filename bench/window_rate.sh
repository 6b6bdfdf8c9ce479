#!/usr/bin/env bash
# bench/window_rate.sh [ROUNDS] [ARGUMENTS...]: what the open window costs, on a virtual display with software OpenGL and one
# rasteriser thread: iterations a second of the default scenario with the window open against ganscope-cli, in turn
# (default 3 rounds), processor time of a paused window, and time from start to first frame.
# Needs build/ganscope, build/ganscope-cli, Xvfb and Linux's /proc. STEPS: iterations a run (default 30000). ARGUMENTS
# go to both programs, like --scenario FILE or --set KEY=VALUE.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=${BUILD:-$ROOT/build}
STEPS=${STEPS:-30000}
ROUNDS=${1:-3}
ARGUMENTS=("${@:2}")
TICKS=$(getconf CLK_TCK)
export LP_NUM_THREADS=1 LIBGL_ALWAYS_SOFTWARE=1

fail() { printf 'window_rate.sh: %s\n' "$*" >&2; exit 1; }
for program in ganscope ganscope-cli; do
  [ -x "$BUILD/$program" ] || fail "$BUILD/$program is not there: build the project first"
done
command -v Xvfb >/dev/null || fail "Xvfb is missing: on Debian, apt install xvfb"

work=$(mktemp -d)
window= server=
finish() {
  for process in $window $server; do kill "$process" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
export XDG_CONFIG_HOME=$work/config
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -fbdir "$work" 3>"$work/display" 2>/dev/null &
server=$!
for ((i = 0; i < 100; ++i)); do [ -s "$work/display" ] && break; sleep 0.1; done
[ -s "$work/display" ] || fail "Xvfb did not start"
export DISPLAY=:$(cat "$work/display")
screen=$work/Xvfb_screen0

milliseconds() { local now=${EPOCHREALTIME/[.,]/}; echo $((now / 1000)); }
calculate() { awk "BEGIN { printf \"$1\", $2 }"; }
median() { sort -g | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }
# Ticks of processor time of a process or thread: stat's fields 14 and 15, counted behind the name in brackets.
ticks() { sed 's/.*) //' "$1/stat" | awk '{ print $12 + $13 }'; }
started() { sed 's/.*) //' "$1/stat" | awk '{ print $20 }'; }
open_window() {
  "$BUILD/ganscope" --size 1600x1000 "${ARGUMENTS[@]}" "$@" >"$work/log" 2>&1 &
  window=$!
}
close_window() {
  kill "$window"
  wait "$window" 2>/dev/null || true
  window=
  sleep 0.5
}
busiest_thread() {
  local thread
  for thread in /proc/"$window"/task/*; do printf '%s %s\n' "$(ticks "$thread")" "$thread"; done | sort -g | tail -n 1 |
    cut -d' ' -f2
}

# Prints milliseconds from the start of the program to the first change of the screen.
first_frame() {
  cp "$screen" "$work/empty"
  local start
  start=$(milliseconds)
  open_window --run-steps 0
  while cmp -s "$screen" "$work/empty"; do
    sleep 0.005
    kill -0 "$window" 2>/dev/null || fail "the window ended: $(cat "$work/log")"
  done
  echo $(($(milliseconds) - start))
  close_window
}

# Prints iterations a second, by the clock and by the trainer's own processor time; and the processor time of all else
# (drawing, probing, the display) as a share of the trainer's.
rate_with_window() {
  local display_before
  display_before=$(ticks "/proc/$server")
  open_window --run-steps "$STEPS"
  sleep 3
  local thread last now end
  thread=$(busiest_thread)
  last=0
  while now=$(ticks "$thread") && [ "$now" != "$last" ]; do
    last=$now
    end=$(cut -d' ' -f1 /proc/uptime)
    sleep 0.3
  done
  local rest=$(($(ticks "/proc/$window") - last + $(ticks "/proc/$server") - display_before))
  calculate '%.1f %.1f %.3f\n' \
    "$STEPS / ($end - $(started "$thread") / $TICKS), $STEPS / ($last / $TICKS), $rest / $last"
  close_window
}
rate_without_window() {
  local TIMEFORMAT='%R %U %S'
  { time "$BUILD/ganscope-cli" train "${ARGUMENTS[@]}" --steps "$STEPS" >/dev/null 2>&1; } 2>&1 |
    awk -v n="$STEPS" '{ printf "%.1f %.1f\n", n / $1, n / ($2 + $3) }'
}

for ((round = 1; round <= ROUNDS; ++round)); do
  printf 'round %d of %d\n' "$round" "$ROUNDS" >&2
  first_frame >>"$work/first"
  rate_without_window >>"$work/without"
  rate_with_window >>"$work/with"
done
open_window --run-steps 200
# However long that takes: until a second has gone by in which it did nothing, or a minute in which it always did something.
for ((i = 0; i < 60; ++i)); do
  before=$(ticks "/proc/$window")
  sleep 1
  [ "$i" -ge 4 ] && [ "$(ticks "/proc/$window")" = "$before" ] && break
done
before=$(ticks "/proc/$window")
sleep 10
idle=$(($(ticks "/proc/$window") - before))
close_window

column() { cut -d' ' -f"$2" "$work/$1" | median; }
headless=$(column without 1) open=$(column with 1) headless_own=$(column without 2) open_own=$(column with 2)
printf 'medians of %d rounds of %d iterations\n' "$ROUNDS" "$STEPS"
printf 'iterations a second, by the clock:               %7.0f without, %7.0f with the window: %s (bar 85 %%)\n' \
  "$headless" "$open" "$(calculate '%.0f %%' "100 * $open / $headless")"
printf 'iterations a second of the training thread time: %7.0f without, %7.0f with the window: %s\n' \
  "$headless_own" "$open_own" "$(calculate '%.0f %%' "100 * $open_own / $headless_own")"
printf 'processor time of the window and the display beside the training: %s of the training thread'"'"'s\n' \
  "$(calculate '%.0f %%' "100 * $(column with 3)")"
printf 'paused window: %s of one core over 10 s (bar 1 %%)\n' "$(calculate '%.1f %%' "$idle / $TICKS / 10 * 100")"
printf 'start to first frame: %.0f ms (bar 300 ms)\n' "$(median <"$work/first")"
