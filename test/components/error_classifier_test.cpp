#include "eventarch/components/error_classifier.hpp"

#include <gtest/gtest.h>

namespace eventarch::components {
namespace {

TEST(ErrorClassifier, KnowsTheErrorsOfTheSourceDocument) {
  const ErrorClassifier classifier;
  for (const char* const name :
       {"TIMEOUT", "SERVICE_UNAVAILABLE", "RATE_LIMITED", "DATABASE_DEADLOCK"}) {
    EXPECT_EQ(classifier.classify(name).kind, ErrorKind::retryable) << name;
    EXPECT_TRUE(classifier.classify(name).listed) << name;
  }
  for (const char* const name : {"VALIDATION_ERROR", "DUPLICATE_MESSAGE", "SCHEMA_MISMATCH"}) {
    EXPECT_EQ(classifier.classify(name).kind, ErrorKind::non_retryable) << name;
    EXPECT_TRUE(classifier.classify(name).listed) << name;
  }
}

TEST(ErrorClassifier, RetriesWhatItDoesNotKnowAndSaysSo) {
  const ErrorClassifier classifier;
  for (const char* const name : {"DISK_FULL", "timeout", ""}) {
    EXPECT_EQ(classifier.classify(name).kind, ErrorKind::retryable) << name;
    EXPECT_FALSE(classifier.classify(name).listed) << name;
  }
}

TEST(ErrorClassifier, MayBeToldToGiveUpOnWhatItDoesNotKnow) {
  const ErrorClassifier classifier({.unknown = UnknownErrors::dead_letter});
  EXPECT_EQ(classifier.classify("DISK_FULL").kind, ErrorKind::non_retryable);
  EXPECT_EQ(classifier.classify("TIMEOUT").kind, ErrorKind::retryable);
}

TEST(ErrorLists, MayNotContradictEachOther) {
  EXPECT_EQ(problem_with(ErrorLists{}), "");
  const ErrorLists both{.retryable = {"A", "B"}, .non_retryable = {"B"}};
  EXPECT_EQ(problem_with(both), "'B' is both retryable and non-retryable");
  EXPECT_EQ(ErrorClassifier(both).classify("B").kind, ErrorKind::non_retryable);
}

}  // namespace
}  // namespace eventarch::components
