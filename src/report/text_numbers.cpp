#include "report/text_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "report/measurements.hpp"
#include "report/summary.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

std::string about(double ms) { return notation::about(Duration{ms}); }
std::string whole(std::uint64_t count) { return notation::number(static_cast<double>(count), 15); }

std::string_view units_label(const Sizing& sizing) {
  if (sizing.unit == "partition" || sizing.unit == "stream") return "Partitions";
  if (sizing.unit == "shard") return "Shards";
  return sizing.unit == "subscription" ? "Subscriptions" : "Queues";
}

const PartitionNeed* second_need(const Sizing& sizing, const PartitionNeed& binding) {
  const PartitionNeed* second = nullptr;
  for (const PartitionNeed& need : sizing.needs) {
    if (&need == &binding) continue;
    if (second == nullptr || need.partitions > second->partitions) second = &need;
  }
  return second;
}

/// "consumer throughput binds", "availability zones bind"
std::string binds(std::string_view name) {
  const bool several = name.ends_with("s") && !name.ends_with("ss");
  return fmt::format("{} {}", text::spoken(name), several ? "bind" : "binds");
}

std::string count_text(const Sizing& sizing, std::string_view units) {
  const auto binding = std::ranges::max_element(sizing.needs, {}, &PartitionNeed::partitions);
  std::string text = fmt::format("{}. ", units);
  if (sizing.single_unit_utilization) {
    return text + fmt::format("Global order allows no more; the peak takes {} of what it carries",
                              notation::percent(*sizing.single_unit_utilization));
  }
  if (sizing.partitions_pinned) {
    return text + fmt::format("Pinned by decisions.partitions; needed: {}, since {}: {}",
                              binding->partitions, binds(binding->name), binding->substituted);
  }
  if (binding->partitions == 1) return text + sizing.rounding.reason;
  const std::string number = fmt::to_string(binding->partitions);
  text += fmt::format("{}: {}{}; {}", binds(binding->name), binding->substituted,
                      binding->substituted == number ? "" : " = " + number, sizing.rounding.reason);
  const PartitionNeed* second = second_need(sizing, *binding);
  if (second != nullptr && second->partitions > 1) {
    text += fmt::format(". Next: {} with {}", text::spoken(second->name), second->partitions);
  }
  for (const UnreachableNeed& need : sizing.unreachable) {
    text += fmt::format(". The {}: {}", out_of_reach(sizing, need), need.reason);
  }
  return text;
}

std::string partitions_text(const Design& design) {
  const Sizing& sizing = design.sizing;
  std::string text = count_text(sizing, counted_units(design));
  if (sizing.keys_needed && *sizing.keys_needed > 1) {
    text += fmt::format(
        ". At least {} keys must be busy at once at the peak: each is worked on by "
        "one consumer",
        whole(*sizing.keys_needed));
  }
  return text;
}

/// Less than a microsecond is no figure that anybody could measure.
std::string term_text(double ms) {
  constexpr double least_ms = 0.001;
  return ms > 0 && ms < least_ms ? std::string("under 1 us") : about(ms);
}

std::string latency_text(const Sizing& sizing) {
  const LatencyBudget& latency = sizing.latency;
  if (!latency.p99_ms) {
    return "unbounded at peak: more arrives than the consumers can process";
  }
  std::string terms;
  for (const LatencyTerm& term : latency.terms) {
    terms += fmt::format("{}{} {}", terms.empty() ? "" : " + ", text::spoken(term.name),
                         term_text(term.p99_ms));
  }
  return fmt::format(
      "p50 about {}, p99 at most {} at peak{} ({}; network, replication and fetch share the "
      "broker's planning figure by estimate, processing is taken as exponential, 4.6 times its "
      "mean "
      "at p99); target {}: {}",
      about(*latency.p50_ms), notation::at_most(Duration{*latency.p99_ms}),
      likely_without_bound(sizing) ? " if keys spread evenly, which is unlikely" : "", terms,
      notation::duration(Duration{latency.target_ms}), latency.met ? "met" : "missed");
}

/// What queues of limited length take of a backlog; the rest is refused.
std::string refused_text(const Sizing& s) {
  if (s.queue_length == 0) return {};
  const double taken = static_cast<double>(s.queue_length) * static_cast<double>(s.partitions);
  if (s.recovery.backlog_messages <= taken) return {};
  return fmt::format(
      "; the queues of a group take {} of them before they refuse more: the rest waits at the "
      "producers",
      notation::number(taken, 3));
}

