#!/usr/bin/env bash
# The gradient tests once more in each other setting: vectors of 256 and of 128 bits, and no loop on vectors. Arguments go to dotnet test
# (--filter …). The last line is "N passed, N failed", summed over the settings.
#
#   tests/settings.sh
#   tests/settings.sh --filter FullyQualifiedName~Loops
set -u -o pipefail
cd "$(dirname "$0")/.."

output=$(mktemp)
scalar=$(mktemp -d)
trap 'rm -rf "$output" "$scalar"' EXIT
export DOTNET_CLI_UI_LANGUAGE=en
tests=tests/DiffGen.Gradient.Tests

run() {
    echo "== $1"
    shift
    "$@" 2>&1 | tee -a "$output"
}

dotnet build $tests -c Release -v quiet -nologo || exit 1
run 'vectors of 256 bits' env DOTNET_EnableAVX512=0 DOTNET_EnableAVX512F=0 dotnet test $tests -c Release --no-build "$@"
run 'vectors of 128 bits' env DOTNET_EnableAVX512=0 DOTNET_EnableAVX512F=0 DOTNET_EnableAVX2=0 dotnet test $tests -c Release --no-build "$@"
run 'no loop on vectors' dotnet test $tests -c Release --artifacts-path "$scalar" -p:DiffGenVectorizeLoops=false "$@"

sed -nE 's/^.*(Passed|Failed|Skipped)! +- Failed: +([0-9]+), Passed: +([0-9]+),.*$/\2 \3/p' "$output" |
    awk '{ failed += $1; passed += $2; runs++ } END { if (runs < 3) failed += 3 - runs; print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 || passed == 0 }'
