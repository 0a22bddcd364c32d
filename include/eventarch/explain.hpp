#pragma once

/// What the program knows, for people, offline.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/catalogue.hpp"

namespace eventarch {

struct Formula;  // formulas.hpp

/// Everything that can be explained, by kind.
[[nodiscard]] std::string explain_index(const Catalogue& catalogue);

/// A broker (`kafka`), a mode (`rabbitmq/stream`), a rule, formula, pattern, alert, metric, log
/// event, troubleshooting entry, checklist item, change or setting; all of them where several have
/// the name. Empty where there is none.
[[nodiscard]] std::optional<std::string> explain(std::string_view name, const Catalogue& catalogue);

/// Every name that `explain` takes, sorted, each once.
[[nodiscard]] std::vector<std::string> explained_names(const Catalogue& catalogue);

/// The name that was probably meant; empty where nothing is close.
[[nodiscard]] std::optional<std::string> explain_suggestion(std::string_view name,
                                                            const Catalogue& catalogue);

/// Every formula with what it gives.
[[nodiscard]] std::string formula_index();

/// How a formula is called: its inputs and a worked example.
[[nodiscard]] std::string formula_usage(const Formula& formula);

/// The page about all formulas, in Markdown: docs/formulas.md.
[[nodiscard]] std::string formulas_document();

struct DocumentPage {
  std::string name;  ///< of the file
  std::string text;  ///< Markdown
};
/// An index and a page a rule: docs/rules/.
[[nodiscard]] std::vector<DocumentPage> rules_documents();

/// The JSON Schema that the first line of the starter file names for editors, beside it.
inline constexpr std::string_view starter_schema_file = "event-context.schema.json";

/// A commented design file to start from; valid as it is.
[[nodiscard]] std::string starter_file();

}  // namespace eventarch
