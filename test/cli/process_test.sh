#!/usr/bin/env bash
# The real process: pipes, devices, closed streams, the environment.
# usage: process_test.sh PATH-OF-EVENTARCH
set -uo pipefail

# shellcheck source=test/cli/expectations.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/expectations.sh"
eventarch=${1:?usage: process_test.sh PATH-OF-EVENTARCH}
work=$(mktemp -d) || exit 2
trap 'rm -rf -- "$work"' EXIT
cd -- "$work" || exit 2
write_designs
printf 'event_context: {use_case: saga\n' >broken.yaml

# A reader who goes away changes nothing. Many files make a report larger than a pipe holds.
mapfile -t many < <(yes clean.yaml | head -n 8)
"$eventarch" design "${many[@]}" -v 2>err | head -n 1 >first
expect 'closed pipe: clean' 0 "${PIPESTATUS[0]}"
expect 'closed pipe: the first line arrived' 1 "$(wc -l <first | tr -d ' ')"
expect 'closed pipe: nothing is said' '' "$(<err)"
"$eventarch" design "${many[@]}" broken.yaml -v 2>err | head -n 1 >first
expect 'closed pipe: error' 1 "${PIPESTATUS[0]}"
"$eventarch" design "${many[@]}" warning.yaml -v --fail-on warning 2>err | head -n 1 >first
expect 'closed pipe: warning' 1 "${PIPESTATUS[0]}"
"$eventarch" design "${many[@]}" missing.yaml -v 2>err | head -n 1 >first
expect 'closed pipe: missing file' 2 "${PIPESTATUS[0]}"
"$eventarch" design "${many[@]}" -v | true
expect 'closed pipe: a reader who reads nothing' 0 "${PIPESTATUS[0]}"

# A full device.
if [[ -e /dev/full ]]; then
  for arguments in 'design clean.yaml' 'design clean.yaml -f json' 'design broken.yaml' \
    'schema input' 'explain kafka' 'calculate' '--help' '--version' 'init -'; do
    # shellcheck disable=SC2086  # split into words
    "$eventarch" $arguments >/dev/full 2>err
    expect "full device: $arguments" 2 $?
    expect_text "full device: $arguments" 'cannot write to standard output: No space left' err
  done
  "$eventarch" design clean.yaml -o /dev/full >out 2>err
  expect 'full device as output file' 2 $?
  expect_text 'full device as output file' 'cannot write ./dev/full.:' err
fi

# Closed streams.
"$eventarch" design clean.yaml <&- >out 2>err
expect 'standard input closed and not asked for' 0 $?
expect 'standard input closed: nothing is said' '' "$(<err)"
# 2 would be better; a stream cannot tell a closed input from an empty one.
in_time 10 "$eventarch" design - <&- >out 2>err
status=$?
expect 'standard input closed and asked for: no design' 1 $((status == 1 || status == 2))
"$eventarch" design clean.yaml >&- 2>err
expect 'standard output closed' 2 $?
expect_text 'standard output closed' 'cannot write to standard output' err
"$eventarch" design clean.yaml -o report.txt >&- 2>err
expect 'standard output closed and not needed' 0 $?
expect_text 'standard output closed and not needed' 'pub/sub' report.txt
"$eventarch" design missing.yaml 2>&- >out
expect 'standard error closed' 2 $?
"$eventarch" design clean.yaml 2>&- >out
expect 'standard error closed and not needed' 0 $?
expect_text 'standard error closed and not needed' 'pub/sub' out

# Standard input.
"$eventarch" design - <clean.yaml >out 2>err
expect 'standard input' 0 $?
"$eventarch" design - </dev/null >out 2>err
expect 'empty standard input' 1 $?
expect_text 'empty standard input' 'empty_document' out
# shellcheck disable=SC2002  # a pipe is what is tried
cat clean.yaml | "$eventarch" design - >out 2>err
expect 'standard input from a pipe' 0 $?
"$eventarch" design <(cat clean.yaml) >out 2>err
expect 'a pipe by its name' 0 $?

