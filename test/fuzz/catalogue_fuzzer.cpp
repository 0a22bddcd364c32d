/// Broker files: any bytes give a broker or an error, and a broker that was read can be decided
/// about, chosen and designed for. An input is taken for a broker file, and for the choice of the
/// facts in one that is complete: nearly every change of a file's bytes makes one that is refused.

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/fact_table.hpp"
#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "invariants.hpp"

namespace eventarch::fuzz {
namespace {

/// Different enough that each fact is asked for by one of them.
constexpr std::array<std::string_view, 3> design_files{
    "event_context: {use_case: saga, requirements: {throughput: 2K msg/s, latency: 500 ms, "
    "delivery: exactly_once}, consumers: [mail, stock], workload: {message_size: 2 KB, "
    "peak_factor: 6, processing_time: 20 ms, hot_key_share: 5 %}, constraints: {cloud: aws, "
    "operations_capacity: small}}",
    "event_context: {use_case: event_sourcing, requirements: {throughput: 300 msg/s, "
    "ordering: global, retention: 520 weeks}, constraints: {replay: true, multi_tenancy: true, "
    "geo_replication: true, deployment: self_managed}}",
    "event_context: {use_case: work_queue, requirements: {throughput: 50K msg/s, latency: 20 ms, "
    "ordering: none}, constraints: {priority: true, delayed_delivery: true, request_reply: true, "
    "complex_routing: true}}",
};

void check_candidate(const Candidate& candidate) {
  for (const Contribution& part : candidate.contributions) {
    require(part.rating >= 0 && part.rating <= 1, "a rating lies between 0 and 1");
    require(std::isfinite(part.points), "points are a number");
  }
  require(std::isfinite(candidate.score()), "a score is a number");
}

void check_decision(const Decision& decision) {
  for (const Candidate& candidate : decision.candidates) check_candidate(candidate);
  for (const Relaxation& relaxation : decision.relaxations) {
    require(std::isfinite(relaxation.distance()), "what is given up can be measured");
  }
}

void check_sizing(const Sizing& sizing) {
  for (const LatencyTerm& term : sizing.latency.terms) {
    require(std::isfinite(term.p50_ms) && std::isfinite(term.p99_ms), "latency is a number");
  }
  for (const ConsumerGroup& group : sizing.consumers) {
    require(group.instances > 0, "a group has consumers");
    require(std::isfinite(group.utilization), "a consumer's load is a number");
  }
  require(std::isfinite(sizing.storage.total.bytes), "storage is a number");
  require(std::isfinite(sizing.network.egress.per_second), "traffic is a number");
}

void check_advice(const Advice& advice) {
  require(advice.decision.has_value(), "a broker file does not make a design file invalid");
  check_decision(*advice.decision);
  if (advice.design) check_sizing(advice.design->sizing);
}

Catalogue catalogue_of(const std::vector<const Broker*>& brokers) {
  Catalogue catalogue;
  for (const Broker* broker : brokers) catalogue.put(*broker);
  for (const Broker* broker : brokers) require(catalogue.enable(broker->id), "a broker is there");
  return catalogue;
}

/// Against another one; alone, so that it wins or says what to give up; and pinned, so that it is
/// designed for whether or not it is fit. One rival and one design are enough: all of them take so
/// long that few inputs would be tried.
void check_decisions_with(const Broker& broker, std::string_view design_file) {
  const Catalogue alone = catalogue_of({&broker});
  const Catalogue with_rival = catalogue_of({built_in_catalogue().find("kafka"), &broker});
  // Quoted, since an id may read as null.
  const Override pinned{"decisions.broker", fmt::format("'{}'", broker.id)};
  const SourceText source{"fixed.yaml", std::string(design_file), "fixed"};
  check_advice(advise(source, with_rival).front());
  check_advice(advise(source, alone).front());
  const Advice design = advise(source, alone, {pinned}).front();
  check_advice(design);
  require(nlohmann::json::accept(render_json_line(design)), "the report is JSON");
}

/// Quantities from the ordinary to the ends of what can be written.
std::array<std::string_view, 4> quantities(const catalogue::FactDescription& row) {
  switch (row.kind) {
    case catalogue::FactKind::message_rate:
      return {"1M msg/s", "10K msg/s", "1 msg/s", "1000000M msg/s"};
    case catalogue::FactKind::byte_rate: return {"2 GB/s", "50 MB/s", "1 B/s", "1000000 GB/s"};
    case catalogue::FactKind::duration:
      if (row.name.starts_with("latency")) return {"5 ms", "200 ms", "0.001 ms", "10000000 hours"};
      return {"14 days", "15 min", "0.001 ms", "10000000 hours"};
    case catalogue::FactKind::size: return {"1 MiB", "64 KiB", "1 B", "1000000 MB"};
    default: return {"120000", "12", "1", "1000000000000"};
  }
}

/// Not every fact may be without a figure: rare, so that they do not spoil each other's files.
std::string quantity(const catalogue::FactDescription& row, std::uint8_t choice) {
  if (choice == 255) return "none";
  if (choice == 254) return "unlimited";
  const auto texts = quantities(row);
  return std::string(texts[choice % texts.size()]);
}

/// Takes a word away for each bit.
std::string list(std::span<const Word> words, std::uint8_t choice) {
  std::vector<std::string_view> kept;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (((choice >> i) & 1) == 0) kept.push_back(name_of(words[i]));
  }
  return fmt::format("[{}]", fmt::join(kept, ", "));
}

std::string value_of(const catalogue::FactDescription& row, std::uint8_t choice) {
  if (row.kind == catalogue::FactKind::list) return list(row.words, choice);
  if (row.words.empty()) return quantity(row, choice);
  return std::string(name_of(row.words[choice % row.words.size()]));
}

/// A complete broker file: the first byte chooses the value of the first fact, and so on.
std::string file_of_choices(std::string_view choices) {
  std::string text =
      "broker:\n  id: own\n  name: Own\n  summary: A broker\n  version: v1\n"
      "  checked: 2025-01-01\n  sources: {S1: a page}\n  facts:\n";
  for (const catalogue::FactDescription& row : catalogue::facts()) {
    const auto place = static_cast<std::size_t>(row.key);
    const auto choice = static_cast<std::uint8_t>(place < choices.size() ? choices[place] : 0);
    text += fmt::format("    {}: {{value: {}, source: S1}}\n", row.name, value_of(row, choice));
  }
  return text + "  modes:\n    main: {name: Main, summary: The only one}\n";
}

void check_file(std::string_view text, std::string_view design_file) {
  Findings findings;
  const std::optional<Broker> broker = read_broker("fuzz.yaml", text, findings);
  require(broker.has_value() != findings.has_errors(), "there is either a broker or an error");
  check_findings(findings, text);
  if (broker) check_decisions_with(*broker, design_file);
}

void check_text(std::string_view text) {
  // The length chooses: nothing else of an input is free.
  const std::string_view design_file = design_files[text.size() % design_files.size()];
  check_file(text, design_file);
  check_file(file_of_choices(text), design_file);
}

}  // namespace
}  // namespace eventarch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eventarch::fuzz::check_text(eventarch::fuzz::text_of(data, size));
  return 0;
}
