#pragma once

/// What the check makes of the findings in one document: accepted by a comment, at another level,
/// or off. By rule and place, so that whoever finds the same again heeds the same.

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "eventarch/catalogue.hpp"
#include "eventarch/check.hpp"
#include "eventarch/design.hpp"

namespace eventarch {

class FindingVerdicts {
 public:
  void add(const CheckFinding& finding);

  /// Whether one of them is an error that nothing accepts: there is no design then.
  [[nodiscard]] bool stop(const Findings& findings) const;

  /// Moves what is accepted to where it does not count, and adds what is wrong with the comments.
  void take_into(Advice& advice) const;

 private:
  using Place = std::tuple<std::string_view, std::string, std::uint32_t, std::uint32_t>;

  static Place place_of(const Diagnostic& finding);

  std::map<Place, CheckFinding> judged_;
  std::vector<Diagnostic> about_comments_;
};

/// Of each document of the file, by its number.
[[nodiscard]] std::map<std::uint32_t, FindingVerdicts> verdicts_by_document(
    const SourceText& source, const Catalogue& catalogue, const CheckSettings& settings);

}  // namespace eventarch
