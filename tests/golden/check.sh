#!/usr/bin/env bash
# tests/golden/check.sh [--renew]: builds the preset `reference` and compares its numbers with tests/golden/hashes.toml, or
# writes that file (see there when it may be renewed). Where that build can't be made it says why, in one line, and passes.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$ROOT/cmake/setup.sh"
INSTALLED=${INSTALLED:-}
case ${1:-} in '' | --renew) ;; *) fail "unknown argument '$1': expected --renew" ;; esac

skip() { say "golden hashes not checked: $*"; exit 0; }

[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] || skip "they are for Linux on x86-64, and this is $(uname -s) on $(uname -m)"
for feature in avx2 fma bmi2 f16c movbe abm; do
  grep -qw "$feature" /proc/cpuinfo || skip "they are for processors with AVX2 and FMA (x86-64-v3), and this one lacks $feature"
done
compiler=$(${CXX:-c++} -dM -E -x c++ /dev/null 2>/dev/null | awk '$2 == "__clang__" { clang = 1 } $2 == "__GNUC__" { gnu = $3 }
  END { print clang ? "clang" : gnu ? "g++ " gnu : "another compiler" }') || true
[ "$compiler" = "g++ 12" ] || skip "they are for g++ 12, and this is $compiler"

build build-reference golden --preset reference
# The C library picks its functions by the processor, which everybody may influence by this variable.
env -u GLIBC_TUNABLES "$ROOT/build-reference/tests/golden" "$ROOT/tests/golden/hashes.toml" "$@"