/// What is older than messages are kept when the consumers come back.
std::string expired_text(const Sizing& s) {
  const Recovery& recovery = s.recovery;
  const double expired =
      s.traffic.average.per_second * recovery.outage_seconds - recovery.backlog_messages;
  if (!recovery.deletes_unread || expired < 1 || expired < 1e-6 * recovery.backlog_messages) {
    return {};
  }
  return fmt::format("; {} before them have passed the {} that a message is kept for",
                     notation::counted_number(expired, "message"),
                     notation::duration(seconds(recovery.unread_kept_seconds())));
}

std::string recovery_text(const Sizing& sizing) {
  const Recovery& recovery = sizing.recovery;
  const bool one = notation::number(recovery.backlog_messages, 3) == "1";
  const std::string backlog =
      one ? "1 message waits" : notation::number(recovery.backlog_messages, 3) + " messages wait";
  const std::string outage = notation::duration(seconds(recovery.outage_seconds));
  std::string text = fmt::format("after an outage of {}: {} ", outage, backlog);
  if (!recovery.drain_seconds) {
    text += one ? "and is never caught up with" : "and are never caught up with";
  } else {
    text += fmt::format("and {} caught up with in {} ({})", one ? "is" : "are",
                        about(*recovery.drain_seconds * 1000),
                        recovery.within_target ? "in time" : "too late");
  }
  if (recovery.drain_seconds && recovery.deletes_unread && recovery.retention_margin_seconds >= 0) {
    const bool queue = units_label(sizing) == "Queues" || units_label(sizing) == "Subscriptions";
    text += fmt::format(", about {} before the {}",
                        notation::about(seconds(recovery.retention_margin_seconds)),
                        queue ? "oldest of them expires" : "retention deletes the oldest of them");
  }
  text += expired_text(sizing);
  if (recovery.within_target) return text;
  return text + fmt::format("; consumers that work off {} would be in time",
                            notation::rate(MessageRate{recovery.capacity_needed_per_second}));
}

std::string group_text(const ConsumerGroup& group) {
  std::string text = fmt::format(
      "{}, the busiest {} busy at peak; {}", notation::counted(group.instances, "instance"),
      notation::percent(group.utilization), binds(group.binding_constraint));
  if (group.idle > 0) {
    text += fmt::format("; the load needs {} more, which would stand idle", whole(group.idle));
  }
  return text;
}

void add_consumers(std::vector<NumberRow>& rows, const Sizing& sizing) {
  // Groups of equal size share a line: most designs have one size.
  std::map<std::string, std::vector<std::string>> by_size;
  for (const ConsumerGroup& group : sizing.consumers) {
    by_size[group_text(group)].push_back(group.group);
  }
  std::string label = "Consumers";
  for (const auto& [size, names] : by_size) {
    rows.push_back({label, fmt::format("{}: {}{}", text::list_of(names),
                                       names.size() > 1 ? "each " : "", size)});
    label.clear();
  }
}

std::string storage_text(const Storage& storage, std::string_view kept_on) {
  std::string text = fmt::format("{} = {}", notation::size(storage.total), storage.formula);
  if (storage.provisioned.bytes > 0) {
    text += fmt::format("; provision {}, so that {} below the utilization target",
                        notation::size(storage.provisioned), kept_on);
  }
  return text;
}

std::string traffic_text(const Sizing& s) {
  return fmt::format("{} and {} on average; {} and {} at peak{}", notation::rate(s.traffic.average),
                     notation::rate(s.traffic.average_bytes), notation::rate(s.traffic.peak),
                     notation::rate(s.traffic.peak_bytes),
                     s.growth.value > 1 ? "; before growth" : "");
}

/// What is laid out once is laid out for the grown traffic; what can follow traffic is not.
std::string growth_text(const Sizing& s) {
  return fmt::format(
      "by {} is in {}, storage{}; consumers, latency and recovery are those of today's traffic: "
      "add "
      "instances as it grows",
      notation::number(s.growth.value), notation::noun_for(2, s.unit),
      s.brokers.count == 0 ? " and network" : ", network, memory and brokers");
}

std::string further_text(const FurtherFlows& further) {
  if (further.messages_per_event == 0) return further.basis;
  return fmt::format(
      "{} and {} of commands and replies on average: {}; in storage, network and brokers, not in "
      "consumers, latency and recovery",
      notation::rate(further.average), notation::rate(further.average_bytes), further.basis);
}

