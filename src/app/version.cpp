#include "eventarch/version.hpp"

namespace eventarch {

std::string_view version() { return EVENTARCH_VERSION; }

}  // namespace eventarch
