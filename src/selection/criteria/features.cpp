#include "selection/criteria/criteria.hpp"

#include <fmt/format.h>
#include <array>

namespace eventarch::selection::criteria {
namespace {

struct Feature {
  bool Constraints::*wanted;
  FactKey key;
  std::string_view name;
};

constexpr std::array features{
    Feature{&Constraints::priority, FactKey::priority, "priority"},
    Feature{&Constraints::delayed_delivery, FactKey::delayed_delivery, "delayed delivery"},
    Feature{&Constraints::complex_routing, FactKey::complex_routing, "routing"},
    Feature{&Constraints::request_reply, FactKey::request_reply, "request/reply"},
    Feature{&Constraints::multi_tenancy, FactKey::multi_tenancy, "tenants"},
    Feature{&Constraints::geo_replication, FactKey::geo_replication, "geo-replication"},
};

double features_rate(const Subject& subject) {
  constexpr double with_own_work = 0.3;
  double value = 0;
  double count = 0;
  for (const Feature& feature : features) {
    if (!(subject.context.constraints.*feature.wanted)) continue;
    count += 1;
    value += subject.fact(feature.key).is(Word::native) ? 1 : with_own_work;
  }
  return count == 0 ? 1 : value / count;
}

std::string features_reason(const Subject& subject) {
  bool any = false;
  std::vector<std::string_view> partial;
  for (const Feature& feature : features) {
    if (!(subject.context.constraints.*feature.wanted)) continue;
    any = true;
    if (!subject.fact(feature.key).is(Word::native)) partial.push_back(feature.name);
  }
  if (!any) return "nothing beyond the basics is asked for";
  if (partial.empty()) return "everything asked for is built in";
  return fmt::format("with work of one's own: {}", fmt::join(partial, ", "));
}

}  // namespace

constinit const Assessment features{features_rate, features_reason};

}  // namespace eventarch::selection::criteria
