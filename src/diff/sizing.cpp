/// What the design needs of machines, and whether it is fast enough.

#include <fmt/format.h>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "support/notation.hpp"

namespace eventarch::diff {
namespace {

/// What has to be paid for; where the service is not sized, what is stored.
ByteSize storage_of(const Sizing& sizing) {
  return sizing.storage.provisioned.bytes > 0 ? sizing.storage.provisioned : sizing.storage.total;
}

std::string brokers_text(const BrokerCount& brokers) {
  return brokers.count == 0 ? "run by the service" : fmt::format("{}", brokers.count);
}

/// Storage nodes, where the broker keeps messages on machines of their own.
void compare_bookies(const Sizing& before, const Sizing& after, Changes& changes) {
  Change* bookies =
      changes.add_if(before.bookies.count, after.bookies.count, bookies_removed, bookies_added, {},
                     "bookies", brokers_text(before.bookies), brokers_text(after.bookies));
  if (bookies != nullptr && !after.bookies.binding_constraint.empty()) {
    bookies->via = fmt::format("binding: {}", after.bookies.binding_constraint);
  }
}

void compare_storage(const Sizing& before, const Sizing& after, Changes& changes) {
  const std::string from = notation::size(storage_of(before));
  const std::string to = notation::size(storage_of(after));
  if (from == to) return;  // less than anyone would see
  changes.add_if(storage_of(before), storage_of(after), storage_shrinks, storage_grows, {},
                 "storage", from, to);
}

}  // namespace

void compare_sizing(const Sides& sides, Changes& changes) {
  const Sizing& before = sides.old_design().sizing;
  const Sizing& after = sides.new_design().sizing;
  Change* brokers =
      changes.add_if(before.brokers.count, after.brokers.count, brokers_removed, brokers_added, {},
                     "brokers", brokers_text(before.brokers), brokers_text(after.brokers));
  if (brokers != nullptr && !after.brokers.binding_constraint.empty()) {
    brokers->via = fmt::format("binding: {}", after.brokers.binding_constraint);
  }
  compare_bookies(before, after, changes);
  compare_storage(before, after, changes);
  changes.add_if(before.latency.met, after.latency.met, latency_missed, latency_met, {},
                 "latency met", before.latency.met ? "yes" : "no",
                 after.latency.met ? "yes" : "no");
}

}  // namespace eventarch::diff