# A folder in which nobody, root included, can make a file.
if [[ -d /proc/self ]]; then
  (cd /proc && "$eventarch" design "$work/clean.yaml" -o report.txt) >out 2>err
  expect 'no writable folder' 2 $?
  expect_text 'no writable folder' 'cannot write .report.txt.:' err
  expect 'no writable folder: nothing on standard output' '' "$(<out)"
  (cd /proc && "$eventarch" design "$work/clean.yaml") >out 2>err
  expect 'no writable folder and none needed' 0 $?
fi
mkdir locked && chmod 500 locked
if ! touch locked/probe 2>/dev/null; then # root may
  "$eventarch" design clean.yaml -o locked/report.txt >out 2>err
  expect 'a folder without permission' 2 $?
  "$eventarch" init locked/ctx.yaml >out 2>err
  expect 'init in a folder without permission' 2 $?
fi

# Devices as output.
"$eventarch" design clean.yaml >/dev/null 2>err
expect 'output to /dev/null' 0 $?
"$eventarch" design clean.yaml -o /dev/null >out 2>err
expect '-o /dev/null' 0 $?
expect '/dev/null is still a device' 0 "$([[ -c /dev/null ]]; echo $?)"
"$eventarch" design clean.yaml >plain 2>err
"$eventarch" design clean.yaml -o /dev/stdout 2>err | cat >out
expect '-o /dev/stdout' 0 "$(cmp -s plain out; echo $?)"

# Input without measure.
head -c 20000000 /dev/zero | tr '\0' '#' >large.yaml
in_time 2 "$eventarch" design large.yaml >out 2>err
expect 'a file of 20 MB' 1 $?
expect_text 'a file of 20 MB' 'file_too_large' out
in_time 2 "$eventarch" design - <large.yaml >out 2>err
expect '20 MB on standard input' 1 $?
in_time 5 "$eventarch" design /dev/zero >out 2>err
expect '/dev/zero' 1 $?
expect_text '/dev/zero' 'error: \[' out
in_time 5 "$eventarch" design /dev/zero -f json >out 2>err
expect '/dev/zero in JSON' 1 $?
expect_text '/dev/zero in JSON' '"valid": false' out
yes 'event_context: {use_case: saga}' | in_time 5 "$eventarch" design - >out 2>err
expect 'standard input without end' 1 "${PIPESTATUS[1]}"

# The same bytes everywhere.
names=$(locale -a 2>/dev/null | head -n 20)
for flags in '' '-v' '-f json'; do
  # shellcheck disable=SC2086  # split into words
  env -i "$eventarch" design warning.yaml $flags >wanted 2>err
  while IFS= read -r name; do
    # shellcheck disable=SC2086
    env -i LC_ALL="$name" "$eventarch" design warning.yaml $flags >out 2>err
    expect "LC_ALL=$name $flags" 0 "$(cmp -s wanted out; echo $?)"
  done <<<"C
POSIX
C.UTF-8
de_DE.UTF-8
tr_TR.UTF-8
not_a_locale
$names"
  for zone in UTC Pacific/Kiritimati America/St_Johns nowhere; do
    # shellcheck disable=SC2086
    env -i TZ="$zone" "$eventarch" design warning.yaml $flags >out 2>err
    expect "TZ=$zone $flags" 0 "$(cmp -s wanted out; echo $?)"
  done
  # shellcheck disable=SC2086
  (cd / && env -i "$eventarch" design - $flags <"$work/warning.yaml") >out 2>err
  # shellcheck disable=SC2086
  env -i "$eventarch" design - $flags <warning.yaml >wanted 2>err
  expect "another current folder $flags" 0 "$(cmp -s wanted out; echo $?)"
done

# No temporary file is left by any of these.
expect 'nothing is left behind' '' "$(find . -name '*.tmp')"

sum_up
