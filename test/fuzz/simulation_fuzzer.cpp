/// Simulating: the bytes choose a small design, what is simulated of it and under which faults; a
/// run of a few hundred messages ends, gives the same twice, and every format can carry it.

#include <fmt/format.h>

#include <array>
#include <string>
#include <variant>

#include "eventarch/advise.hpp"
#include "eventarch/simulation_report.hpp"
#include "written_text.hpp"

namespace eventarch::fuzz {
namespace {

/// Takes a byte after the other; zeros when they are used up.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes) {}
  std::uint8_t next() {
    if (bytes_.empty()) return 0;
    const auto byte = static_cast<std::uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }
  template <std::size_t Size>
  std::string_view of(const std::array<std::string_view, Size>& words) {
    return words[next() % Size];
  }
  [[nodiscard]] std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
};

/// A name of the user's in double quotes: any bytes that are text, escaped as YAML does.
std::string quoted_name(std::string_view raw) {
  std::string out = "\"n";
  for (const char c : raw.substr(0, 40)) {
    out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return out + "\"";
}

std::string design_of(Choices& choices) {
  using Words = std::array<std::string_view, 5>;
  const std::string_view use_case =
      choices.of(Words{"pub_sub", "work_queue", "event_sourcing", "cqrs", "saga"});
  const std::string_view rate =
      choices.of(Words{"1 msg/s", "100 msg/s", "10K msg/s", "300K msg/s", "1000000M msg/s"});
  const std::string_view latency = choices.of(Words{"1 ms", "100 ms", "1 s", "60 s", "1000000 s"});
  const std::string_view ordering =
      choices.of(std::array<std::string_view, 3>{"none", "partition", "global"});
  const std::string_view delivery =
      choices.of(std::array<std::string_view, 3>{"at_least_once", "at_most_once", "exactly_once"});
  const std::string_view retention =
      choices.of(Words{"1 hour", "7 days", "8 weeks", "520 weeks", "10000000 hours"});
  const std::string_view broker = choices.of(
      std::array<std::string_view, 6>{"", "kafka", "rabbitmq", "sqs", "pulsar", "kinesis"});
  const std::string_view work = choices.of(Words{"0.001 ms", "5 ms", "1 s", "60 min", "24 hours"});
  const std::string_view share = choices.of(Words{"0.01 %", "2 %", "30 %", "99 %", "100 %"});
  const std::string_view size = choices.of(Words{"1 B", "1 KB", "200 KB", "1 MiB", "100 MB"});
  const unsigned partitions = 1U << (choices.next() % 12U);
  const unsigned attempts = 1U + choices.next() % 20U;
  std::string out = fmt::format(
      "event_context:\n  use_case: {}\n  requirements: {{throughput: {}, latency: {}, ordering: "
      "{}, delivery: {}, retention: {}}}\n  workload: {{processing_time: {}, hot_key_share: {}, "
      "message_size: {}, peak_factor: {}}}\n  decisions: {{partitions: {}, max_attempts: {}, "
      "dead_letter_queue: {}",
      use_case, rate, latency, ordering, delivery, retention, work, share, size,
      1 + choices.next() % 30, partitions, attempts, (choices.next() & 1U) != 0);
  if (!broker.empty()) out += fmt::format(", broker: {}", broker);
  const std::string name = quoted_name(choices.rest());
  return out + fmt::format("}}\n  consumers: [{0}, b]\n  producers: [{0}]\n", name);
}

SimulationOptions options_of(Choices& choices) {
  SimulationOptions options;
  options.seed = choices.next();
  options.seeds = 1;
  options.messages = 200;
  options.fault_messages = 100;
  options.threads = 1;
  options.trace_lines = 200;
  options.arrivals = (choices.next() & 1U) != 0 ? Arrivals::poisson : Arrivals::steady;
  options.service = static_cast<ServiceShape>(choices.next() % 3);
  options.service_variation = choices.next() % 11;
  options.queue = (choices.next() & 1U) != 0 ? EventQueue::timing_wheel : EventQueue::heap;
  const auto faults = simulation_faults();
  const std::size_t fault = choices.next() % (faults.size() + 2);
  options.faults = {fault < faults.size() ? std::string(faults[fault].name)
                                          : (fault == faults.size() ? "none" : "default")};
  const auto mistakes = simulation_mistakes();
  const std::size_t mistake = choices.next() % (mistakes.size() + 1);
  if (mistake < mistakes.size()) options.mistake = std::string(mistakes[mistake].name);
  if (choices.next() % 4 == 0 && fault < faults.size()) options.trace_fault = options.faults[0];
  return options;
}

void check_report(const SimulationReport& report) {
  for (const Detail detail : {Detail::brief, Detail::normal, Detail::verbose}) {
    check_inert(render_simulation_text(report, {Color::off, detail}));
  }
  const auto json = check_json(render_simulation_json(report));
  const std::string line = render_simulation_json_line(report);
  require(line.find('\n') == line.size() - 1, "the JSON line is one line");
  require(nlohmann::json::parse(line, nullptr, false) == json, "both JSON reports are the same");
}

void check_text(std::string_view bytes) {
  Choices choices(bytes);
  const SimulationOptions options = options_of(choices);
  const SourceText source{"a\x1b::error\n##[b.yaml", design_of(choices), "a"};
  Advice advice = advise(source, built_in_catalogue()).front();
  if (!advice.design) return;
  const auto first = simulate(advice, options);
  const auto second = simulate(advice, options);
  if (const auto* refusal = std::get_if<SimulationRefusal>(&first)) {
    require(!refusal->message.empty(), "a refusal says why");
    return;
  }
  const auto& result = std::get<SimulationResult>(first);
  require(!result.interrupted, "a small simulation ends");
  require(result.history_hash == std::get<SimulationResult>(second).history_hash,
          "the same simulation gives the same history");
  check_report({std::move(advice), result, options, "eventarch simulate a\x1b.yaml"});
}

}  // namespace
}  // namespace eventarch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eventarch::fuzz::check_text(eventarch::fuzz::text_of(data, size));
  return 0;
}
