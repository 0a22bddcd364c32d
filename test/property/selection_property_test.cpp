/// Who may be chosen and who wins, held to the facts of the catalogue and to common sense.

#include <algorithm>

#include "property/harness.hpp"
#include "property/loosenings.hpp"
#include "selection/contest.hpp"
#include "sizing/stages.hpp"

namespace eventarch::property {
namespace {

bool lists(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// Independent of the selection: straight from the facts. Empty where the mode may be chosen.
std::string violation(const EventContext& context, const Broker& broker, const Mode& mode) {
  const Requirements& r = context.requirements;
  const Constraints& c = context.constraints;
  const double peak = context.workload.peak_declared ? context.workload.peak_factor.value : 1;
  const double rate = r.throughput.per_second * peak;
  const bool global = r.ordering == Ordering::global;
  const auto& measured = context.capacity.partition_throughput;
  const double ordered =
      measured ? measured->per_second : mode.number(FactKey::ordered_message_rate);
  const auto lacks = [&](bool wanted, FactKey key) {
    return wanted && mode.fact(key).is(Word::none);
  };
  const auto outside = [&](FactKey key, std::string_view word) {
    return word != "any" &&
           fmt::format(", {},", mode.fact(key).text).find(fmt::format(" {},", word)) ==
               std::string::npos;
  };
  if (rate > mode.number(FactKey::cluster_message_rate)) return "cluster rate";
  if (global && rate > ordered) return "ordered rate";
  if (r.ordering != Ordering::none && outside(FactKey::ordering, name_of(r.ordering))) {
    return "ordering";
  }
  if (outside(FactKey::delivery, name_of(r.delivery))) return "delivery";
  if (r.retention.milliseconds > mode.number(FactKey::retention_max)) return "retention";
  if (r.latency.milliseconds < mode.number(FactKey::latency_floor)) return "latency";
  const bool replay = c.replay || context.use_case == UseCase::event_sourcing;
  if (lacks(replay, FactKey::replay)) return "replay";
  if (context.workload.message_size.bytes > mode.number(FactKey::message_size_max)) return "size";
  if (lacks(context.consumers.size() > 1, FactKey::fan_out)) return "fan-out";
  if (lacks(c.priority, FactKey::priority)) return "priority";
  if (lacks(c.delayed_delivery, FactKey::delayed_delivery)) return "delayed delivery";
  if (lacks(c.complex_routing, FactKey::complex_routing)) return "complex routing";
  if (lacks(c.request_reply, FactKey::request_reply)) return "request/reply";
  if (lacks(c.multi_tenancy, FactKey::multi_tenancy)) return "multi-tenancy";
  if (lacks(c.geo_replication, FactKey::geo_replication)) return "geo-replication";
  if (outside(FactKey::clouds, name_of(c.cloud))) return "cloud";
  if (outside(FactKey::deployments, name_of(c.deployment))) return "deployment";
  if (!c.allowed_brokers.empty() && !lists(c.allowed_brokers, broker.id)) return "not allowed";
  if (lists(c.forbidden_brokers, broker.id)) return "forbidden";
  return {};
}

TEST(SelectionProperty, NoEligibleCandidateViolatesAHardConstraint) {
  int eligible = 0;
  for_design_files(10'000, {.decisions = true}, [&](const DesignFile& file, Random&) {
    const EventContext context = context_of(file);
    for (const Candidate& candidate : ranking_of(context)) {
      if (!candidate.eligible()) continue;
      ++eligible;
      EXPECT_EQ(violation(context, *candidate.broker, *candidate.mode), "")
          << eventarch::property::name_of(candidate);
    }
  });
  EXPECT_GT(eligible, portion_of(4000));
}

/// Of a winner that is no pin against the constraints, where the file states what the limit counts.
bool judged_by(const Advice& advice, std::string_view limit) {
  const Workload& workload = advice.context->workload;
  return advice.decision->winner()->eligible() && workload.peak_declared &&
         (limit == "messages_per_second" ||
          (limit == "bytes_per_second" && workload.size_declared));
}

// What the sizing counts against a limit of the whole is what the selection judged: copies for each
// group and reading included.
TEST(SelectionProperty, WhoIsChosenCarriesWhatItsLimitsCount) {
  int limits = 0;
  int unfit = 0;
  const auto judge = [&](const Advice& advice) {
    if (!advice.decision || advice.decision->winner() == nullptr) return;
    if (!advice.decision->winner()->eligible()) ++unfit;
    if (!advice.design) return;
    for (const PlatformLimit& limit : advice.design->sizing.limits) {
      if (!judged_by(advice, limit.name)) continue;
      ++limits;
      EXPECT_LE(limit.share(), 1 + 1e-9)
          << limit.name << " of " << advice.decision->winner()->display_name();
    }
    for (const Diagnostic& finding : advice.findings.all()) {
      const bool beyond =
          finding.rule->name == "limit_near" && finding.message.find("beyond") != std::string::npos;
      EXPECT_FALSE(beyond && finding.severity == Severity::error) << finding.message;
    }
  };
  for_design_files(1000, {}, [&](const DesignFile& file, Random&) {
    for (const char* broker : {"rabbitmq", "azure_service_bus", "azure_event_hubs"}) {
      judge(advice_on(file, {{"decisions.broker", broker},
                             {"workload.peak_factor", "2"},
                             {"workload.message_size", "1 KB"}}));
    }
  });
  EXPECT_GT(limits, portion_of(300));
  EXPECT_GT(unfit, portion_of(300));
}

TEST(SelectionProperty, NoRecommendationViolatesAHardConstraint) {
  int winners = 0;
  for_design_files(2000, {.decisions = true}, [&](const DesignFile& file, Random&) {
    const Advice advice = advice_on(file);
    ASSERT_TRUE(advice.decision);
    const Candidate* winner = advice.decision->winner();
    if (winner == nullptr) return;
    ++winners;
    EXPECT_EQ(violation(*advice.context, *winner->broker, *winner->mode), "");
  });
  EXPECT_GT(winners, portion_of(100));
}

TEST(SelectionProperty, TheQuickAnswerIsThatOfTheWholeRankingWhateverWasAskedBefore) {
  selection::Contest contest(built_in_catalogue());
  for_design_files(10'000, {.decisions = true}, [&](const DesignFile& file, Random&) {
    const EventContext context = context_of(file);
    const auto ranked = ranking_of(context);
    const auto quick = contest.winner(context);
    ASSERT_EQ(quick.has_value(), ranked.front().eligible());
    if (!quick) return;
    EXPECT_EQ(quick->mode, ranked.front().mode);
    EXPECT_DOUBLE_EQ(quick->score, ranked.front().score());
  });
}

TEST(SelectionProperty, CountsUnitsAsTheDesignOfTheChoiceDoes) {
  int counted = 0;
  for_design_files(2000, {.decisions = true}, [&](const DesignFile& file, Random&) {
    const Advice advice = advice_on(file);
    if (!advice.design || advice.context->decisions.partitions) return;
    const Candidate& winner = *advice.decision->winner();
    const auto limit = unit_limit(*advice.context, *winner.broker, *winner.mode);
    if (!limit) return;
    const auto& limits = advice.design->sizing.limits;
    const auto sized = std::ranges::find(limits, limit->name, &PlatformLimit::name);
    ASSERT_NE(sized, limits.end());
    EXPECT_DOUBLE_EQ(limit->needed, sized->value);
    EXPECT_DOUBLE_EQ(limit->limit, sized->limit);
    ++counted;
  });
  EXPECT_GT(counted, portion_of(20));
}

TEST(SelectionProperty, ABrokerOfferedByNameTakesPartOnlyWhereItIsNamed) {
  int named = 0;
  for_design_files(2000, {.decisions = true}, [&](const DesignFile& file, Random&) {
    const EventContext context = context_of(file);
    for (const Candidate& candidate : ranking_of(context)) {
      if (candidate.broker->offered == Offer::always) continue;
      ++named;
      EXPECT_TRUE(lists(context.constraints.allowed_brokers, candidate.broker->id));
    }
  });
  EXPECT_GT(named, portion_of(100));
}

TEST(SelectionProperty, LooseningARequirementRulesNothingOut) {
  for_design_files(10'000, {}, [](const DesignFile& file, Random&) {
    const EventContext context = context_of(file);
    const auto before = ranking_of(context);
    for (const Loosening& change : loosenings(file, context)) {
      SCOPED_TRACE(change.what);
      expect_nothing_ruled_out(before, ranking_of(context_of(change.file)));
    }
  });
}

