#include "eventarch/components/error_classifier.hpp"

#include <algorithm>

namespace eventarch::components {

std::string problem_with(const ErrorLists& lists) {
  for (const std::string& name : lists.retryable) {
    const auto& others = lists.non_retryable;
    if (std::find(others.begin(), others.end(), name) != others.end()) {
      return "'" + name + "' is both retryable and non-retryable";
    }
  }
  return {};
}

ErrorClassifier::ErrorClassifier(const ErrorLists& lists)
    : retryable_(lists.retryable.begin(), lists.retryable.end()),
      non_retryable_(lists.non_retryable.begin(), lists.non_retryable.end()),
      unknown_(lists.unknown) {}

Classification ErrorClassifier::classify(std::string_view error_class) const {
  if (non_retryable_.contains(error_class)) return {ErrorKind::non_retryable, true};
  if (retryable_.contains(error_class)) return {ErrorKind::retryable, true};
  const bool retry = unknown_ == UnknownErrors::retry;
  return {retry ? ErrorKind::retryable : ErrorKind::non_retryable, false};
}

}  // namespace eventarch::components
