# Sourced by test.sh: what clang-format 14 would change, and what clang-tidy 14 finds (.clang-tidy). Sets `failed`.

# lint [SINCE]: the whole tree; with SINCE, clang-tidy only in the sources that changed since that commit.
lint() {
  local since=${1:-} format tidy files sources
  if command -v apt-get >/dev/null; then PACKAGE_LIST=$ROOT/cmake/debian-packages-lint.txt install_debian_packages; fi
  format=$(first_of clang-format-14 clang-format) && tidy=$(first_of clang-tidy-14 clang-tidy) && command -v clang++ >/dev/null ||
    fail "--lint needs clang, clang-format and clang-tidy 14: install them and call this again"
  files=$(cd "$ROOT" && git ls-files app core tests bench | grep -E '[.](h|cpp)$')
  (cd "$ROOT" && "$format" --dry-run -Werror $files) || failed=yes

  sources=$(cd "$ROOT" && git ls-files app core tests bench | grep -E '[.]cpp$')
  if [ -n "$since" ]; then
    git -C "$ROOT" rev-parse -q --verify "$since^{commit}" >/dev/null || { say "no commit $since here: clang-tidy not run"; return 0; }
    sources=$(cd "$ROOT" && git diff --name-only --diff-filter=d "$since" -- app core tests bench | grep -E '[.]cpp$') || true
  fi
  # By clang, file by file: its own flags, and every file with the headers that it includes itself.
  build build-lint ganscope_generated --preset dev -B "$ROOT/build-lint" -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DGANSCOPE_FETCH=OFF
  # Sources that this machine has no use for are not in its list.
  sources=$(for source in $sources; do grep -qF "/$source\"" "$ROOT/build-lint/compile_commands.json" && echo "$source"; done) || true
  [ -n "$sources" ] || return 0
  say "clang-tidy looks at $(echo "$sources" | wc -l) sources"
  (cd "$ROOT" && echo "$sources" | xargs -P "$(jobs_to_run)" -n 1 "$tidy" --quiet -p build-lint) || failed=yes
}

first_of() {
  local name
  for name in "$@"; do command -v "$name" && return 0; done
  return 1
}
