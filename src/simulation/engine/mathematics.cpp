#include "simulation/engine/mathematics.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace eventarch::simulation {
namespace {

constexpr double logarithm_of_two = 0.693147180559945309417;
// ln 2 in two parts: the first has so few bits that its product with an exponent is exact.
constexpr double logarithm_of_two_high = 6.93147180369123816490e-01;
constexpr double logarithm_of_two_low = 1.90821492927058770002e-10;
constexpr unsigned fraction_bits = 52;
constexpr std::int64_t exponent_bias = 1023;

/// Horner's scheme, highest coefficient first.
template <std::size_t count>
double polynomial(const std::array<double, count>& coefficients, double x) {
  double sum = coefficients[0];
  for (std::size_t i = 1; i < count; ++i) sum = sum * x + coefficients[i];
  return sum;
}

/// The same, written out: for loops that are to have no loop within.
template <std::size_t count, std::size_t... terms>
double unrolled(const std::array<double, count>& coefficients, double x,
                std::index_sequence<terms...> /*all but one*/) {
  static_assert(sizeof...(terms) + 1 == count);
  double sum = coefficients[0];
  ((sum = sum * x + coefficients[terms + 1]), ...);
  return sum;
}

double power_of_two(std::int64_t exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + exponent_bias)
                               << fraction_bits);
}

/// value = 2^exponent * m with m in [sqrt(1/2), sqrt(2)).
struct Split {
  std::int64_t exponent = 0;
  double m = 0;
};

Split split(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  // Without a branch, which half of all values would take: m is halved by one less in its exponent.
  const std::uint64_t fraction = bits & 0x000FFFFFFFFFFFFF;
  constexpr auto root_of_two = std::bit_cast<std::uint64_t>(1.4142135623730951);
  constexpr std::uint64_t below_root =
      (std::uint64_t{1} << fraction_bits) - (root_of_two & 0x000FFFFFFFFFFFFF);
  const std::uint64_t halved = (fraction + below_root) >> fraction_bits;  // 1 from the root on
  return {static_cast<std::int64_t>((bits >> fraction_bits) + halved) - exponent_bias,
          std::bit_cast<double>(fraction | (0x3FF - halved) << fraction_bits)};
}

// ln m = 2 atanh(s) with s = (m - 1) / (m + 1), and |s| <= 0.1716, so that eleven terms of the
// series leave less than 1e-17. These are the ten behind the first, R: ln m = 2s + s z R.
constexpr std::array<double, 10> logarithm_series{2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13,
                                                  2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5,  2.0 / 3};

/// From f = m - 1 and the sum of the series: 2s = f - s f keeps the digits that a small f has.
double logarithm_of(double exponent, double f, double s, double z, double sum) {
  const double rest = s * (f - z * sum);
  return exponent * logarithm_of_two_high + (f - (rest - exponent * logarithm_of_two_low));
}

}  // namespace

double natural_logarithm(double value) {
  const auto [exponent, m] = split(value);
  const double f = m - 1;
  const double s = f / (m + 1);
  const double z = s * s;
  return logarithm_of(static_cast<double>(exponent), f, s, z, polynomial(logarithm_series, z));
}

// Loops of a fixed length without a branch: the compiler takes two turns or more of them at once.
void replace_by_logarithms(std::array<double, drawn_at_once>& values) {
  std::array<double, drawn_at_once> exponents{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto [exponent, m] = split(values[i]);
    exponents[i] = static_cast<double>(exponent);
    values[i] = m - 1;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double f = values[i];
    const double s = f / (f + 2);  // m + 1, since m - 1 is exact
    const double z = s * s;
    const double sum = unrolled(logarithm_series, z, std::make_index_sequence<9>{});
    values[i] = logarithm_of(exponents[i], f, s, z, sum);
  }
}

// exponent = k ln 2 + r with |r| <= ln 2 / 2; fourteen terms of the series leave less than 1e-17.
double exponential(double exponent) {
  constexpr double most = 700;
  if (!(exponent > -most)) return 0;
  if (exponent > most) exponent = most;
  const double quotient = exponent / logarithm_of_two;
  const auto k = static_cast<std::int64_t>(quotient < 0 ? quotient - 0.5 : quotient + 0.5);
  const auto as_double = static_cast<double>(k);
  const double r =
      (exponent - as_double * logarithm_of_two_high) - as_double * logarithm_of_two_low;
  static constexpr std::array<double, 14> series{1.0 / 6227020800,
                                                 1.0 / 479001600,
                                                 1.0 / 39916800,
                                                 1.0 / 3628800,
                                                 1.0 / 362880,
                                                 1.0 / 40320,
                                                 1.0 / 5040,
                                                 1.0 / 720,
                                                 1.0 / 120,
                                                 1.0 / 24,
                                                 1.0 / 6,
                                                 1.0 / 2,
                                                 1.0,
                                                 1.0};
  return polynomial(series, r) * power_of_two(k);
}

double normal_quantile(double probability) {
  static constexpr std::array<double, 8> a{
      2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
      13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608};
  static constexpr std::array<double, 8> b{
      5226.495278852545925,  28729.085735721942674, 39307.89580009271061,  21213.794301586595867,
      5394.1960214247511077, 687.1870074920579083,  42.313330701600911252, 1.0};
  static constexpr std::array<double, 8> c{7.7454501427834140764e-4, .0227238449892691845833,
                                           .24178072517745061177,    1.27045825245236838258,
                                           3.64784832476320460504,   5.7694972214606914055,
                                           4.6303378461565452959,    1.42343711074968357734};
  static constexpr std::array<double, 8> d{1.05075007164441684324e-9, 5.475938084995344946e-4,
                                           .0151986665636164571966,   .14810397642748007459,
                                           .68976733498510000455,     1.6763848301838038494,
                                           2.05319162663775882187,    1.0};
  static constexpr std::array<double, 8> e{2.01033439929228813265e-7, 2.71155556874348757815e-5,
                                           .0012426609473880784386,   .026532189526576123093,
                                           .29656057182850489123,     1.7848265399172913358,
                                           5.4637849111641143699,     6.6579046435011037772};
  static constexpr std::array<double, 8> f{2.04426310338993978564e-15, 1.4215117583164458887e-7,
                                           1.8463183175100546818e-5,   7.868691311456132591e-4,
                                           .0148753612908506148525,    .13692988092273580531,
                                           .59983220655588793769,      1.0};
  const double q = probability - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  double r = std::sqrt(-natural_logarithm(q < 0 ? probability : 1 - probability));
  double x = 0;
  if (r <= 5) {
    r -= 1.6;
    x = polynomial(c, r) / polynomial(d, r);
  } else {
    r -= 5;
    x = polynomial(e, r) / polynomial(f, r);
  }
  return q < 0 ? -x : x;
}

}  // namespace eventarch::simulation
