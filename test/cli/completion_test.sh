#!/usr/bin/env bash
# Completion, tried in the shell that it is for.
# usage: completion_test.sh PATH-OF-EVENTARCH
set -uo pipefail

# shellcheck source=test/cli/expectations.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/expectations.sh"
eventarch=${1:?usage: completion_test.sh PATH-OF-EVENTARCH}
work=$(mktemp -d) || exit 2
trap 'rm -rf -- "$work"' EXIT

for shell in bash zsh fish; do
  "$eventarch" completion "$shell" >"$work/$shell" 2>"$work/err"
  expect "completion $shell" 0 $?
  expect "completion $shell: nothing is said" '' "$(<"$work/err")"
done

# offered WORD...: what bash offers for the last word, in a shell of its own.
offered() {
  # shellcheck disable=SC2016  # the inner shell expands it
  bash --norc --noprofile -c 'source "$1"; shift
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
    _eventarch; printf "%s\n" "${COMPREPLY[@]}"' _ "$work/bash" "$@" | paste -sd ' '
}

expect 'commands' 'check calculate completion' "$(offered eventarch c)"
expect 'flags of the program' '--help --version' "$(offered eventarch --)"
expect 'formats' 'json jsonl junit' "$(offered eventarch check --format j)"
expect 'formats, short' 'sarif' "$(offered eventarch check -f s)"
expect 'formats of another command' 'text' "$(offered eventarch calculate -f t)"
expect 'behind an equals sign' 'github gitlab' "$(offered eventarch check --format = g)"
expect 'everything behind an equals sign' 'error warning info never' \
  "$(offered eventarch check --fail-on '=')"
expect 'flags' '--fix' "$(offered eventarch check a.yaml --fi)"
expect 'flags of another command' '--force' "$(offered eventarch init --fo)"
expect 'sections' 'sizing' "$(offered eventarch design x.yaml --section si)"
expect 'words of an argument' 'bash' "$(offered eventarch completion b)"
expect 'names to explain' 'exactly_once_complexity exactly_once_scope' \
  "$(offered eventarch explain exactly_once_)"
expect 'names of changes' 'partitions_changed_keyed' "$(offered eventarch explain partitions_ch)"
expect 'names of modes' 'rabbitmq/quorum_queue' "$(offered eventarch explain rabbitmq/q)"
expect 'names of formulas' 'drain_time' "$(offered eventarch calculate drain_t)"
expect 'names for zsh' 0 "$(grep -q drain_time "$work/zsh"; echo $?)"
expect 'names for fish' 0 "$(grep -q "explain' .*exactly_once_complexity" "$work/fish"; echo $?)"
expect 'files are left to bash' '' "$(offered eventarch check a)"
expect 'files behind a flag are left to bash' '' "$(offered eventarch check --baseline -)"

# Every flag of every help page is offered.
while read -r command; do
  for flag in $("$eventarch" "$command" --help | sed -n '/^Flags/,/^$/p' |
    sed -n 's/^  \(-[^ ]*,\)\{0,1\} *\(--[a-z-]*\).*/\2/p'); do
    expect "$command $flag" "$flag" "$(offered eventarch "$command" "$flag" | tr ' ' '\n' |
      grep -Fx -- "$flag")"
    expect "$command $flag for zsh" 0 "$(grep -qF -- ")$flag[" "$work/zsh" ||
      grep -qF -- "*$flag[" "$work/zsh"; echo $?)"
    expect "$command $flag for fish" 0 \
      "$(grep -q -- "from $command'.* -l ${flag#--} " "$work/fish"; echo $?)"
  done
done < <("$eventarch" --help | sed -n '/^Commands:/,/^$/p' | sed -n 's/^  \([a-z]\{1,\}\) .*/\1/p')
expect 'flags were found' yes "$([[ $count -gt 100 ]] && echo yes)"

# Where these shells are, they read the whole of it.
for shell in zsh fish; do
  command -v "$shell" >/dev/null || continue
  "$shell" -n "$work/$shell" 2>"$work/err"
  expect "$shell reads it" '0 ' "$? $(<"$work/err")"
done

sum_up
