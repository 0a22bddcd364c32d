#include "eventarch/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace eventarch {
namespace {

/// Values of the command line have places such as "--set requirements.latency".
bool outside_the_file(const Diagnostic& d) { return d.where.file.starts_with("--set "); }

auto order_of(const Diagnostic& d) {
  return std::tuple(outside_the_file(d), d.where.line, d.where.column, d.rule->name,
                    std::string_view(d.message), std::string_view(d.where.file));
}

}  // namespace

std::string_view name_of(Severity severity) {
  constexpr std::array<std::string_view, 3> names{"info", "warning", "error"};
  return names[static_cast<std::size_t>(severity)];
}

bool reports_before(const Diagnostic& a, const Diagnostic& b) { return order_of(a) < order_of(b); }

Diagnostic& Findings::add(const Rule& rule, SourceSpan where, std::string message,
                          std::string help) {
  return diagnostics_.emplace_back(Diagnostic{.rule = &rule,
                                              .severity = rule.severity,
                                              .where = std::move(where),
                                              .message = std::move(message),
                                              .help = std::move(help),
                                              .related = {}});
}

void Findings::add(Diagnostic finding) { diagnostics_.push_back(std::move(finding)); }

void Findings::add_all(const Findings& others) {
  diagnostics_.insert(diagnostics_.end(), others.diagnostics_.begin(), others.diagnostics_.end());
}

void Findings::sort() {
  std::ranges::stable_sort(diagnostics_, reports_before);
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return a.rule == b.rule && a.where == b.where && a.message == b.message;
  };
  // std::ranges::unique gives a subrange, which clang 14 cannot take from libstdc++ 12.
  diagnostics_.erase(std::unique(diagnostics_.begin(), diagnostics_.end(), same),
                     diagnostics_.end());
}

bool Findings::has_errors() const {
  return std::ranges::any_of(diagnostics_,
                             [](const Diagnostic& d) { return d.severity == Severity::error; });
}

}  // namespace eventarch