TEST(SelectionProperty, ForbiddingALosingBrokerChangesNothing) {
  int forbidden = 0;
  for_design_files(10'000, {}, [&](const DesignFile& file, Random&) {
    const auto before = ranking_of(context_of(file));
    if (!before.front().eligible()) return;
    for (const std::string_view id : broker_ids) {
      auto names = file.names_at("constraints.forbidden_brokers");
      if (id == before.front().broker->id || lists(names, id)) continue;
      names.emplace_back(id);
      DesignFile changed = file;
      changed.set("constraints.forbidden_brokers", list_text(names));
      const auto after = ranking_of(context_of(changed));
      EXPECT_EQ(after.front().mode, before.front().mode) << "forbidden: " << id;
      EXPECT_DOUBLE_EQ(after.front().score(), before.front().score());
      ++forbidden;
    }
  });
  EXPECT_GT(forbidden, portion_of(2000));
}

TEST(SelectionProperty, TheOrderOfNamesChangesNothing) {
  for_design_files(10'000, {}, [](const DesignFile& file, Random& random) {
    DesignFile changed = file;
    for (const std::string path : {"producers", "consumers", "constraints.allowed_brokers",
                                   "constraints.forbidden_brokers"}) {
      auto names = file.names_at(path);
      random.shuffle(names);
      if (!names.empty()) changed.set(path, list_text(names));
    }
    SCOPED_TRACE(changed.yaml());
    const EventContext context = context_of(file);
    const EventContext other = context_of(changed);
    const auto before = ranking_of(context);
    const auto after = ranking_of(other);
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(before[i].mode, after[i].mode);
      EXPECT_DOUBLE_EQ(before[i].score(), after[i].score());
      if (i != 0) continue;  // who wins is sized
      EXPECT_EQ(sizing::size_once(context, before[i]).partitions,
                sizing::size_once(other, after[i]).partitions);
    }
  });
}

TEST(SelectionProperty, AScoreIsTheSumOfItsParts) {
  double weights = 0;
  for (const CriterionWeight& criterion : criteria()) weights += criterion.weight;
  EXPECT_NEAR(weights, 1, 1e-9);
  for_design_files(10'000, {.decisions = true}, [](const DesignFile& file, Random&) {
    for (const Candidate& candidate : ranking_of(context_of(file))) {
      if (!candidate.eligible()) continue;
      SCOPED_TRACE(eventarch::property::name_of(candidate));
      double printed = 0;
      for (const Contribution& part : candidate.contributions) {
        EXPECT_GE(part.rating, 0);
        EXPECT_LE(part.rating, 1);
        EXPECT_NEAR(part.points, part.weight * part.rating * 100, 0.05 + 1e-9);
        printed += std::stod(fmt::format("{:.1f}", part.points));
      }
      EXPECT_EQ(candidate.contributions.size(), criteria().size());
      EXPECT_NEAR(candidate.score(), printed, 0.05);
      EXPECT_LE(candidate.score(), 100.0 + 0.05 * static_cast<double>(criteria().size()));
    }
  });
}

}  // namespace
}  // namespace eventarch::property
