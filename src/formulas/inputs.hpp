#pragma once

/// The ranges and inputs that several formulas share.

#include "eventarch/formulas.hpp"

namespace eventarch::formulas {

// Far beyond every real system, and near enough that no product or quotient of a few values leaves
// the range of a double.
inline constexpr double largest = 1e18;
inline constexpr double smallest = 1e-18;

inline constexpr Range amount{.most = largest};                         ///< >= 0
inline constexpr Range amount_above_zero{smallest, largest};            ///< > 0
inline constexpr Range whole_amount{.least = 1, .most = largest};       ///< >= 1
inline constexpr Range share_above_zero{.least = smallest, .most = 1};  ///< (0, 1]

inline constexpr FormulaInput rate_input{
    "rate", Dimension::message_rate, "rate at which messages arrive", amount, {}};
inline constexpr FormulaInput service_time_input{"service_time",
                                                 Dimension::duration,
                                                 "mean time that one server takes for one message",
                                                 amount,
                                                 {}};
inline constexpr FormulaInput servers_input{
    "servers", Dimension::count, "equal servers that share one queue", whole_amount, {}};
inline constexpr FormulaInput ingress_input{
    "ingress", Dimension::byte_rate, "what producers write", any_amount, {}};
inline constexpr FormulaInput load_input{
    "load", Dimension::number, "offered load: rate times service time", amount, {}};
inline constexpr FormulaInput percentile_input{"percentile",
                                               Dimension::share,
                                               "share of the messages that the answer covers",
                                               inner_portion,
                                               {}};
inline constexpr FormulaInput target_input{
    "target", Dimension::duration, "longest time from arrival to processed", amount_above_zero, {}};
inline constexpr FormulaInput partitions_input{
    "partitions", Dimension::count, "partitions of the topic", whole_amount, {}};
inline constexpr FormulaInput outage_input{
    "outage", Dimension::duration, "how long consumers are down", amount, {}};

inline constexpr std::string_view no_stable_queue =
    "messages arrive at least as fast as they are served: the queue grows without end";

}  // namespace eventarch::formulas
