#include "cli/help_texts.hpp"

namespace eventarch::cli {

std::string_view exit_statuses() {
  return "Exit status:\n"
         "  0  done, nothing at or above --fail-on\n"
         "  1  the answer is no: findings at or above --fail-on, no broker qualifies, a\n"
         "     calculation has no finite result, or a simulated design does not hold\n"
         "  2  it could not run: bad flag, no input, unreadable input, unwritable output\n"
         "  3  an internal error\n";
}

std::string_view usage_of(std::string_view command) {
  if (command == "design") return "design [flags] FILE...";
  if (command == "check") return "check [flags] [PATH...]";
  if (command == "simulate") return "simulate [flags] FILE...";
  if (command == "schema") return "schema check|diff|input|report|simulation";
  if (command == "completion") return "completion bash|zsh|fish";
  if (command == "init") return "init [--force] [FILE]";
  if (command == "explain") return "explain [NAME]";
  if (command == "diff") return "diff [flags] OLD NEW";
  if (command == "calculate") return "calculate [flags] [FORMULA [NAME=VALUE...]]";
  return "COMMAND ...";
}

// Nothing but texts, one a command.
// NOLINTNEXTLINE(readability-function-size)
std::string_view examples_of(std::string_view command) {
  if (command == "design") {
    return "Examples:\n"
           "  eventarch design ctx.yaml\n"
           "  eventarch design ctx.yaml -v\n"
           "  eventarch design ctx.yaml --set requirements.throughput=\"50K msg/s\"\n"
           "  eventarch design ctx.yaml --section consumer_config --section patterns\n"
           "  eventarch design ctx.yaml --format markdown > comment.md\n"
           "  eventarch design ctx.yaml --format json | jq .topology\n"
           "  eventarch design ctx.yaml --schema-format avro -f json | jq .message_schema\n"
           "  eventarch design ctx.yaml --output json=report.json --fail-on warning\n"
           "  eventarch design ctx.yaml --catalogue our-brokers/\n"
           "  eventarch design - < ctx.yaml\n";
  }
  if (command == "check") {
    return "Examples:\n"
           "  eventarch check                        all design files of this folder\n"
           "  eventarch check orders.eventarch.yaml services/\n"
           "  eventarch check --fail-on warning\n"
           "  eventarch check --diff                 what --fix would change\n"
           "  eventarch check --fix\n"
           "  eventarch check --output sarif=eventarch.sarif --output junit=eventarch.xml\n"
           "  eventarch check --write-baseline eventarch-baseline.jsonl\n"
           "  eventarch check --baseline eventarch-baseline.jsonl\n"
           "  eventarch check - --stdin-filename orders.eventarch.yaml < orders.eventarch.yaml\n"
           "  eventarch check --list-rules\n"
           "A comment accepts one finding: # eventarch: ignore=RULE -- the reason\n";
  }
  if (command == "completion") {
    return "Examples:\n"
           "  eventarch completion bash > ~/.local/share/bash-completion/completions/eventarch\n"
           "  eventarch completion zsh > \"${fpath[1]}/_eventarch\"\n"
           "  eventarch completion fish > ~/.config/fish/completions/eventarch.fish\n";
  }
  if (command == "schema") {
    return "Examples:\n  eventarch schema input > event-context.schema.json\n"
           "  eventarch schema report\n"
           "  eventarch schema check\n"
           "  eventarch schema diff\n"
           "  eventarch schema simulation\n";
  }
  if (command == "init") {
    return "Examples:\n  eventarch init\n  eventarch init orders.eventarch.yaml\n";
  }
  if (command == "explain") {
    return "Examples:\n  eventarch explain\n  eventarch explain exactly_once_complexity\n"
           "  eventarch explain kafka\n  eventarch explain rabbitmq/stream\n"
           "  eventarch explain drain_time           a formula\n"
           "  eventarch explain dead_letter_queue    a pattern\n"
           "  eventarch explain ConsumerLagHigh      an alert\n"
           "  eventarch explain consumer_lag         a metric, a log event and what to do\n"
           "  eventarch explain acks                 a setting: default, range, source\n"
           "  eventarch explain no_loss              a guarantee, fault or mistake of simulate\n";
  }
  if (command == "diff") {
    return "Examples:\n"
           "  eventarch diff main:orders.yaml orders.yaml   against a branch, tag or commit\n"
           "  eventarch diff old.yaml new.yaml -v           with rules and sources\n"
           "  eventarch diff HEAD:orders.yaml - < orders.yaml\n"
           "  eventarch diff main:orders.yaml orders.yaml -f markdown > comment.md\n"
           "  eventarch diff old.yaml new.yaml --fail-on risky --output json=diff.json\n";
  }
  if (command == "simulate") {
    return "Examples:\n"
           "  eventarch simulate ctx.yaml                    at peak, and under each fault\n"
           "  eventarch simulate ctx.yaml -v                 every verdict and figure\n"
           "  eventarch simulate ctx.yaml --faults all --seeds 200\n"
           "  eventarch simulate ctx.yaml --mistake commit_before_processing\n"
           "  eventarch simulate ctx.yaml --seed 7 --trace consumer_crash_after_effect\n"
           "  eventarch simulate ctx.yaml --set requirements.throughput=\"50K msg/s\"\n"
           "  eventarch simulate ctx.yaml --service lognormal --service-variation 2\n"
           "  eventarch simulate ctx.yaml --output json=simulation.json --fail-on untested\n"
           "  eventarch explain consumer_crash_after_effect  a fault, guarantee or mistake\n";
  }
  if (command == "calculate") {
    return "Examples:\n"
           "  eventarch calculate              the formulas\n"
           "  eventarch calculate drain_time   what it takes\n"
           "  eventarch calculate drain_time backlog=36M arrival=\"10K msg/s\" \\\n"
           "      capacity=\"15K msg/s\"\n"
           "  eventarch calculate drain_time backlog=1M arrival=0msg/s capacity=5Kmsg/s -f json\n";
  }
  return "Examples:\n"
         "  eventarch init ctx.yaml          write a commented file to start from\n"
         "  eventarch design ctx.yaml        the design, with its reasons\n"
         "  eventarch design ctx.yaml -f json\n"
         "  eventarch simulate ctx.yaml      whether it holds at peak, and under faults\n"
         "  eventarch check                  what is wrong with the designs of this folder\n"
         "  eventarch explain kafka          what is known about a broker, with sources\n";
}

}  // namespace eventarch::cli
