#pragma once

/// Words that reports print and that no table of the stages holds with an explanation: the needs
/// and limits of the sizing, the parts of the latency, the kinds of topics, the outcomes of a
/// simulation.

#include <span>
#include <string_view>

namespace eventarch {

struct ReportWord {
  std::string_view name;
  std::string_view where;    ///< what it names, and in which part of a report it stands
  std::string_view meaning;  ///< a sentence or two
  std::string_view formula;  ///< name out of the formula table; empty where there is none
  std::string_view change;   ///< what makes it smaller or larger; may be empty
};

/// Of `design`, in the order of its report.
[[nodiscard]] std::span<const ReportWord> sizing_words();
/// Of `simulate`.
[[nodiscard]] std::span<const ReportWord> simulation_report_words();

}  // namespace eventarch
