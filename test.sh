#!/usr/bin/env bash
# ./test.sh [--sanitize] [--slow] [--fuzz SECONDS] [--lint]: installs what is missing, builds, runs the tests,
# and compares the golden hashes (tests/golden).
#   --sanitize      all tests under ASan and UBSan, the threaded ones under TSan (instead of the plain run)
#   --slow          also the studies of what each scenario claims, and ten minutes of a random walk through the window
#                   under ASan and UBSan (many minutes)
#   --fuzz SECONDS  instead: looks with clang's libFuzzer for files that break a reader, SECONDS in all
#   --lint          instead: clang-format and clang-tidy over the whole tree; --lint-since COMMIT: clang-tidy only over
#                   what has changed since then
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$ROOT/cmake/setup.sh"
. "$ROOT/cmake/lint.sh"

sanitize= slow= fuzz= lint= since=
while [ $# -gt 0 ]; do
  case $1 in
    --sanitize) sanitize=yes ;;
    --slow) slow=yes ;;
    --lint) lint=yes ;;
    --lint-since)
      [ -n "${2:-}" ] || fail "--lint-since: expected a commit"
      lint=yes since=$2
      shift ;;
    --fuzz)
      case ${2:-} in '' | 0* | *[!0-9]*) fail "--fuzz ${2:-}: expected a number of seconds" ;; esac
      fuzz=$2
      shift ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) fail "unknown argument '$1': expected --sanitize, --slow, --fuzz SECONDS or --lint" ;;
  esac
  shift
done

# run_tests FOLDER CTEST-ARGUMENTS...: on a display of its own, so that windows neither need nor disturb a real one.
run_tests() {
  local folder=$1 display=off_screen
  shift
  command -v xvfb-run >/dev/null || display=env
  (cd "$ROOT/$folder" && $display ctest --output-on-failure --no-tests=error -j "$(jobs_to_run)" "$@")
}

# fuzz_targets SECONDS: each target of tests/fuzz/targets.h for its share of the time, from what is in its corpus and what
# earlier calls found. Inputs that break one are left in build-fuzz/broken.
fuzz_targets() {
  local names name each out=$ROOT/build-fuzz
  if command -v apt-get >/dev/null; then PACKAGE_LIST=$ROOT/cmake/debian-packages-fuzz.txt install_debian_packages; fi
  command -v clang++ >/dev/null || fail "--fuzz needs clang++ with its libFuzzer: install them and call this again"
  build build-fuzz fuzz_programs -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ \
    -DCMAKE_C_FLAGS_DEBUG="-O1 -g1" -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" -DGANSCOPE_FUZZ=ON -DGANSCOPE_WINDOW=OFF \
    -DGANSCOPE_BENCH=OFF -DGANSCOPE_XSMM=OFF -DGANSCOPE_UNITY=ON -DGANSCOPE_SANITIZE=address,undefined,fuzzer-no-link
  names=$(sed -n 's/^  X(\([a-z_]*\)).*/\1/p' "$ROOT/tests/fuzz/targets.h")
  each=$(($1 / $(echo "$names" | wc -l)))
  [ "$each" -gt 0 ] || each=1
  mkdir -p "$out/broken" "$out/temporary"
  for name in $names; do
    mkdir -p "$out/corpus/$name"
    say "fuzzing $name for $each s"
    TMPDIR=$out/temporary "$out/tests/fuzz_$name" -max_total_time=$each -max_len=8192 -timeout=20 -rss_limit_mb=3072 \
      -print_final_stats=1 -verbosity=0 -close_fd_mask=1 -artifact_prefix="$out/broken/$name-" \
      "$out/corpus/$name" "$ROOT/tests/fuzz/corpus/$name" || failed=yes
  done
  [ -z "$failed" ] || say "what broke a target is in build-fuzz/broken: put it into tests/fuzz/corpus and mend the reader"
}

install_dependencies
failed=
if [ -n "$fuzz" ]; then
  fuzz_targets "$fuzz"
elif [ -n "$lint" ]; then
  lint "$since"
elif [ -z "$sanitize" ]; then
  build build all -DCMAKE_BUILD_TYPE=Release
  run_tests build -LE slow || failed=yes
  # The numbers themselves, of the one build that they are kept for.
  INSTALLED=$INSTALLED "$ROOT/tests/golden/check.sh" || failed=yes
  # One study at a time: they print tables, and each may use every core.
  if [ -n "$slow" ]; then
    run_tests build -L slow -E RandomWalk -j 1 --verbose || failed=yes
    build build-asan-ubsan window_test --preset asan-ubsan
    run_tests build-asan-ubsan -R 'RandomWalkTest.Slow' -j 1 || failed=yes
  fi
else
  # Memory that there is not is told as everywhere else: it does not end the program.
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:allocator_may_return_null=1
  export LSAN_OPTIONS=suppressions=$ROOT/cmake/leaks_of_others.txt:print_suppressions=0
  export UBSAN_OPTIONS=print_stacktrace=1
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
  build build-asan-ubsan all --preset asan-ubsan
  run_tests build-asan-ubsan -LE slow || failed=yes
  build build-tsan thread_tests --preset tsan
  run_tests build-tsan -L threads || failed=yes
  if [ -n "$slow" ]; then fail "--slow runs without --sanitize: call ./test.sh --slow"; fi
fi
[ -z "$failed" ] || { say "$([ -n "$lint" ] && echo "lint found something" || echo "tests failed")"; exit 1; }
