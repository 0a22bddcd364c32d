#include "cli/help_texts.hpp"

#include <algorithm>
#include <array>

namespace eventarch::cli {

namespace {

/// What 0 and 1 mean; 2 and 3 are the same everywhere but for what can be in the way.
struct Statuses {
  std::string_view command;
  std::string_view answers;
  std::string_view obstacles;
};

constexpr std::string_view of_files =
    "  2  it could not run: bad flag, no input, unreadable input, unwritable output\n";

constexpr std::array all_statuses{
    Statuses{"design",
             "  0  there is a design, and no finding at or above --fail-on\n"
             "  1  the answer is no: a finding at or above --fail-on, or no broker qualifies\n",
             of_files},
    Statuses{"check",
             "  0  no finding at or above --fail-on\n"
             "  1  a finding at or above --fail-on\n",
             "  2  it could not run: bad flag, no design file, unreadable input or baseline,\n"
             "     unwritable output, a baseline asked for where a file is no design file\n"},
    Statuses{"diff",
             "  0  no change at or above --fail-on\n"
             "  1  a change at or above --fail-on, or a side that is no valid design file\n",
             "  2  it could not run: bad flag, unreadable input, unknown revision, no git,\n"
             "     unwritable output\n"},
    Statuses{"simulate",
             "  0  the design holds, as far as --fail-on asks\n"
             "  1  it does not: a guarantee breaks or a requirement is missed (see --fail-on),\n"
             "     the file has errors, or no broker qualifies\n",
             of_files},
    Statuses{"calculate",
             "  0  a result\n"
             "  1  there is no finite result, such as for a backlog that never drains\n",
             "  2  it could not run: bad flag, unknown formula, wrong input, unwritable output\n"},
    Statuses{"explain", "  0  explained\n", "  2  nothing is known under the name; bad flag\n"},
    Statuses{"init", "  0  written\n", "  2  the file exists, or cannot be written; bad flag\n"},
    Statuses{"schema", "  0  printed\n", "  2  there is no such schema; bad flag\n"},
    Statuses{"completion", "  0  printed\n", "  2  there is none for that shell; bad flag\n"},
    Statuses{"",
             "  0  done, nothing at or above --fail-on\n"
             "  1  the answer is no: findings or changes at or above --fail-on, no broker\n"
             "     qualifies, a calculation has no finite result, or a simulated design does\n"
             "     not hold\n",
             of_files},
};

}  // namespace

std::string exit_statuses(std::string_view command) {
  const auto* row = std::ranges::find(all_statuses, command, &Statuses::command);
  if (row == all_statuses.end()) row = &all_statuses.back();
  return "Exit status:\n" + std::string(row->answers) + std::string(row->obstacles) +
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
           "  eventarch check - --stdin-filename orders.yaml < orders.yaml\n"
           "  eventarch check --list-rules\n"
           "A comment accepts one finding: # eventarch: ignore=RULE -- the reason\n";
  }
  if (command == "completion") {
    return "Examples:\n"
           "  eventarch completion bash \\\n"
           "      > ~/.local/share/bash-completion/completions/eventarch\n"
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
           "  eventarch explain no_loss              a guarantee, fault or mistake\n";
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
           "  eventarch calculate drain_time backlog=1M arrival=0msg/s capacity=5Kmsg/s \\\n"
           "      -f json\n";
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
