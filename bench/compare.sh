#!/usr/bin/env bash
# bench/compare.sh [ROUNDS] [NAME...]: trains configurations (default S, M, L, S+R1 and T; S+U5 unrolled through five steps
# and S+CO with consensus, both with torch.autograd there; of images I-MLP, I-CONV, with +R1, on two threads with /2 behind
# the name) with Ganscope and with PyTorch, in turn, ROUNDS times (default 3), and prints one table. PyTorch runs as its own
# GAN tutorial writes it, and tuned for speed. Every figure is the best of many slices of a quarter of a second, counted in
# the program's own processor time on one core, so that what else the machine does disturbs as little as possible; with two
# threads it is the clock's, on all cores.
# Needs build/bench/ganscope_bench, and a Python that has PyTorch (variable PYTHON; on Debian: apt install python3-torch
# libopenblas0-pthread). The variable CORE names the core (default: the last).
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
OURS=${GANSCOPE_BENCH:-$ROOT/build/bench/ganscope_bench}
PYTHON=${PYTHON:-/usr/bin/python3}
PEER=$ROOT/bench/peers/pytorch_gan.py
CORE=${CORE:-$(($(nproc --all) - 1))}

fail() { printf 'compare.sh: %s\n' "$*" >&2; exit 1; }
case ${1:-} in -h | --help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
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
# Names that ask for two threads are not held to one core.
if [[ " ${names[*]} " == */2\ * ]]; then
  [[ " ${names[*]} " != *[A-Z1]\ * ]] || fail "configurations of one thread and of two: name them in two calls"
  pinned=() OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pattern=$(printf '|%s' "${names[@]}")
pattern="^train/(${pattern:1})(/real_time)?$"
pattern=${pattern//+/[+]}
for ((round = 1; round <= rounds; ++round)); do
  printf 'round %d of %d: Ganscope' "$round" "$rounds" >&2
  "${pinned[@]}" "$OURS" --benchmark_filter="$pattern" --benchmark_min_time=0.25 --benchmark_repetitions=8 \
    --benchmark_format=csv >"$work/ours.csv" 2>"$work/ours.log" || { cat "$work/ours.log" >&2; fail "Ganscope failed"; }
  # The columns of counters are named in the header, the first line that begins with "name,".
  awk -F, '/^name,/ { for (i = 1; i <= NF; ++i) { gsub(/"/, "", $i); column[$i] = i }; next }
    { gsub(/"/, "", $1); sub(/^train\//, "", $1); sub(/\/real_time$/, "", $1) }
    $1 !~ /_/ && column["it/s"] { print $1, "ours", $column["it/s"]; print $1, "flop", $column["useful GFLOP/s"]
      print "all peak", $column["peak GFLOP/s"] }' "$work/ours.csv" >>"$work/all"
  for variant in tutorial tuned; do
    printf ', PyTorch %s' "$variant" >&2
    "${pinned[@]}" "$PYTHON" "$PEER" --variant "$variant" "${names[@]}" >"$work/peer" || fail "PyTorch's program failed"
    awk -v variant="$variant" '/^#/ { next } { print $1, variant, $2 }' "$work/peer" >>"$work/all"
  done
  printf '\n' >&2
done

machine=$(lscpu 2>/dev/null | sed -n 's/^Model name: *//p' | head -n 1) || true
printf '\n%s, %s cores, core %s; best of %d rounds\n' "${machine:-unknown processor}" "$(nproc --all)" "$CORE" "$rounds"
grep '^#' "$work/peer"
awk -v names="${names[*]}" '
  BEGIN { bar["S"] = 6; bar["M"] = 2.5; bar["L"] = 2; floor = 0.60
    bar["I-MLP"] = bar["I-MLP+R1"] = bar["I-MLP/2"] = bar["I-MLP+R1/2"] = 1.5
    bar["I-CONV"] = bar["I-CONV+R1"] = bar["I-CONV/2"] = bar["I-CONV+R1/2"] = 1 }
  { key = $1 " " $2; if ($3 > best[key]) best[key] = $3 }
  function verdict(met) { return met ? "met" : "MISSED" }
  END {
    row = "%-11s %10s | %10s %7s | %10s %7s | %7s   %s\n"
    printf row, "", "Ganscope", "PyTorch", "", "PyTorch", "", "share", ""
    printf row, "name", "it/s", "tutorial", "ratio", "tuned", "ratio", "of peak", "bars"
    n = split(names, list, " ")
    for (i = 1; i <= n; ++i) {
      name = list[i]; ours = best[name " ours"]; share = best[name " flop"] / best["all peak"]
      tutorial = ours / best[name " tutorial"]; tuned = ours / best[name " tuned"]
      bars = ""
      if (name in bar) bars = sprintf("ratio >= %g %s (tuned: %s), ", bar[name], verdict(tutorial >= bar[name]),
        verdict(tuned >= bar[name]))
      counted = name !~ /^S[+](U5|CO)$/
      if (!counted) bars = "its arithmetic is not counted"
      else if (name ~ /^I-/) bars = bars sprintf("share %.0f %%", 100 * share)
      else if (name != "T") bars = bars sprintf("share >= %.0f %% %s", 100 * floor, verdict(share >= floor))
      printf row, name, sprintf("%.0f", ours), sprintf("%.0f", best[name " tutorial"]), sprintf("%.1f", tutorial),
        sprintf("%.0f", best[name " tuned"]), sprintf("%.1f", tuned), counted ? sprintf("%.0f %%", 100 * share) : "-", bars
    }
    printf "peak: %.0f GFLOP/s, the best 512 x 512 x 512 product of Eigen\n", best["all peak"]
  }' "$work/all"