std::string network_text(const Sizing& s) {
  const std::string_view copied = s.bookies.count > 0   ? "on to bookies"
                                  : s.brokers.count > 0 ? "between brokers"
                                                        : "";
  return fmt::format("at peak{} {} in, {}{} out", s.growth.value > 1 ? ", grown," : "",
                     notation::rate(s.network.ingress),
                     copied.empty()
                         ? std::string()
                         : fmt::format("{} {}, ", notation::rate(s.network.replication), copied),
                     notation::rate(s.network.egress));
}

/// "ceil(18.22 TB / 2.8 TB) = 7"; a number that was taken over stands alone.
std::string equation(const std::string& substituted, std::uint64_t result) {
  const bool calculated = substituted.find('(') != std::string::npos;
  return calculated ? fmt::format("{} = {}", substituted, whole(result)) : substituted;
}

/// What the binding resource asks for, before the zones are evened out.
std::uint64_t most_brokers(const BrokerCount& brokers) {
  const auto most = std::ranges::max_element(brokers.needs, {}, &BrokerNeed::brokers);
  return most == brokers.needs.end() ? brokers.count : most->brokers;
}

const BrokerNeed* need_for(const BrokerCount& count, std::string_view resource) {
  const auto need = std::ranges::find(count.needs, resource, &BrokerNeed::name);
  return need == count.needs.end() ? nullptr : &*need;
}

bool needs(const BrokerCount& count, std::string_view resource) {
  return need_for(count, resource) != nullptr;
}

/// What the zones made of the largest need; empty where it stayed.
std::string_view rounded_up(const BrokerCount& brokers) {
  if (most_brokers(brokers) == brokers.count) return "";
  const BrokerNeed* zones = need_for(brokers, "availability_zones");
  return zones == nullptr || brokers.count % zones->brokers == 0
             ? ", rounded up so that each zone holds as many"
             : ", rounded up to one for each copy: a further one would hold nothing";
}

/// What a machine is assumed to have of the resources that were counted.
std::string machine_text(const BrokerCount& count) {
  std::vector<std::string> parts;
  if (needs(count, "cores")) parts.emplace_back("8 cores");
  if (needs(count, "journal_disk")) {
    parts.emplace_back("4 TB and twice 250 MB/s of disk, journal and ledgers apart");
  } else if (needs(count, "disk_traffic")) {
    parts.emplace_back("4 TB and 250 MB/s of disk");
  }
  parts.emplace_back("10 Gbit/s");
  if (needs(count, "memory")) parts.emplace_back("32 GB of memory, which holds all that is kept");
  if (needs(count, "page_cache")) parts.emplace_back("32 GB");
  return text::list_of(parts);
}

std::string brokers_text(const BrokerCount& brokers) {
  if (brokers.binding_constraint == "provider") {
    return "none to size: serverless, the provider does so. What is bought are the rates of "
           "Network, "
           "the bytes of Storage and the partitions; check them against the limits of the offer";
  }
  if (brokers.count == 0) return "none to run: a service";
  std::string text =
      fmt::format("{}, each assumed with {}, used up to the utilization target; {}: {}",
                  whole(brokers.count), machine_text(brokers), binds(brokers.binding_constraint),
                  equation(brokers.substituted, most_brokers(brokers)));
  text += rounded_up(brokers);
  if (brokers.utilization_after_loss) {
    text += fmt::format("; with one lost the others are at most {} busy",
                        notation::percent(*brokers.utilization_after_loss));
  }
  return text;
}

/// The limits that the design comes near: nothing below half of one is worth a line.
void add_near_limits(std::vector<NumberRow>& rows, const Sizing& sizing) {
  constexpr double near = 0.5;
  std::vector<std::string> texts;
  for (const PlatformLimit& limit : sizing.limits) {
    // The shards of an on-demand stream follow its traffic: near their number is where they belong.
    if (limit.share() < near || (limit.name == "on_demand_shards" && limit.share() <= 1)) continue;
    texts.push_back(fmt::format(
        "{}{} {} of {} ({})", limit.share() > 1 ? "beyond: " : "near: ", text::spoken(limit.name),
        show(limit.dimension, limit.value), show(limit.dimension, limit.limit),
        notation::percent(limit.share())));
  }
  if (!texts.empty()) rows.push_back({"Limits", text::list_of(texts)});
}

}  // namespace

