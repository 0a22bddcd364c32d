#pragma once

/// Numbers with units, written the way a design file writes them. Locale-independent.

#include <cstdint>
#include <string>
#include <string_view>

#include "eventarch/units.hpp"

namespace eventarch::notation {

/// At most `digits` significant digits, thousands separated by commas: 1,234.5
[[nodiscard]] std::string number(double value, int digits = 4);

/// The one place that makes plurals: "1 queue", "1,680 partitions", "2 copies".
/// `one` is the noun in the singular, in English, with or without words in front of it.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one);
/// The same for a figure that need not be whole, as `number` writes it: "1 message", "2.5
/// messages".
[[nodiscard]] std::string counted_number(double value, std::string_view one);
/// The noun alone, as that many of them are called: "queue", "partitions".
[[nodiscard]] std::string noun_for(std::uint64_t count, std::string_view one);

/// 10K msg/s, 1.5M msg/s, 500 msg/s
[[nodiscard]] std::string rate(MessageRate value);
/// 20 MB/s
[[nodiscard]] std::string rate(ByteRate value);
/// 1 KB, 1.8 TB; binary units where the value is a whole number of them: 1 MiB
[[nodiscard]] std::string size(ByteSize value);
/// 100 ms, 1.5 s, 30 min, 7 days
[[nodiscard]] std::string duration(Duration value);
/// The same to two significant digits, for estimates: 28 ms, 4.9 min, 1.1 hours
[[nodiscard]] std::string about(Duration value);
/// The same, rounded up: a bound must hold.
[[nodiscard]] std::string at_most(Duration value);
/// 70 %
[[nodiscard]] std::string percent(double share);

/// Values in the grammar of the design file, exactly: whole numbers in the largest unit that fits.
/// 1700 msg/s, 20K msg/s
[[nodiscard]] std::string declared_rate(MessageRate value);
/// 1500 ms, 2 s
[[nodiscard]] std::string declared_latency(Duration value);
/// 36 hours, 7 days, 52 weeks
[[nodiscard]] std::string declared_retention(Duration value);
/// 0.2 ms; six significant digits, rounded down
[[nodiscard]] std::string declared_duration(Duration value);
/// 1500 B, 6 KB, 1 MiB
[[nodiscard]] std::string declared_size(ByteSize value);

/// ceil that forgives the rounding errors of IEEE-754: 0.14/0.02 is 7, 45360*1.1 is 49896.
/// Negative, NaN and values beyond 2^53 are the caller's mistake; the result is then 0 or 2^53.
[[nodiscard]] std::uint64_t guarded_ceil(double value);

}  // namespace eventarch::notation
