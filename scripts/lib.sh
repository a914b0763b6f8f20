# Shared by scripts/demo and scripts/test: finds a Python and makes an environment that a lock file describes.
# Sourced, not run. Sets $root. Everything made lies under .venv/ in the project, which Git ignores.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
me=scripts/$(basename "$0")

# Version "3.12" of an interpreter if we support it, else nothing.
supported() {
    "$1" -I -c 'import sys, venv, ensurepip
v = sys.version_info[:2]
if sys.implementation.name == "cpython" and (3, 11) <= v < (3, 14): print("%d.%d" % v)' 2>/dev/null || true
}

# The path of an interpreter for one version, else nothing. Version managers put a name on PATH that may not run,
# so each candidate is tried.
python_of() {
    local version=$1 candidate
    for candidate in "python$version" "$HOME/.pyenv/versions/$version".*/bin/python python3 python; do
        candidate=$(command -v "$candidate" 2>/dev/null) || continue
        if [ "$(supported "$candidate")" = "$version" ]; then
            echo "$candidate"
            return
        fi
    done
}

# $PYTHON, else the first of 3.11, 3.12 and 3.13 that runs.
find_python() {
    local version found
    if [ -n "${PYTHON:-}" ]; then
        if [ -n "$(supported "$PYTHON")" ]; then
            command -v "$PYTHON"
            return
        fi
        echo "$me: PYTHON=$PYTHON is no CPython 3.11, 3.12 or 3.13 with venv and pip" >&2
        return 2
    fi
    for version in 3.11 3.12 3.13; do
        found=$(python_of "$version")
        if [ -n "$found" ]; then
            echo "$found"
            return
        fi
    done
    echo "$me: needs Python 3.11, 3.12 or 3.13 with venv and pip (on Debian: apt-get install python3-venv)," >&2
    echo "or PYTHON=/path/to/python" >&2
    return 2
}

# environment PYTHON LOCK: makes (or finds) the environment for that interpreter and lock file, prints its path.
# The stamp is written last, so an interrupted set-up is begun again; it carries all that the environment depends
# on, so a second run installs nothing and needs no network. Errors are passed on by hand: a command substitution
# does not inherit `set -e`.
environment() {
    local python=$1 lock=$2 venv want
    venv=$root/.venv/$(basename "$lock" .txt)-$(supported "$python")
    want=$("$python" -I - "$root" "$root/requirements/$lock" <<'PY'
import hashlib, json, pathlib, sys, tomllib
root, lock = map(pathlib.Path, sys.argv[1:])
settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
package = json.dumps([settings["project"], settings["build-system"]], sort_keys=True)
parts = [sys.version.encode(), bytes(root), lock.read_bytes(), package.encode()]
print(hashlib.sha256(b"\0".join(parts)).hexdigest())
PY
    ) || return 1
    if [ "$(cat "$venv/stamp" 2>/dev/null)" != "$want" ]; then
        echo "$me: setting up $venv (once; about a minute and a network)" >&2
        rm -rf "$venv"
        "$python" -I -m venv "$venv" >&2 || return 1
        "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
            --require-hashes -r "$root/requirements/$lock" >&2 || return 1
        "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --no-index \
            --no-deps --no-build-isolation --editable "$root" >&2 || return 1
        echo "$want" >"$venv/stamp"
    fi
    echo "$venv"
}
