/// Features that a file asks for by name, and fan-out.

#include <fmt/format.h>

#include "selection/constraint.hpp"

namespace eventarch::selection {
namespace {

std::optional<Exclusion> check_feature(const Subject& subject, bool wanted, FactKey key,
                                       std::string_view what) {
  if (!wanted || !subject.fact(key).is("none")) return std::nullopt;
  return exclude(subject, key, fmt::format("has no {}", what), std::string(what), "none");
}

}  // namespace

std::optional<Exclusion> check_fan_out(const Subject& subject) {
  return check_feature(subject, subject.context.consumers.size() > 1, FactKey::fan_out,
                       "way to give every consumer group every message");
}
std::optional<Exclusion> check_priority(const Subject& subject) {
  return check_feature(subject, subject.context.constraints.priority, FactKey::priority,
                       "message priorities");
}
std::optional<Exclusion> check_delayed_delivery(const Subject& subject) {
  return check_feature(subject, subject.context.constraints.delayed_delivery,
                       FactKey::delayed_delivery, "delayed delivery");
}
std::optional<Exclusion> check_complex_routing(const Subject& subject) {
  return check_feature(subject, subject.context.constraints.complex_routing,
                       FactKey::complex_routing, "routing by pattern or header");
}
std::optional<Exclusion> check_request_reply(const Subject& subject) {
  return check_feature(subject, subject.context.constraints.request_reply, FactKey::request_reply,
                       "support for request and reply");
}
std::optional<Exclusion> check_multi_tenancy(const Subject& subject) {
  return check_feature(subject, subject.context.constraints.multi_tenancy, FactKey::multi_tenancy,
                       "tenants");
}
std::optional<Exclusion> check_geo_replication(const Subject& subject) {
  return check_feature(subject, subject.context.constraints.geo_replication,
                       FactKey::geo_replication, "replication between regions");
}

}  // namespace eventarch::selection
