#include "cli/descriptors.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <ios>

namespace eventarch::cli {
namespace {

/// Whether it is worth another try, after waiting where that is what is missing.
bool goes_on(int descriptor, short event) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN) return false;
  pollfd wanted{descriptor, event, 0};
  return ::poll(&wanted, 1, -1) >= 0 || errno == EINTR;
}

}  // namespace

std::ptrdiff_t read_available(int descriptor, char* to, std::size_t most) {
  while (true) {
    const ssize_t got = ::read(descriptor, to, most);
    if (got >= 0 || !goes_on(descriptor, POLLIN)) return got;
  }
}

std::optional<int> write_fully(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(descriptor, text.data(), text.size());
    if (put >= 0) {
      text.remove_prefix(static_cast<std::size_t>(put));
    } else if (!goes_on(descriptor, POLLOUT)) {
      return errno;
    }
  }
  return std::nullopt;
}

DescriptorBuffer::int_type DescriptorBuffer::underflow() {
  constexpr std::size_t block_size = 65536;
  block_.resize(block_size);
  const std::ptrdiff_t got = read_available(descriptor_, block_.data(), block_.size());
  if (got < 0) throw std::ios_base::failure("cannot read");  // the stream that reads takes it
  setg(block_.data(), block_.data(), block_.data() + got);
  return got == 0 ? traits_type::eof() : traits_type::to_int_type(block_.front());
}

}  // namespace eventarch::cli
