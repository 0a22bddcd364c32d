#include "eventarch/explain.hpp"

#include <fmt/format.h>

#include <ostream>

#include "cli/catalogues.hpp"
#include "cli/commands.hpp"
#include "support/text.hpp"

namespace eventarch::cli {

ExitStatus run_explain(const ExplainOptions& options, const Streams& io) {
  Catalogues catalogues(options.catalogue, io.err);
  const RepositorySettings* found = catalogues.for_file({});
  if (found == nullptr) return ExitStatus::could_not_run;
  const Catalogue& catalogue = found->catalogue;
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
