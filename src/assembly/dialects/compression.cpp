#include "assembly/dialects/compression.hpp"

#include <fmt/format.h>

#include "assembly/dialect.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

/// True where the file states a ratio, if only 1.
bool ratio_declared(const EventContext& context) {
  return context.assumption("workload.compression_ratio") == nullptr;
}

}  // namespace

Compression compression(const DesignInput& input, ByteSize batch) {
  constexpr double worthwhile = 1'000;  // an estimate: less hardly repeats itself
  const double ratio = input.context.workload.compression_ratio.value;
  if (ratio > 1) {
    return {Codec::dense,
            fmt::format("network and storage are sized with a workload.compression_ratio of {} and "
                        "grow by it without; check it on batches of about {}",
                        notation::number(ratio), about_size(batch.bytes))};
  }
  if (ratio_declared(input.context)) {
    return {Codec::none, "workload.compression_ratio is 1: the payload does not get smaller"};
  }
  if (batch.bytes < worthwhile) {
    return {Codec::none, fmt::format("a batch of {} holds too little that repeats itself",
                                     about_size(batch.bytes))};
  }
  return {Codec::fast,
          fmt::format("cheap in time, on batches of about {}; the sizes count on nothing from it "
                      "until workload.compression_ratio is stated",
                      about_size(batch.bytes))};
}

}  // namespace eventarch::assembly
