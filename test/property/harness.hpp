#pragma once

/// What the property tests share: running a check over many seeds, and the stages on their own.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "eventarch/advise.hpp"
#include "input/declaration_reader.hpp"
#include "input/overrides.hpp"
#include "input/yaml_reader.hpp"
#include "model/resolve.hpp"
#include "property/generated_context.hpp"
#include "selection/rank.hpp"

namespace eventarch::property {

/// Builds that are many times slower (unoptimised, or with sanitizers) look at a tenth of the
/// files.
#if defined(EVENTARCH_FAST_BUILD)
inline constexpr std::uint64_t portion = 1;
#else
inline constexpr std::uint64_t portion = 10;
#endif

inline constexpr int portion_of(int count) { return count / static_cast<int>(portion); }

/// Runs a check on `count` design files; stops at the first seed that fails.
/// A failure prints the seed and the file.
template <class Check>
void for_design_files(std::uint64_t count, const Profile& profile, Check check) {
  constexpr std::uint64_t first_seed = 20'260'101;
  for (std::uint64_t seed = first_seed; seed < first_seed + count / portion; ++seed) {
    Random random(seed);
    const DesignFile file = generate(random, profile);
    SCOPED_TRACE(fmt::format("seed {}\n{}", seed, file.yaml()));
    check(file, random);
    if (::testing::Test::HasFailure()) return;
  }
}

/// The complete context of a design file; empty where an override makes it invalid.
inline std::optional<EventContext> context_with(const DesignFile& file,
                                                const std::vector<Override>& overrides) {
  const std::string yaml = file.yaml();
  auto documents = input::read_documents("generated.yaml", yaml);
  input::ReadDocument& read = documents.front();
  for (const Override& change : overrides) {
    input::apply_override(read.document, change.path, change.value, read.findings);
  }
  const Declaration declaration =
      input::read_declaration(read.document, read.complete, read.findings);
  if (read.findings.has_errors()) return std::nullopt;
  return model::resolve(declaration, "generated");
}

inline EventContext context_of(const DesignFile& file) {
  auto context = context_with(file, {});
  if (!context) throw std::logic_error("the generator wrote an invalid file");
  return std::move(*context);
}

inline Advice advice_on(const DesignFile& file, const std::vector<Override>& overrides = {}) {
  return advise({"generated.yaml", file.yaml(), "generated"}, built_in_catalogue(), overrides)
      .front();
}

inline std::vector<Candidate> ranking_of(const EventContext& context) {
  return selection::rank_candidates(context, built_in_catalogue());
}

/// "kafka/topic"
inline std::string name_of(const Candidate& candidate) {
  return fmt::format("{}/{}", candidate.broker->id, candidate.mode->id);
}

/// How busy the partition of the busiest key is sized to be: the sooner its messages must be done,
/// the less. 0 without such a key, 2 where no number of partitions is enough or worth it. It rises
/// where a target for it moves out of reach, and the count may fall then.
inline double hot_key_limit(const Sizing& sizing) {
  for (const PartitionNeed& need : sizing.needs) {
    if (need.name != "hot_key") continue;
    for (const FigureInput& input : need.inputs) {
      if (input.name == "limit") return input.value;
    }
  }
  for (const UnreachableNeed& need : sizing.unreachable) {
    if (need.name == "hot_key") return 2;
  }
  return 0;
}

inline const Candidate* find_mode(const std::vector<Candidate>& candidates, const Mode& mode) {
  for (const Candidate& candidate : candidates) {
    if (candidate.mode == &mode) return &candidate;
  }
  return nullptr;
}

}  // namespace eventarch::property
