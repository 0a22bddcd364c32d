#pragma once

/// Rules that the catalogue reader applies to broker files.

#include <span>

#include "eventarch/diagnostic.hpp"

namespace eventarch::catalogue {

extern const Rule broker_id_invalid;
extern const Rule fact_missing;
extern const Rule fact_without_source;
extern const Rule unknown_source;

[[nodiscard]] std::span<const Rule* const> catalogue_rules();

}  // namespace eventarch::catalogue
