#include "eventarch/components/message.hpp"

#include <algorithm>

namespace eventarch::components {

const std::string* find_header(const Message& message, std::string_view name) {
  const auto found = std::find_if(message.headers.begin(), message.headers.end(),
                                  [&](const Header& header) { return header.name == name; });
  return found == message.headers.end() ? nullptr : &found->value;
}

}  // namespace eventarch::components