std::string units_text(const Sizing& sizing) {
  return notation::counted(sizing.partitions, sizing.unit);
}

std::vector<NumberRow> number_rows(const Design& design) {
  const Sizing& s = design.sizing;
  std::vector<NumberRow> rows{{std::string(units_label(s)), partitions_text(design)},
                              {"Copies", s.replication_note},
                              {"Traffic", traffic_text(s)}};
  if (s.growth.value > 1) rows.push_back({"Growth", growth_text(s)});
  if (!s.further.basis.empty()) rows.push_back({"Beside", further_text(s.further)});
  rows.push_back({"Storage", storage_text(s.storage, needs(s.brokers, "memory") ? "memory stays"
                                                                                : "disks stay")});
  rows.push_back({"Network", network_text(s)});
  if (s.page_cache.bytes > 0) {
    rows.push_back({"Memory", fmt::format("{} of page cache over all {}: what is written within 30 "
                                          "s, so that consumers that keep up read no disk",
                                          notation::size(s.page_cache),
                                          s.bookies.count > 0 ? "bookies" : "brokers")});
  }
  rows.push_back({"Brokers", brokers_text(s.brokers)});
  if (s.bookies.count > 0) rows.push_back({"Bookies", brokers_text(s.bookies)});
  add_consumers(rows, s);
  rows.push_back({"Latency", latency_text(s)});
  rows.push_back({"Recovery", recovery_text(s) + refused_text(s)});
  add_near_limits(rows, s);
  return rows;
}

void print_numbers(TextPage& page, const Advice& advice) {
  const Design& design = *advice.design;
  page.heading("NUMBERS");
  for (const NumberRow& row : number_rows(design)) page.row(row.label, row.text);
  const std::vector<Measurement> first = measurements(advice);
  if (first.empty()) return;
  page.heading("MEASURE FIRST (assumed, and it counts most; each tried a fifth lower and higher)");
  for (const Measurement& one : first) page.bullet(fmt::format("{}: {}", one.field, one.text));
}

namespace {

void print_needs(TextPage& page, const BrokerCount& count) {
  for (const BrokerNeed& need : count.needs) {
    page.row(need.name, equation(need.substituted, need.brokers), 28);
  }
}

}  // namespace

void print_number_details(TextPage& page, const Sizing& sizing) {
  page.heading("PARTITIONS, EVERY NEED");
  for (const PartitionNeed& need : sizing.needs) {
    page.row(need.name, equation(need.substituted, need.partitions), 24);
    page.paragraph(fmt::format("{}; source: {}", need.formula, need.source), 26);
  }
  for (const UnreachableNeed& need : sizing.unreachable) {
    page.row(need.name, fmt::format("out of reach: {}", need.reason), 24);
    if (!need.substituted.empty()) page.paragraph(need.substituted, 26);
  }
  if (!sizing.brokers.needs.empty()) page.heading("BROKERS, EVERY NEED");
  print_needs(page, sizing.brokers);
  if (!sizing.bookies.needs.empty()) page.heading("BOOKIES, EVERY NEED");
  print_needs(page, sizing.bookies);
  page.heading("LOSSES AND LIMITS");
  page.row("one node lost", sizing.replication.after_one_loss, 20);
  page.row("two nodes lost", sizing.replication.after_two_losses, 20);
  for (const PlatformLimit& limit : sizing.limits) {
    page.row(limit.name,
             fmt::format("{} of {} ({}); {}", show(limit.dimension, limit.value),
                         show(limit.dimension, limit.limit), notation::percent(limit.share()),
                         limit.source),
             20);
  }
  page.heading("WHAT THE NUMBERS HANG ON (each input a fifth lower and higher)");
  for (const Sensitivity& one : sizing.sensitivity) {
    page.row(one.field,
             fmt::format("{}{}", fmt::join(steps_of(one), "; "),
                         one.measured     ? ""
                         : one.measurable ? " (assumed: measure it)"
                                          : " (assumed)"),
             30);
  }
  page.heading("HOW EACH NUMBER CAME ABOUT");
  for (const Figure& figure : sizing.figures) {
    const std::string how = figure.formula == nullptr
                                ? figure.given
                                : fmt::format("{}: {}", figure.formula->name,
                                              substituted(*figure.formula, figure.inputs));
    page.row(figure.path, how, 44);
  }
}

}  // namespace eventarch::report
