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
    testing::Values(KnownStudy{"account-ledger", 0xaa19c93a8a8e0beb, 791'219},
                    KnownStudy{"fulfilment-tasks", 0xe964c4b8d69c7d1b, 794'957},
                    KnownStudy{"image-resize-jobs", 0xd7583d80e8c09f6e, 2'234'508},
                    KnownStudy{"order-events", 0x5a698f25703d34b7, 843'376},
                    KnownStudy{"payment-journal", 0x211010cef8b957ae, 1'875'033},
                    KnownStudy{"product-views", 0x0b6b4b2b6781a118, 403'349},
                    KnownStudy{"reviewed-orders", 0xba447b6ad0828bd9, 2'065'527},
                    KnownStudy{"sensor-telemetry", 0xe29acd98e1a33633, 211'667},
                    KnownStudy{"smallest", 0x9142d0cc3620084f, 377'592},
                    KnownStudy{"tenant-platform-events", 0xd314f4137d72c985, 337'838},
                    KnownStudy{"trip-booking", 0x73f2ccb16262a076, 1'377'087},
                    KnownStudy{"two-flows", 0x43dad311463dfa54, 329'069}),
    [](const auto& known) {
      std::string name(known.param.sample);
      std::ranges::replace(name, '-', '_');
      return name;
    });

}  // namespace
}  // namespace eventarch::simulation
