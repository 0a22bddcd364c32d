#pragma once

/// Whether producers compress, from what the file says about the payload.

#include <string>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

enum class Codec : std::uint8_t { none, fast, dense };

struct Compression {
  Codec codec = Codec::none;
  std::string why;
};

/// `batch` is what is compressed in one go, before compression.
[[nodiscard]] Compression compression(const DesignInput& input, ByteSize batch);

}  // namespace eventarch::assembly
