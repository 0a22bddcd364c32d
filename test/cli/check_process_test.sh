#!/usr/bin/env bash
# `check` as a process: the exit status of every outcome in every format, and what the process does
# to pipes, devices and files.
# usage: check_process_test.sh PATH-OF-EVENTARCH
set -uo pipefail

# shellcheck source=test/cli/expectations.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/expectations.sh"
eventarch=${1:?usage: check_process_test.sh PATH-OF-EVENTARCH}
work=$(mktemp -d) || exit 2
trap 'rm -rf -- "$work"' EXIT
cd -- "$work" || exit 2
unset GITHUB_WORKSPACE CI_PROJECT_DIR NO_COLOR FORCE_COLOR SOURCE_DATE_EPOCH
write_designs
printf 'event_context:\n  use_case: pub_sub\n  requirements: {troughput: 1K msg/s}\n' >error.yaml
printf 'event_context: {use_case: saga\n' >syntax.yaml
mkdir empty folder unreadable dangling badconf nobrokers
cp clean.yaml folder/
ln -s nowhere dangling/a.eventarch.yaml
cp clean.yaml badconf/ && printf 'colour: red\n' >badconf/.eventarch.yaml
printf 'not a baseline\n' >bad_baseline.jsonl
printf 'event_context: {}\n' >unreadable/a.yaml && chmod 000 unreadable/a.yaml

# STATUS, then the arguments, for every format.
table='
0 clean.yaml
0 folder
0 clean.yaml ./clean.yaml folder
0 warning.yaml
0 warning.yaml --fail-on never
0 syntax.yaml --fail-on never
1 warning.yaml --fail-on warning
1 error.yaml
1 syntax.yaml
1 clean.yaml error.yaml
1 clean.yaml folder syntax.yaml
2 missing.yaml
2 missing/
2 clean.yaml missing.yaml
2 error.yaml missing.yaml
2 empty
2 dangling
2 dangling/a.eventarch.yaml
2 clean.yaml dangling
2 badconf
2 clean.yaml badconf/clean.yaml
2 clean.yaml --catalogue missing
2 clean.yaml --catalogue nobrokers
2 clean.yaml --baseline missing.jsonl
2 clean.yaml --baseline bad_baseline.jsonl
2 clean.yaml --baseline folder
2 clean.yaml --colour
2 clean.yaml --fail-on loud
2 clean.yaml --jobs none
2 clean.yaml -o missing/report
2 error.yaml -o missing/report
2 clean.yaml -o folder
2 clean.yaml --output json=missing/report
2 clean.yaml --write-baseline missing/baseline'
formats='text concise json jsonl sarif junit github gitlab'
while read -r wanted arguments; do
  [[ -n $wanted ]] || continue
  for format in $formats; do
    # shellcheck disable=SC2086  # split into words
    in_time 20 "$eventarch" check $arguments --format "$format" >out 2>err
    expect "check $arguments -f $format" "$wanted" $?
    expect "check $arguments -f $format: told" "$([[ $wanted == 2 ]] && echo yes)" \
      "$([[ -s err ]] && echo yes)"
  done
done <<<"$table"
if ! cat unreadable/a.yaml >/dev/null 2>&1; then # root may
  "$eventarch" check unreadable/a.yaml clean.yaml >out 2>err
  expect 'a file without permission' 2 $?
  expect_text 'a file without permission' 'cannot read .unreadable/a.yaml' err
fi

# A reader who goes away, devices that are full, streams that are closed.
mkdir many
for i in $(seq 1 400); do cp syntax.yaml "many/$i.yaml"; done
for format in $formats; do
  "$eventarch" check many -f "$format" 2>err | head -c 1 >first
  expect "closed pipe -f $format" 1 "${PIPESTATUS[0]}"
  expect "closed pipe -f $format: nothing is said" '' "$(<err)"
  "$eventarch" check many --fail-on never -f "$format" -o /dev/stdout 2>err | head -c 1 >first
  expect "closed pipe, -o /dev/stdout -f $format" 0 "${PIPESTATUS[0]}"
  expect "closed pipe, -o /dev/stdout -f $format: nothing is said" '' "$(<err)"
  if [[ -e /dev/full ]]; then
    "$eventarch" check many -f "$format" >/dev/full 2>err
    expect "full device -f $format" 2 $?
    expect_text "full device -f $format" 'cannot write' err
    "$eventarch" check many -f "$format" -o /dev/full >out 2>err
    expect "-o /dev/full -f $format" 2 $?
  fi
  "$eventarch" check clean.yaml -f "$format" <&- >out 2>err
  expect "standard input closed -f $format" 0 $?
done
"$eventarch" check clean.yaml >&- 2>err
expect 'standard output closed' 2 $?
"$eventarch" check missing.yaml 2>&- >out
expect 'standard error closed' 2 $?
"$eventarch" design clean.yaml -v -o /dev/stdout 2>err | true
expect 'design, closed pipe, -o /dev/stdout' 0 "${PIPESTATUS[0]}"

# The same bytes whatever the number of threads.
for format in $formats; do
  "$eventarch" check many . -f "$format" -j1 >one 2>&1
  "$eventarch" check many . -f "$format" -j8 >eight 2>&1
  expect "threads -f $format" 0 "$(cmp -s one eight; echo $?)"
done

