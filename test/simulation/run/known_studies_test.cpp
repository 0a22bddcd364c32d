/// Hashes of histories that are written down here. Another compiler, other options, another machine
/// or another event queue has to come to the same; they change with a change of a model, which then
/// says so, and with nothing else.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "simulation/run/sample_study.hpp"

namespace eventarch::simulation {
namespace {

// Whole studies: the load, all faults, and the models beside the message path.

struct KnownStudy {
  std::string_view sample;
  std::uint64_t hash;
  std::uint64_t events;
};

std::string study_of(std::string_view sample, EventQueue queue, std::uint32_t threads) {
  SimulationOptions options;
  options.seed = 11;
  options.seeds = 3;
  options.messages = 2'000;
  options.fault_messages = 200;
  options.faults = {"all"};
  options.queue = queue;
  options.threads = threads;
  const SimulationResult result = simulated(sample_advice(std::string(sample)), options);
  return fmt::format("{:016x} after {} events", result.history_hash, result.history_events);
}

class KnownStudies : public testing::TestWithParam<KnownStudy> {};

TEST_P(KnownStudies, ReplayTheSameHistories) {
  const KnownStudy& known = GetParam();
  const std::string expected = fmt::format("{:016x} after {} events", known.hash, known.events);
  EXPECT_EQ(study_of(known.sample, EventQueue::timing_wheel, 1), expected);
  EXPECT_EQ(study_of(known.sample, EventQueue::heap, 3), expected);
}

INSTANTIATE_TEST_SUITE_P(
    Samples, KnownStudies,
    testing::Values(KnownStudy{"account-ledger", 0x67843af56211d6f1, 287'222},
                    KnownStudy{"fulfilment-tasks", 0x4d28466cfe78955e, 172'712},
                    KnownStudy{"image-resize-jobs", 0x602d1a90038c15c7, 157'200},
                    KnownStudy{"order-events", 0xb27f0b7c2a7e3db9, 245'920},
                    KnownStudy{"payment-journal", 0x7e1ec2ff4f7db2cd, 256'693},
                    KnownStudy{"product-views", 0xd4dd433d93af0377, 291'270},
                    KnownStudy{"reviewed-orders", 0x86c10562d999700d, 277'855},
                    KnownStudy{"sensor-telemetry", 0x1a30d7c6d93e2132, 136'966},
                    KnownStudy{"smallest", 0x4283cc7daba53995, 174'023},
                    KnownStudy{"tenant-platform-events", 0x860e1f0915a7d8ce, 247'566},
                    KnownStudy{"trip-booking", 0x08a724a57d93c85a, 281'578},
                    KnownStudy{"two-flows", 0xbd837a1212c3c241, 173'491}),
    [](const auto& known) {
      std::string name(known.param.sample);
      std::ranges::replace(name, '-', '_');
      return name;
    });

}  // namespace
}  // namespace eventarch::simulation
