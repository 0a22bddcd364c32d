#pragma once

/// Which things events of a kind name; the fields of those must say something.

#include "simulation/history/event.hpp"

namespace eventarch::simulation {

/// Whether events of this kind are about one message.
constexpr bool names_message(EventKind kind) {
  switch (kind) {
    case EventKind::send:
    case EventKind::send_ok:
    case EventKind::send_fail:
    case EventKind::send_unknown:
    case EventKind::append:
    case EventKind::deliver:
    case EventKind::effect:
    case EventKind::skip_duplicate:
    case EventKind::acknowledge:
    case EventKind::retry:
    case EventKind::dead_letter:
    case EventKind::drop:
    case EventKind::remember:
    case EventKind::forget:
    case EventKind::database_write: return true;
    default: return false;
  }
}

/// Whether events of this kind are about a place in a partition.
constexpr bool names_partition(EventKind kind) {
  switch (kind) {
    case EventKind::append:
    case EventKind::high_watermark:
    case EventKind::elect:
    case EventKind::truncate:
    case EventKind::retention:
    case EventKind::marker:
    case EventKind::assign:
    case EventKind::revoke:
    case EventKind::deliver:
    case EventKind::commit: return true;
    default: return false;
  }
}

/// Whether events of this kind are about what a group does.
constexpr bool names_group(EventKind kind) {
  switch (kind) {
    case EventKind::deliver:
    case EventKind::effect:
    case EventKind::skip_duplicate:
    case EventKind::commit:
    case EventKind::acknowledge:
    case EventKind::retry:
    case EventKind::dead_letter:
    case EventKind::remember:
    case EventKind::forget: return true;
    default: return false;
  }
}

constexpr bool names_key(EventKind kind) {
  return kind == EventKind::store_append || kind == EventKind::store_load;
}

/// Whether events of this kind are about a transaction, a saga, or a dependency.
constexpr bool names_subject(EventKind kind) {
  switch (kind) {
    case EventKind::transaction_begin:
    case EventKind::transaction_commit:
    case EventKind::transaction_abort:
    case EventKind::database_write:
    case EventKind::database_commit:
    case EventKind::database_rollback:
    case EventKind::saga_begin:
    case EventKind::saga_step:
    case EventKind::saga_compensate:
    case EventKind::saga_end:
    case EventKind::call:
    case EventKind::breaker: return true;
    default: return false;
  }
}

}  // namespace eventarch::simulation