# Standard input, and pipes by their name.
"$eventarch" check - <syntax.yaml >out 2>err
expect 'standard input' 1 $?
"$eventarch" check - -f json </dev/null >out 2>err
expect 'empty standard input' 1 $?
in_time 10 "$eventarch" check <(cat clean.yaml) >out 2>err
expect 'a pipe by its name' 0 $?
if mkfifo pipe.eventarch.yaml 2>/dev/null; then
  in_time 10 "$eventarch" check . >out 2>err
  expect 'a pipe in a folder is not waited for' 2 $? # there are links to nowhere
  rm pipe.eventarch.yaml
fi
in_time 5 "$eventarch" check /dev/zero -f concise >out 2>err
expect '/dev/zero' 1 $?

# Fixes: whole or not at all, and links stay links.
mkdir fixes && cp error.yaml fixes/real.yaml && ln -s real.yaml fixes/link.yaml
chmod 640 fixes/real.yaml
"$eventarch" check fixes/link.yaml --diff >out 2>err
expect '--diff' 1 $?
expect_text '--diff' '^+.*throughput' out
expect '--diff changes nothing' 0 "$(cmp -s error.yaml fixes/real.yaml; echo $?)"
"$eventarch" check fixes/link.yaml --fix >out 2>err
expect '--fix' 0 $?
expect_text '--fix' '{throughput' fixes/real.yaml
expect '--fix keeps a link' 0 "$([[ -L fixes/link.yaml ]]; echo $?)"
expect '--fix keeps the mode' 640 "$(stat -c %a fixes/real.yaml)"
"$eventarch" check - --fix <error.yaml >out 2>err
expect '--fix of standard input' 2 $?

# What its owner wants kept as it is stays, whoever runs the program.
cp error.yaml fixes/kept.yaml && chmod 444 fixes/kept.yaml
"$eventarch" check fixes/kept.yaml --fix >out 2>err
expect '--fix of a file that is read-only' 2 $?
expect_text '--fix of a file that is read-only' 'cannot write `fixes/kept.yaml`: it is read-only' err
expect '--fix of a file that is read-only: its text' 0 "$(cmp -s error.yaml fixes/kept.yaml; echo $?)"
expect '--fix of a file that is read-only: its mode' 444 "$(stat -c %a fixes/kept.yaml)"
"$eventarch" check clean.yaml -o fixes/kept.yaml >out 2>err
expect 'a report over a file that is read-only' 2 $?

# A limit on the size of files: the signal for it must leave nothing half done.
{ cat error.yaml; for i in $(seq 400); do printf '# a line that makes the file longer: %s\n' "$i"; done; } \
  >fixes/long.yaml
cp fixes/long.yaml long.before
(ulimit -f 8; exec "$eventarch" check fixes/long.yaml --fix >out 2>err)
expect '--fix beyond the limit on files' 2 $?
expect_text '--fix beyond the limit on files' 'cannot write `fixes/long.yaml`: File too large' err
expect '--fix beyond the limit on files: its text' 0 "$(cmp -s long.before fixes/long.yaml; echo $?)"
expect '--fix beyond the limit on files: nothing is left over' '' "$(find fixes -name '.eventarch*')"

if command -v patch >/dev/null; then
  cp error.yaml patched.yaml
  "$eventarch" check patched.yaml --diff >patch.txt
  patch -s -p1 <patch.txt
  mkdir else && cp error.yaml fixes/whole.yaml && cp error.yaml fixes/above.yaml
  (cd else && "$eventarch" check "$work/fixes/whole.yaml" ../fixes/above.yaml --diff) >whole.patch
  patch -p1 -d / <whole.patch >out 2>err
  expect '--diff of a whole path is what patch takes' 0 $?
  expect '--diff of a whole path is what patch takes: both files' 2 \
    "$(cat fixes/whole.yaml fixes/above.yaml | grep -c '{throughput')"
  expect '--diff is what patch takes' 0 "$(grep -q '{throughput' patched.yaml; echo $?)"
fi
if [[ -d /proc/self ]]; then
  "$eventarch" check clean.yaml --write-baseline /proc/baseline >out 2>err
  expect 'no writable folder' 2 $?
  expect 'no writable folder: nothing on standard output' '' "$(<out)"
fi

# Suppressions end with the day.
printf 'event_context:\n  use_case: pub_sub\n  # %s\n  requirements: {%s, delivery: exactly_once}\n' \
  'eventarch: ignore=exactly_once_complexity until=2030-06-30 -- a pilot' "$requirements" >until.yaml
SOURCE_DATE_EPOCH=1909180800 "$eventarch" check until.yaml --fail-on warning -f concise >out 2>err
expect_text 'the day after' 'exactly_once_complexity' out
SOURCE_DATE_EPOCH=1909007999 "$eventarch" check until.yaml -f concise >out 2>err
expect 'the last day' 1 "$(grep -q '\[exactly_once_complexity\]' out; echo $?)"

# Names that want to be taken for something else.
name=$(printf 'a\n::error title=fake::\033[31mb.eventarch.yaml')
cp syntax.yaml "$name" 2>/dev/null
for format in $formats; do
  "$eventarch" check "$name" -f "$format" >out 2>err
  expect "a hostile name -f $format" 1 $?
  expect "a hostile name -f $format: no command" 1 "$(grep -q '^::error title=fake' out; echo $?)"
  expect "a hostile name -f $format: no escape" 1 "$(grep -q $'\033' out; echo $?)"
done
"$eventarch" check "$name.missing" >out 2>err
expect 'a hostile name that is missing: one line' 1 "$(grep -c . err)"

expect 'nothing is left behind' '' "$(find . -name '*.tmp')"

sum_up
