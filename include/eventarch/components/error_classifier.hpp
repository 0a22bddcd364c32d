#pragma once

/// Which errors another attempt may cure. A timeout may be gone in a second; a message that fails
/// validation fails every time, and each attempt at it delays the messages behind it.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace eventarch::components {

enum class ErrorKind : std::uint8_t { retryable, non_retryable };

/// What an error in neither list is taken for.
enum class UnknownErrors : std::uint8_t { retry, dead_letter };

struct Classification {
  ErrorKind kind = ErrorKind::retryable;
  bool listed = true;  ///< false: `UnknownErrors` decided. Count these: the lists have a gap
};

/// Names of error classes, compared byte by byte. The defaults are TIMEOUT, SERVICE_UNAVAILABLE,
/// RATE_LIMITED, DATABASE_DEADLOCK against VALIDATION_ERROR, DUPLICATE_MESSAGE, SCHEMA_MISMATCH.
struct ErrorLists {
  std::vector<std::string> retryable = {"TIMEOUT", "SERVICE_UNAVAILABLE", "RATE_LIMITED",
                                        "DATABASE_DEADLOCK"};
  std::vector<std::string> non_retryable = {"VALIDATION_ERROR", "DUPLICATE_MESSAGE",
                                            "SCHEMA_MISMATCH"};
  /// Retrying costs attempts and ends in the dead-letter topic too; it cannot give up on a message
  /// that would have succeeded.
  UnknownErrors unknown = UnknownErrors::retry;
};

/// What is wrong with the lists, in a sentence; empty where nothing is. A name may stand in one
/// list only.
[[nodiscard]] std::string problem_with(const ErrorLists& lists);

class ErrorClassifier {
 public:
  /// Requires: `problem_with(lists)` is empty. Otherwise non_retryable wins.
  explicit ErrorClassifier(const ErrorLists& lists = {});

  [[nodiscard]] Classification classify(std::string_view error_class) const;

 private:
  std::set<std::string, std::less<>> retryable_;
  std::set<std::string, std::less<>> non_retryable_;
  UnknownErrors unknown_;
};

}  // namespace eventarch::components
