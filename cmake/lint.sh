# Sourced by test.sh: what clang-format 14 would change, and what clang-tidy 14 finds (.clang-tidy). Sets `failed`.

# lint [SINCE]: the whole tree; with SINCE, clang-tidy only in the sources that changed since that commit.
lint() {
  local since=${1:-} format tidy files
  if command -v apt-get >/dev/null; then PACKAGE_LIST=$ROOT/cmake/debian-packages-lint.txt install_debian_packages; fi
  format=$(first_of clang-format-14 clang-format) && tidy=$(first_of clang-tidy-14 clang-tidy) && command -v clang++ >/dev/null ||
    fail "--lint needs clang, clang-format and clang-tidy 14: install them and call this again"
  files=$(cd "$ROOT" && git ls-files app core tests bench | grep -E '[.](h|cpp)$')
  (cd "$ROOT" && "$format" --dry-run -Werror $files) || failed=yes
  if [ -n "$since" ]; then tidy_changes "$tidy" "$since"; else tidy_tree "$tidy"; fi
}

# File by file, so that each is looked at with the headers that it includes itself.
tidy_changes() {
  local tidy=$1 since=$2 sources
  git -C "$ROOT" rev-parse -q --verify "$since^{commit}" >/dev/null || { say "no commit $since here: clang-tidy not run"; return 0; }
  sources=$(cd "$ROOT" && git diff --name-only --diff-filter=d "$since" -- app core tests bench | grep -E '[.]cpp$') || true
  configure_for_tidy build-lint -DGANSCOPE_UNITY=OFF
  # Sources that this machine has no use for are not in its list.
  sources=$(for source in $sources; do grep -qF "/$source\"" "$ROOT/build-lint/compile_commands.json" && echo "$source"; done) || true
  [ -n "$sources" ] || return 0
  say "clang-tidy looks at $(echo "$sources" | wc -l) sources"
  (cd "$ROOT" && echo "$sources" | xargs -P "$(jobs_to_run)" -n 1 "$tidy" --quiet -p build-lint) || failed=yes
}

# In the batches that it is built in: each reads the headers of all its sources once, which takes a fifth of the time.
tidy_tree() {
  local tidy=$1 batches
  configure_for_tidy build-lint-batches -DGANSCOPE_UNITY=ON
  batches=$(sed -n 's/^ *"file": "\(.*\)",*$/\1/p' "$ROOT/build-lint-batches/compile_commands.json" | sort -u)
  say "clang-tidy looks at $(echo "$batches" | wc -l) batches of sources"
  # A batch includes sources; that is what it is for.
  (cd "$ROOT" && echo "$batches" | xargs -P "$(jobs_to_run)" -n 1 "$tidy" --quiet --checks=-bugprone-suspicious-include \
    -p build-lint-batches) || failed=yes
}

# By clang, with its own flags; gcc's precompiled headers are not for it.
configure_for_tidy() {
  local folder=$1
  build "$folder" ganscope_generated --preset dev -B "$ROOT/$folder" -DCMAKE_C_COMPILER=clang \
    -DCMAKE_CXX_COMPILER=clang++ -DGANSCOPE_FETCH=OFF -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON "$2"
}

first_of() {
  local name
  for name in "$@"; do command -v "$name" && return 0; done
  return 1
}
