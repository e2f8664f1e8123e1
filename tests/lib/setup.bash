# SPDX-License-Identifier: Apache-2.0
# Sourced by examples/run, tests/run and bench/run: sees that what they need is installed, configures, builds.
# Works with an empty environment, without a terminal, and touches the network only if something is missing.

export LC_ALL=C.UTF-8 LANG=C.UTF-8
export HOME="${HOME:-/tmp}" PATH="${PATH:-/usr/bin:/bin}"
acd_root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
# A folder of its own within build/, which may be somebody's own build.
acd_build="$acd_root/build/run"

# Debian's interpreter has Debian's modules; another python3 may come first on PATH.
acd_python() {
  if [[ -x /usr/bin/python3 ]]; then echo /usr/bin/python3; else command -v python3; fi
}

acd_meson() {
  local meson=meson
  if [[ -x /usr/bin/meson ]]; then meson=/usr/bin/meson; fi
  "$meson" "$@" </dev/null
}

acd_cc() { echo "${CC:-$(command -v cc || command -v gcc || command -v clang)}"; }

# acd_has PACKAGE: is what this Debian package brings there, from wherever it comes?
acd_has() {
  case $1 in
  gcc) [[ -n "$(acd_cc)" ]] ;;
  libc6-dev) acd_has_header stdio.h ;;
  uthash-dev) acd_has_header uthash.h ;;
  ninja-build) command -v ninja || command -v ninja-build || command -v samu ;;
  libjansson-dev) pkg-config --exists 'jansson >= 2.10' ;;
  libical-dev) pkg-config --exists 'libical >= 3.0' ;;
  tzdata) [[ -e /usr/share/zoneinfo/Europe/Berlin ]] ;;
  libcmocka-dev) pkg-config --exists cmocka ;;
  libc6-dbg) # valgrind needs the symbols of the dynamic loader
    [[ -n "$(find /usr/lib/debug -name '*.debug' -print -quit 2>/dev/null)" || ! -e /etc/debian_version ]] ;;
  graphviz) command -v dot ;;
  prometheus) command -v promtool ;;
  golang-go) command -v go ;;
  liblua5.4-dev) pkg-config --exists lua5.4 ;;
  nodejs) command -v node || command -v nodejs ;;
  libnode-dev) # the headers that come with another Node do as well
    [[ -e /usr/include/node/node_api.h ]] ||
      node -e 'process.exit(require("fs").existsSync(require("path").resolve(process.execPath, "../../include/node/node_api.h")) ? 0 : 1)' ;;
  default-jdk-headless) command -v javac && command -v jar ;;
  mono-mcs) command -v mcs ;;
  mono-runtime) command -v mono ;;
  libperl-dev) perl -MConfig -e 'exit !-e "$Config{archlibexp}/CORE/perl.h"' ;;
  php-cli) command -v php ;;
  php-dev) [[ -e "$(php-config --include-dir)/main/php.h" ]] ;;
  ruby-dev) ruby -rrbconfig -e 'exit File.exist?(RbConfig::CONFIG["rubyhdrdir"] + "/ruby.h")' ;;
  tcl-dev) pkg-config --exists tcl8.6 && acd_has tcl ;;
  tcl) command -v tclsh8.6 || command -v tclsh ;;
  python3) [[ -n "$(acd_python)" ]] ;;
  python3-matplotlib) "$(acd_python)" -c 'import matplotlib' ;;
  python3-pip) "$(acd_python)" -c 'import pip' ;;
  python3-venv) "$(acd_python)" -c 'import venv, ensurepip' ;;
  python3-mesonpy) "$(acd_python)" -c 'import mesonpy' ;;
  python3-jsonschema) "$(acd_python)" -c 'import jsonschema' ;;
  python3-dev)
    "$(acd_python)" -c 'import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_paths()["include"], "Python.h")))' ;;
  *) command -v "$1" ;;
  esac >/dev/null 2>&1 </dev/null
}

acd_has_header() { printf '#include <%s>\n' "$1" | "$(acd_cc)" -E -o /dev/null - ; }

# acd_install PACKAGE…: installs those that are missing, in one transaction.
acd_install() {
  local package missing=() sudo=()
  for package in "$@"; do
    acd_has "$package" || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then return 0; fi
  if ! command -v apt-get >/dev/null; then
    echo "Missing here; the Debian packages are: ${missing[*]}" >&2
    return 1
  fi
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "Missing, and neither root nor sudo is at hand. As root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    sudo=(sudo)
    if [[ ! -t 0 ]]; then sudo+=(-n); fi
  fi
  echo "Installing ${missing[*]}" >&2
  # dpkg wants the sbin folders on PATH.
  local environment=(env "PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin" DEBIAN_FRONTEND=noninteractive)
  local apt=(apt-get -q -o DPkg::Lock::Timeout=600)
  "${sudo[@]}" "${environment[@]}" "${apt[@]}" update >&2 ||
    echo "The package lists could not be refreshed; trying with those at hand." >&2
  "${sudo[@]}" "${environment[@]}" "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2 || {
    echo "Could not install: ${missing[*]}" >&2
    return 1
  }
}

# acd_configure DIRECTORY OPTION…: configures; without options a build that is configured is taken as it is.
# A build of another checkout, meson or compiler is thrown away if this function made it; what it did not make, it leaves.
acd_configure() {
  local directory=$1 stamp output
  shift
  stamp="$acd_root $(acd_meson --version) ${CC:-}"
  if [[ -e "$directory/.acd-stamp" ]]; then
    if [[ "$(cat "$directory/.acd-stamp")" != "$stamp" ]]; then rm -rf "$directory"; fi
  elif [[ -e "$directory/build.ninja" || -e "$directory/meson-private" ]]; then
    echo "$directory holds a build that is not from here: move it away" >&2
    return 1
  fi
  local command=(setup "$directory" "$acd_root" "$@")
  if [[ -e "$directory/build.ninja" ]]; then
    if [[ $# == 0 || "$(cat "$directory/.acd-options" 2>/dev/null)" == "$*" ]]; then return 0; fi
    command=(setup --reconfigure "$directory" "$acd_root" "$@")
  fi
  mkdir -p "$directory"
  echo "$stamp" >"$directory/.acd-stamp" # first: what an interruption leaves is ours, too
  rm -f "$directory/.acd-options"
  if ! output="$(acd_meson "${command[@]}" 2>&1)"; then
    echo "$output" >&2
    return 1
  fi
  echo "$*" >"$directory/.acd-options"
}

# acd_compile DIRECTORY [TARGET…]: quiet unless it fails or warns.
acd_compile() {
  local output ninja
  ninja="$(command -v ninja || command -v ninja-build || command -v samu)"
  if ! output="$("$ninja" -C "$@" 2>&1 </dev/null)"; then
    echo "$output" >&2
    return 1
  fi
  if [[ "$output" == *warning:* ]]; then echo "$output" >&2; fi
}

# acd_tools: what a build needs.
acd_tools=(gcc libc6-dev meson ninja-build pkg-config libjansson-dev libical-dev tzdata uthash-dev)
