#pragma once

/// The corpus of published decisions.

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"

namespace eventarch::decisions_test {

/// One entry of a corpus file. Brokers are named by their ids.
struct Case {
  std::string id;
  std::string design_file;
  std::string recommended;
  std::vector<std::string> acceptable;
  std::vector<std::string> forbidden;
};

inline Case case_of(const YAML::Node& entry) {
  const YAML::Node expect = entry["expect"];
  return {.id = entry["id"].as<std::string>(),
          .design_file = YAML::Dump(entry["context"]),
          .recommended = expect["recommended"].as<std::string>(),
          .acceptable = expect["acceptable"].as<std::vector<std::string>>(),
          .forbidden = expect["forbidden"].as<std::vector<std::string>>()};
}

inline std::vector<Case> cases_in(std::string_view file) {
  std::vector<Case> cases;
  const std::string path = fmt::format("{}/test/decisions/{}", EVENTARCH_SOURCE_DIR, file);
  for (const YAML::Node& entry : YAML::LoadFile(path)) cases.push_back(case_of(entry));
  return cases;
}

inline Advice advice_on(const Case& published) {
  const std::string name = published.id + ".yaml";
  return advise({name, published.design_file, published.id}, built_in_catalogue()).front();
}

}  // namespace eventarch::decisions_test
