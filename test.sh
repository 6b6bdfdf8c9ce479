#!/usr/bin/env bash
# ./test.sh [--sanitize] [--slow]: installs what is missing, builds, runs the tests.
#   --sanitize  all tests under ASan and UBSan, the threaded ones under TSan (instead of the plain run)
#   --slow      also the studies of what each scenario claims, and ten minutes of a random walk through the window under
#               ASan and UBSan (many minutes)
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$ROOT/cmake/setup.sh"

sanitize= slow=
for word in "$@"; do
  case $word in
    --sanitize) sanitize=yes ;;
    --slow) slow=yes ;;
    -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) fail "unknown argument '$word': expected --sanitize or --slow" ;;
  esac
done

# run_tests FOLDER CTEST-ARGUMENTS...: on a display of its own, so that windows neither need nor disturb a real one.
run_tests() {
  local folder=$1 display=off_screen
  shift
  command -v xvfb-run >/dev/null || display=env
  (cd "$ROOT/$folder" && $display ctest --output-on-failure --no-tests=error -j "$(jobs_to_run)" "$@")
}

install_dependencies
failed=
if [ -z "$sanitize" ]; then
  build build all -DCMAKE_BUILD_TYPE=Release
  run_tests build -LE slow || failed=yes
  # One study at a time: they print tables, and each may use every core.
  if [ -n "$slow" ]; then
    run_tests build -L slow -E RandomWalk -j 1 --verbose || failed=yes
    build build-asan-ubsan window_test --preset asan-ubsan
    run_tests build-asan-ubsan -R 'RandomWalkTest.Slow' -j 1 || failed=yes
  fi
else
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
  export LSAN_OPTIONS=suppressions=$ROOT/cmake/leaks_of_others.txt:print_suppressions=0
  export UBSAN_OPTIONS=print_stacktrace=1
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
  build build-asan-ubsan all --preset asan-ubsan
  run_tests build-asan-ubsan -LE slow || failed=yes
  build build-tsan thread_tests --preset tsan
  run_tests build-tsan -L threads || failed=yes
  if [ -n "$slow" ]; then fail "--slow runs without --sanitize: call ./test.sh --slow"; fi
fi
[ -z "$failed" ] || { say "tests failed"; exit 1; }
