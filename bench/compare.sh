#!/usr/bin/env bash
# bench/compare.sh [ROUNDS] [NAME...]: trains the configurations S, M, L, S+R1 and T with Ganscope and with PyTorch on
# one core, in turn, ROUNDS times (default 3), and prints medians in one table. Needs build/bench/ganscope_bench, and a
# Python that has PyTorch (variable PYTHON; on Debian: apt install python3-torch libopenblas0-pthread).
# Both programs' rates count their own processor time. The variable CORE names the core (default: the last).
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
OURS=${GANSCOPE_BENCH:-$ROOT/build/bench/ganscope_bench}
PYTHON=${PYTHON:-/usr/bin/python3}
PEER=$ROOT/bench/peers/pytorch_gan.py
CORE=${CORE:-$(($(nproc --all) - 1))}

fail() { printf 'compare.sh: %s\n' "$*" >&2; exit 1; }
case ${1:-} in -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
rounds=3
if [[ ${1:-} =~ ^[1-9][0-9]*$ ]]; then rounds=$1; shift; fi
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(S M L S+R1 T)

[ -x "$OURS" ] || fail "$OURS is not there: build the project first (cmake --build build --target ganscope_bench)"
"$PYTHON" -c 'import torch' 2>/dev/null ||
  fail "$PYTHON has no PyTorch: on Debian, apt install python3-torch libopenblas0-pthread; elsewhere set PYTHON"
pinned=()
if command -v taskset >/dev/null; then pinned=(taskset -c "$CORE"); fi
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pattern=$(printf '|%s' "${names[@]}")
pattern="^train/(${pattern:1})$"
pattern=${pattern//+/[+]}
for ((round = 1; round <= rounds; ++round)); do
  printf 'round %d of %d: Ganscope ... ' "$round" "$rounds" >&2
  "${pinned[@]}" "$OURS" --benchmark_filter="$pattern" --benchmark_min_time=1 --benchmark_format=csv \
    >"$work/ours.csv" 2>"$work/ours.log" || { cat "$work/ours.log" >&2; fail "the benchmark failed"; }
  # The columns of counters are named in the header, the first line that begins with "name,".
  awk -F, '/^name,/ { for (i = 1; i <= NF; ++i) { gsub(/"/, "", $i); column[$i] = i }; next }
    column["it/s"] { gsub(/"/, "", $1); sub(/^train\//, "", $1)
      print $1, "ours", $column["it/s"]; print $1, "share", $column["share of peak"] }' "$work/ours.csv" >>"$work/all"
  printf 'PyTorch\n' >&2
  "${pinned[@]}" "$PYTHON" "$PEER" "${names[@]}" >"$work/peer" || fail "PyTorch's program failed"
  awk '/^#/ { next } { print $1, "peer", $2 }' "$work/peer" >>"$work/all"
done

machine=$(lscpu 2>/dev/null | sed -n 's/^Model name: *//p' | head -n 1) || true
printf '\n%s, %s cores, core %s; medians of %d rounds\n' "${machine:-unknown processor}" "$(nproc --all)" "$CORE" "$rounds"
grep '^#' "$work/peer" | tail -n 1
sort -k1,1 -k2,2 -k3,3g "$work/all" | awk -v names="${names[*]}" '
  BEGIN { bar["S"] = 6; bar["M"] = 2.5; bar["L"] = 2; floor = 0.60 }
  { key = $1 " " $2; value[key, ++count[key]] = $3 }
  function median(key,  n) { n = count[key]; return (value[key, int((n + 1) / 2)] + value[key, int(n / 2) + 1]) / 2 }
  function verdict(met) { return met ? "met" : "MISSED" }
  END {
    row = "%-6s %12s %12s %8s %7s   %s\n"
    printf row, "name", "Ganscope it/s", "PyTorch it/s", "ratio", "share", "bars"
    n = split(names, list, " ")
    for (i = 1; i <= n; ++i) {
      name = list[i]; ours = median(name " ours"); peer = median(name " peer"); share = median(name " share")
      bars = ""
      if (name in bar) bars = sprintf("ratio >= %g %s, ", bar[name], verdict(ours / peer >= bar[name]))
      if (name != "T") bars = bars sprintf("share >= %.0f %% %s", 100 * floor, verdict(share >= floor))
      printf row, name, sprintf("%.0f", ours), sprintf("%.1f", peer), sprintf("%.1f", ours / peer),
        sprintf("%.0f %%", 100 * share), bars
    }
  }'
