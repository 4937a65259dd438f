#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image: the grader is installed into an environment of its own.
# Made by `tfkata ci init gradescope`; `--force` writes it again.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

root="${AUTOGRADER_ROOT:-/autograder}"

find_python() {
  local name
  for name in python@python@ python3.13 python3.12 python3.11 python3; do
    if command -v "$name" > /dev/null &&
      "$name" -I -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
      command -v "$name"
      return
    fi
  done
  return 1
}

if ! python="$(find_python)"; then
  apt-get update -qq
  apt-get install -y -qq python@python@-venv || apt-get install -y -qq python3.11-venv
  python="$(find_python)"
fi

# A requirement of the form git+https://… is fetched with git, which the image lacks.
if [[ @requirement@ == *git+* ]] && ! command -v git > /dev/null; then
  apt-get update -qq
  apt-get install -y -qq git
fi

"$python" -I -m venv "$root/tfkata"
printf '%s\n' @pins@ > "$root/tfkata/constraints.txt"
"$root/tfkata/bin/python" -I -m pip install --disable-pip-version-check \
  --constraint "$root/tfkata/constraints.txt" @requirement@
"$root/tfkata/bin/python" -I -m tfkata --version
