#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array gcp_pubsub_first_commands{
    FirstCommand{consumer_lag, "", "gcloud pubsub subscriptions describe {source}"},
    FirstCommand{message_loss, "", "gcloud pubsub topics list-subscriptions {topic}"},
    FirstCommand{duplicates, "", "gcloud pubsub subscriptions describe {source}"},
    FirstCommand{ordering_issues, "", "gcloud pubsub subscriptions describe {source}"},
    FirstCommand{dlq_overflow, "", "gcloud pubsub subscriptions pull {dead_letter} --limit=10"},
    FirstCommand{rebalance_storms, "", "gcloud pubsub subscriptions describe {source}"},
};

}  // namespace

extern const std::span<const FirstCommand> gcp_pubsub_commands;
constinit const std::span<const FirstCommand> gcp_pubsub_commands{gcp_pubsub_first_commands};

}  // namespace eventarch::assembly
