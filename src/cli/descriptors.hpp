#pragma once

/// Reading and writing by descriptor. A pipe or a terminal is shared with other processes, and one
/// of them may have said that it must not block: then it is waited for, and nothing is cut off.

#include <cstddef>
#include <optional>
#include <streambuf>
#include <string_view>
#include <vector>

namespace eventarch::cli {

/// Reads at least one byte, up to `most`; 0 at the end, -1 with errno where it fails.
[[nodiscard]] std::ptrdiff_t read_available(int descriptor, char* to, std::size_t most);

/// Writes all of it; gives the error number where that fails.
[[nodiscard]] std::optional<int> write_fully(int descriptor, std::string_view text);

/// What a descriptor gives, as a stream reads it. An error in the middle is no end: the stream is
/// bad then.
class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) {}

 protected:
  int_type underflow() override;

 private:
  int descriptor_;
  std::vector<char> block_;  ///< empty until something is read, which most commands never do
};

}  // namespace eventarch::cli
