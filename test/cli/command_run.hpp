#pragma once

/// Runs the program in memory, and files for it to read and write.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/run.hpp"

namespace eventarch::cli {

/// What a run left behind.
struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

/// A world without terminal and without variables, with `input` on standard input.
struct World {
  std::string input;
  Environment environment;
};

inline Outcome run_in(const World& world, const std::vector<std::string>& arguments) {
  std::istringstream in(world.input);
  std::ostringstream out;
  std::ostringstream err;
  const ExitStatus status = run(arguments, {in, out, err}, world.environment);
  return {static_cast<int>(status), out.str(), err.str()};
}

inline Outcome run_with(const std::vector<std::string>& arguments) { return run_in({}, arguments); }

/// `eventarch` with arguments in one text, split at blanks.
inline Outcome run_words(const std::string& words, const World& world = {}) {
  std::vector<std::string> arguments;
  std::istringstream in(words);
  for (std::string word; in >> word;) arguments.push_back(word);
  return run_in(world, arguments);
}

/// The arguments of `design FILE` and whatever follows.
inline std::vector<std::string> design(std::string file,
                                       std::initializer_list<std::string> flags = {}) {
  std::vector<std::string> arguments{"design", std::move(file)};
  arguments.insert(arguments.end(), flags);
  return arguments;
}

/// Design files for every verdict.
namespace sample {

inline constexpr std::string_view clean =
    "event_context:\n"
    "  name: orders\n"
    "  use_case: pub_sub\n"
    "  requirements: {throughput: 1K msg/s, latency: 1 s, ordering: partition,\n"
    "                 delivery: at_least_once, retention: 7 days}\n";
/// Warns with exactly_once_complexity.
inline constexpr std::string_view warning =
    "event_context:\n"
    "  name: payments\n"
    "  use_case: pub_sub\n"
    "  requirements: {throughput: 1K msg/s, latency: 1 s, ordering: partition,\n"
    "                 delivery: exactly_once, retention: 7 days}\n";
inline constexpr std::string_view invalid =
    "event_context:\n"
    "  use_case: pub_sub\n"
    "  requirements: {troughput: 1K msg/s}\n";
inline constexpr std::string_view syntax_error = "event_context: {use_case: saga\n";
/// SQS keeps messages for 14 days and nothing else is allowed.
inline constexpr std::string_view no_broker =
    "event_context:\n"
    "  name: archive\n"
    "  use_case: work_queue\n"
    "  requirements: {throughput: 100 msg/s, latency: 10 s, ordering: none,\n"
    "                 delivery: at_least_once, retention: 8 weeks}\n"
    "  constraints: {allowed_brokers: [sqs]}\n";

}  // namespace sample

/// A folder of its own for each test, gone afterwards.
class InFolder : public testing::Test {
 public:
  InFolder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string(test->test_suite_name()) + "-" + test->name() + "-" +
                       std::to_string(::getpid());
    for (char& c : name) {
      if (c == '/') c = '-';
    }
    folder_ = std::filesystem::path(testing::TempDir()) / name;
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~InFolder() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  InFolder(const InFolder&) = delete;
  InFolder& operator=(const InFolder&) = delete;

 protected:
  [[nodiscard]] std::string path(std::string_view name) const { return folder_ / name; }

  std::string file(std::string_view name, std::string_view content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return path(name);
  }

  [[nodiscard]] std::string content(std::string_view name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }

  [[nodiscard]] bool exists(std::string_view name) const {
    return std::filesystem::exists(folder_ / name);
  }

  /// The names of what lies in the folder, sorted.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      all.push_back(entry.path().filename().string());
    }
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  std::filesystem::path folder_;
};

/// The same, where that folder is the current one.
class StandingInFolder : public InFolder {
 public:
  StandingInFolder() : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path(""));
  }
  ~StandingInFolder() override {
    std::error_code ignored;
    std::filesystem::current_path(before_, ignored);
  }
  StandingInFolder(const StandingInFolder&) = delete;
  StandingInFolder& operator=(const StandingInFolder&) = delete;

 private:
  std::filesystem::path before_;
};

/// The text as JSON; a failed expectation and null where it is none.
inline nlohmann::json parse_json(std::string_view text) {
  auto json = nlohmann::json::parse(text, nullptr, false);
  EXPECT_FALSE(json.is_discarded()) << text;
  return json.is_discarded() ? nlohmann::json() : json;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace eventarch::cli
