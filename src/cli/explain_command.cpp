#include "eventarch/explain.hpp"

#include <fmt/format.h>

#include <ostream>

#include "cli/commands.hpp"
#include "support/text.hpp"

namespace eventarch::cli {

ExitStatus run_explain(const ExplainOptions& options, const Streams& io) {
  const Catalogue& catalogue = built_in_catalogue();
  if (options.name.empty()) {
    io.out << explain_index(catalogue);
    return ExitStatus::done;
  }
  if (const auto text = explain(options.name, catalogue)) {
    io.out << *text;
    return ExitStatus::done;
  }
  const auto meant = explain_suggestion(options.name, catalogue);
  complain(io.err, fmt::format("nothing is known under {}", text::quoted(options.name)),
           meant ? fmt::format("did you mean `{}`?", *meant)
                 : std::string("`eventarch explain` lists everything"));
  return ExitStatus::could_not_run;
}

}  // namespace eventarch::cli
