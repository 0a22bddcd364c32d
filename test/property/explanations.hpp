#pragma once

/// Flips and relaxations put to the test: applied to the design file, then ranked anew.

#include <algorithm>
#include <cmath>

#include "property/harness.hpp"
#include "rules/shortfalls.hpp"

namespace eventarch::property {

/// "1.5M msg/s" as a design file may write it: 1500000 msg/s.
inline std::string whole_rate(const std::string& shown) {
  const double number = std::stod(shown);
  const std::size_t unit = shown.find_first_not_of("0123456789.");
  const double scale = shown[unit] == 'K' ? 1e3 : shown[unit] == 'M' ? 1e6 : 1;
  return fmt::format("{:.0f} msg/s", std::floor(number * scale + 1e-6));
}

inline void apply(const RelaxedField& change, DesignFile& file) {
  if (change.field == "consumers") {
    auto names = file.names_at("consumers");
    ASSERT_LT(std::stoul(change.to), names.size());
    names.resize(std::stoul(change.to));
    file.set("consumers", list_text(names));
  } else if (change.to == "not stated") {
    file.erase(change.field);
  } else if (change.to.starts_with('[')) {
    file.set(change.field, change.to);
  } else if (change.field == "requirements.throughput") {
    file.set(change.field, whole_rate(change.to));
  } else {
    file.set(change.field, change.to.substr(0, change.to.find(", ")));
  }
}

inline void expect_qualifies(const DesignFile& relaxed, const Relaxation& relaxation) {
  SCOPED_TRACE(fmt::format("relaxed for {} ({}):\n{}", relaxation.technology, relaxation.mode,
                           relaxed.yaml()));
  const auto context = context_with(relaxed, {});
  ASSERT_TRUE(context) << "a relaxation cannot be written in a design file";
  const auto ranked = ranking_of(*context);
  EXPECT_TRUE(ranked.front().eligible());
  for (const Candidate& candidate : ranked) {
    const bool named =
        candidate.broker->name == relaxation.technology && candidate.mode->id == relaxation.mode;
    if (!named) continue;
    EXPECT_TRUE(candidate.eligible()) << candidate.exclusions.front().reason;
  }
}

/// Holds every relaxation to its word; says how many there were.
inline int check_relaxations(const DesignFile& file) {
  const Advice advice = advice_on(file);
  EXPECT_TRUE(advice.decision);
  if (!advice.decision || advice.decision->winner() != nullptr) return 0;
  EXPECT_FALSE(advice.decision->relaxations.empty());
  int checked = 0;
  for (const Relaxation& relaxation : advice.decision->relaxations) {
    DesignFile relaxed = file;
    for (const RelaxedField& change : relaxation.changes) apply(change, relaxed);
    expect_qualifies(relaxed, relaxation);
    ++checked;
  }
  return checked;
}

/// Designs with each relaxation that is named without reservation: what was found of the rest is
/// found beside it. Says how many were designed.
inline int check_shortfalls(const DesignFile& file) {
  const Advice advice = advice_on(file);
  if (!advice.decision || advice.decision->winner() != nullptr) return 0;
  int sized = 0;
  for (const Relaxation& relaxation : advice.decision->relaxations) {
    DesignFile relaxed = file;
    for (const RelaxedField& change : relaxation.changes) apply(change, relaxed);
    SCOPED_TRACE(fmt::format("relaxed for {} ({}):\n{}", relaxation.technology, relaxation.mode,
                             relaxed.yaml()));
    const Advice design = advice_on(relaxed);
    if (!design.design) continue;
    EXPECT_EQ(design.decision->winner()->broker->name, relaxation.technology);
    std::vector<std::string> missed;
    for (const Diagnostic& one : design.findings.all()) {
      if (rules::is_shortfall(one)) missed.push_back(one.message);
    }
    if (relaxation.shortfalls.empty()) {
      EXPECT_EQ(fmt::format("{}", fmt::join(missed, "; ")), "");
      EXPECT_TRUE(design.design->sizing.latency.met);
      EXPECT_TRUE(design.design->sizing.recovery.within_target);
    } else {
      EXPECT_FALSE(missed.empty());
    }
    ++sized;
  }
  return sized;
}

struct FlipCount {
  int checked = 0;
  int not_writable = 0;  ///< such as 11.2K msg/s: a design file takes whole numbers only
};

inline std::optional<EventContext> flipped(const DesignFile& file, const Flip& flip) {
  if (flip.to != "not stated") return context_with(file, {{flip.field, flip.to}});
  DesignFile changed = file;
  changed.erase(flip.field);
  return context_of(changed);
}

/// Holds every flip that a design file can state to its word.
inline void check_flips(const DesignFile& file, FlipCount& count) {
  const Decision decision = select_broker(context_of(file), built_in_catalogue());
  for (const Flip& flip : decision.flips) {
    SCOPED_TRACE(fmt::format("{}: {} -> {}: {} ({})", flip.field, flip.from, flip.to,
                             flip.technology, flip.mode));
    const auto changed = flipped(file, flip);
    if (!changed) {
      ++count.not_writable;
      continue;
    }
    const auto ranked = ranking_of(*changed);
    const Candidate& first = ranked.front();
    ++count.checked;
    if (flip.technology.empty() && !flip.shortfalls.empty()) {
      // Somebody comes first, and the design would miss its targets.
      EXPECT_TRUE(first.eligible());
      EXPECT_TRUE(flip.reason.starts_with(first.broker->name)) << first.broker->name;
      continue;
    }
    EXPECT_EQ(first.eligible() ? first.broker->name : "", flip.technology);
    EXPECT_EQ(first.eligible() ? first.mode->id : "", flip.mode);
  }
}

}  // namespace eventarch::property
