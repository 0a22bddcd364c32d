#pragma once

/// The criteria, one file each; the table with their weights is criterion_table.cpp.

#include "selection/criterion.hpp"

namespace eventarch::selection::criteria {

extern const Assessment cost_shape;
extern const Assessment failure_handling;
extern const Assessment features;
extern const Assessment guarantee;
extern const Assessment headroom;
extern const Assessment history;
extern const Assessment latency_margin;
extern const Assessment operations;
extern const Assessment portability;
extern const Assessment use_case_fit;

}  // namespace eventarch::selection::criteria
