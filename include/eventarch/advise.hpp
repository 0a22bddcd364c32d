#pragma once

/// The pipeline: load, validate, select, size, assemble. One call for one source text.

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/catalogue.hpp"
#include "eventarch/design.hpp"

namespace eventarch {

/// A design file, read whole.
struct SourceText {
  std::string name;  ///< shown in findings and reports; may be hostile
  std::string text;  ///< any bytes
  std::string stem;  ///< names the design where the file does not
};

/// `--set PATH=VALUE`: replaces or adds one value below event_context.
struct Override {
  std::string path;   ///< requirements.throughput
  std::string value;  ///< YAML
};

/// Advises on every document of the text, in order; at least one advice is returned, also for text
/// that is not YAML. Never throws on account of the input. Time and memory are bounded by the
/// limits on input (file 1 MiB, nesting 64, 10,000 nodes, scalar 64 KiB).
[[nodiscard]] std::vector<Advice> advise(const SourceText& source, const Catalogue& catalogue,
                                         const std::vector<Override>& overrides = {},
                                         const DesignPreferences& preferences = {});

/// The first stages alone: findings of a text, without a decision.
[[nodiscard]] Findings validate(const SourceText& source);

}  // namespace eventarch
