#pragma once

/// The hard constraints, one file each; the table is constraint_table.cpp.

#include "selection/constraint.hpp"

namespace eventarch::selection::constraints {

extern const Constraint allowed_brokers;
extern const Constraint byte_throughput;
extern const Constraint cloud;
extern const Constraint complex_routing;
extern const Constraint consumer_groups;
extern const Constraint consumer_parallelism;
extern const Constraint delayed_delivery;
extern const Constraint delivery;
extern const Constraint delivery_scope;
extern const Constraint deployment;
extern const Constraint fan_out;
extern const Constraint forbidden_brokers;
extern const Constraint geo_replication;
extern const Constraint global_order_rate;
extern const Constraint in_flight;
extern const Constraint key_rate;
extern const Constraint latency;
extern const Constraint message_size;
extern const Constraint multi_tenancy;
extern const Constraint ordering;
extern const Constraint priority;
extern const Constraint processing_time;
extern const Constraint replay;
extern const Constraint request_reply;
extern const Constraint retention;
extern const Constraint throughput;
extern const Constraint unit_limit;

}  // namespace eventarch::selection::constraints
