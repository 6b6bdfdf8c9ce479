# Sourced by run.sh and test.sh: installs what is missing, configures and builds. Expects ROOT, the repository's
# folder. Everything here is quick when there is nothing to do.

say() { printf 'ganscope: %s\n' "$*" >&2; }
fail() { say "$*"; exit 2; }

# Prints the packages of the list that this machine lacks. An optional one ("?") counts only where apt knows it.
missing_debian_packages() {
  local installed name optional
  installed=" $(dpkg-query -W -f='${Package}:${db:Status-Status} ' 2>/dev/null)"
  while read -r name optional; do
    case $name in '' | '#'*) continue ;; esac
    [ "$name" = '?' ] && { name=$optional; optional=yes; } || optional=
    case $installed in *" $name:installed "*) continue ;; esac
    if [ -n "$optional" ] && ! apt-cache show "$name" >/dev/null 2>&1; then continue; fi
    echo "$name"
  done <"${PACKAGE_LIST:-$ROOT/cmake/debian-packages.txt}"
}

install_debian_packages() {
  local missing as_root=
  missing=$(missing_debian_packages)
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "these packages are missing and there is no sudo: $(echo $missing)"
    as_root=sudo
  fi
  say "installing with apt: $(echo $missing)"
  $as_root apt-get update -qq || say "apt-get update failed; going on with the package lists that are here"
  missing=$(missing_debian_packages)
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2 ||
    fail "apt could not install: $(echo $missing)"
  INSTALLED=yes
}

install_homebrew_packages() {
  local needed="cmake ninja pkg-config eigen tomlplusplus nlohmann-json cli11 glfw libepoxy fontconfig libpng jpeg-turbo googletest google-benchmark"
  local have missing= name
  have=" $(brew list --formula -1 2>/dev/null | tr '\n' ' ') "
  for name in $needed; do
    case $have in *" $name "* | *" ${name/pkg-config/pkgconf} "*) ;; *) missing="$missing $name" ;; esac
  done
  [ -n "$missing" ] || return 0
  say "installing with Homebrew:$missing"
  brew install $missing || fail "Homebrew could not install:$missing"
  INSTALLED=yes
}

install_dependencies() {
  INSTALLED=
  if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    install_debian_packages
  elif [ "$(uname)" = Darwin ] && command -v brew >/dev/null; then
    install_homebrew_packages
  elif ! command -v cmake >/dev/null || ! command -v c++ >/dev/null; then
    say "this script installs packages on Debian, Ubuntu and (with Homebrew) macOS only."
    say "Needed: CMake 3.22, a C++20 compiler, git, OpenGL and X11 or Wayland headers; better still the packages of"
    say "Eigen 3.4, toml++, nlohmann-json, CLI11, zlib, libpng, libjpeg-turbo, stb, Dear ImGui, GLFW 3.3, libepoxy,"
    fail "fontconfig, GoogleTest and Google Benchmark (what is missing is downloaded). Install them and call this again."
  fi
}

# build FOLDER TARGETS [CONFIGURE ARGUMENTS...]: configures once (again when packages came), builds what changed. With the
# variable GANSCOPE_WERROR=ON a warning is an error in what is configured then.
build() {
  local folder=$1 targets=$2 generator=
  shift 2
  if [ ! -f "$ROOT/$folder/CMakeCache.txt" ] && command -v ninja >/dev/null; then generator=-GNinja; fi
  if [ -n "$INSTALLED" ] || { [ ! -f "$ROOT/$folder/build.ninja" ] && [ ! -f "$ROOT/$folder/Makefile" ]; }; then
    say "configuring $folder"
    mkdir -p "$ROOT/$folder"
    (cd "$ROOT" && cmake -S . -B "$folder" $generator "$@" -DGANSCOPE_WERROR="${GANSCOPE_WERROR:-OFF}" \
      >"$folder/configure.log" 2>&1) ||
      { cat "$ROOT/$folder/configure.log" >&2; fail "configuring $folder failed (see above)"; }
    sed -n 's/^-- \(Window: .*\)/ganscope: \1/p' "$ROOT/$folder/configure.log" >&2
  fi
  cmake --build "$ROOT/$folder" -j "$(jobs_to_run)" --target $targets >&2 || fail "building $folder failed (see above)"
}

jobs_to_run() { echo "${CMAKE_BUILD_PARALLEL_LEVEL:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}"; }

has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; }

# Runs a command on a display of its own, drawn by Mesa's software renderer.
off_screen() { LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a -s "-screen 0 1920x1200x24 -noreset" "$@"; }
