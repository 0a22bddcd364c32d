/// What a RabbitMQ broker and its stream clients take as one message.

#include <fmt/format.h>

#include <algorithm>

#include "assembly/dialects/largest_message.hpp"
#include "assembly/dialects/rabbitmq_settings.hpp"

namespace eventarch::assembly::rabbitmq {
namespace {

void set_message_size(const DesignInput& input, Settings& settings) {
  constexpr double default_bytes = 16'777'216;
  constexpr double most_bytes = 536'870'912;
  const double largest = largest_message(input);
  if (largest <= default_bytes) return;
  settings.set("max_message_size", whole(std::min(largest, most_bytes)),
               fmt::format("rabbitmq.conf; {}; better a claim check, large messages hold up the "
                           "others",
                           largest_message_reason(input, most_bytes)));
}

/// Over the stream protocol a message has to fit into one frame, and the smaller of what server and
/// client ask for holds.
void set_frame_size(const DesignInput& input, Settings& settings) {
  constexpr double default_bytes = 1'048'576;
  constexpr double most_bytes = 536'870'912;  // of a message
  constexpr double around = 65'536;  // properties and headers beside the body, rounded up well
  const double largest = largest_message(input);
  if (largest + around <= default_bytes) return;
  const double frame = std::min(largest, most_bytes) + around;
  settings.set("stream.frame_max", whole(frame),
               fmt::format("rabbitmq.conf; {}, and 64 KiB for what stands around the body; a "
                           "message is published in one frame",
                           largest_message_reason(input, most_bytes)));
  settings.set("requestedMaxFrameSize", whole(frame),
               "the client's side of stream.frame_max: the smaller of both holds");
}

}  // namespace

void set_message_limits(const DesignInput& input, Settings& settings) {
  set_message_size(input, settings);
  if (stream(input)) set_frame_size(input, settings);
}

}  // namespace eventarch::assembly::rabbitmq
