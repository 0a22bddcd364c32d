#include "catalogue/catalogue_rules.hpp"

#include <array>

namespace eventarch::catalogue {

constinit const Rule broker_id_invalid{
    .name = "broker_id_invalid",
    .summary = "An id of a broker or of a mode that is not snake_case",
    .rationale =
        "Ids are written in design files, on command lines and in reports: small letters, digits "
        "and underscores, a letter first.",
    .flagged = {},
    .accepted = {},
    .source = {},
};

constinit const Rule fact_missing{
    .name = "fact_missing",
    .summary = "A broker mode lacks a fact",
    .rationale = "Every fact is asked of every mode; a missing one would be taken for a no.",
    .flagged = {},
    .accepted = {},
    .source = {},
};

constinit const Rule fact_without_source{
    .name = "fact_without_source",
    .summary = "A fact has neither a source nor the basis of an estimate",
    .rationale = "A number that nobody can check decides nothing here.",
    .flagged = {},
    .accepted = {},
    .source = {},
};

constinit const Rule unknown_source{
    .name = "unknown_source",
    .summary =
        "A fact cites a source that the file does not list, or a listed source is never cited",
    .rationale = "A reader must be able to look a figure up.",
    .flagged = {},
    .accepted = {},
    .source = {},
};

std::span<const Rule* const> catalogue_rules() {
  static constexpr std::array all{&broker_id_invalid, &fact_missing, &fact_without_source,
                                  &unknown_source};
  return all;
}

}  // namespace eventarch::catalogue
