#pragma once

/// Texts that are kept in the repository and must be what the program writes today: golden reports
/// and documents. `EVENTARCH_UPDATE_GOLDEN=1` rewrites them; the change is then reviewed like code.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "eventarch/version.hpp"

namespace eventarch::testing_support {

/// The folder of the repository.
inline std::filesystem::path repository() { return EVENTARCH_SOURCE_DIR; }

inline std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A failed expectation where the file is not there or holds another text.
inline void expect_kept(const std::filesystem::path& kept, const std::string& actual) {
  if (std::getenv("EVENTARCH_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(kept.parent_path());
    std::ofstream(kept, std::ios::binary) << actual;
  }
  ASSERT_TRUE(std::filesystem::exists(kept))
      << kept << " is missing; EVENTARCH_UPDATE_GOLDEN=1 writes it";
  EXPECT_EQ(actual, read(kept)) << "differs from " << kept
                                << "; EVENTARCH_UPDATE_GOLDEN=1 rewrites it";
}

/// A release changes the version and nothing else.
inline std::string without_version(std::string text) {
  const std::string version(eventarch::version());
  for (const std::string& mark :
       {"\"version\": \"" + version + "\"", "eventarch " + version + ", seed"}) {
    const std::size_t at = text.find(mark);
    if (at == std::string::npos) continue;
    text.replace(text.find(version, at), version.size(), "*");
  }
  return text;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The lines of the first block of a document that opens with "```text" and holds `word`.
inline std::vector<std::string> block_with(const std::string& document, const std::string& word) {
  std::vector<std::string> block;
  bool inside = false;
  for (const std::string& line : lines_of(document)) {
    if (line == "```text") {
      inside = true;
      block.clear();
    } else if (line == "```" && inside) {
      inside = false;
      const bool found = std::ranges::any_of(
          block, [&](const std::string& shown) { return shown.find(word) != std::string::npos; });
      if (found) return block;
    } else if (inside) {
      block.push_back(line);
    }
  }
  return {};
}

}  // namespace eventarch::testing_support
