# shellcheck shell=bash
# Expectations on a real process; for the tests of this folder, which source it.

failures=0
count=0

# expect NAME WANTED SEEN
expect() {
  count=$((count + 1))
  [[ $2 == "$3" ]] && return
  failures=$((failures + 1))
  printf 'FAILED: %s\n  wanted: %s\n  seen:   %s\n' "$1" "$2" "$3"
}

# expect_text NAME PATTERN FILE: some line of the file matches.
expect_text() {
  count=$((count + 1))
  grep -q -- "$2" "$3" && return
  failures=$((failures + 1))
  printf 'FAILED: %s\n  wanted: %s\n  seen:\n' "$1" "$2"
  head -c 500 "$3"
}

# in_time SECONDS COMMAND...: a bound against hanging, not a measurement.
in_time() { timeout --kill-after=1 "$@"; }

# Of the designs that follow; their delivery says whether there is anything to find.
requirements='throughput: 1K msg/s, latency: 1 s, ordering: partition, retention: 7 days'

# write_designs: a clean design and one with a warning, in the current folder.
write_designs() {
  printf 'event_context:\n  use_case: pub_sub\n  requirements: {%s, delivery: at_least_once}\n' \
    "$requirements" >clean.yaml
  printf 'event_context:\n  use_case: pub_sub\n  requirements: {%s, delivery: exactly_once}\n' \
    "$requirements" >warning.yaml
}

# sum_up: how many hold; fails where one does not.
sum_up() {
  printf '%d of %d expectations hold\n' $((count - failures)) "$count"
  [[ $failures -eq 0 ]]
}
