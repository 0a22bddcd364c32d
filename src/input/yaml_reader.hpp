#pragma once

/// YAML text to positioned trees, over yaml-cpp's event interface. Only this reader and its tree
/// builder know yaml-cpp.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "input/document.hpp"

namespace eventarch::input {

/// What was read of one document, and what is wrong with it as YAML.
struct ReadDocument {
  Document document;         ///< empty where nothing could be read; `findings` then says why
  std::uint32_t number = 1;  ///< counts from 1 in the file
  /// False where reading stopped inside it: the tree then holds what stood before, and absent keys
  /// mean nothing.
  bool complete = true;
  Findings findings;
};

/// Reads one document after the other, up to the first one that is not YAML, and hands each over;
/// at least one. Never throws on account of the input.
void read_each_document(const std::string& file, std::string_view text,
                        const std::function<void(ReadDocument)>& take);

/// The same, all kept.
[[nodiscard]] std::vector<ReadDocument> read_documents(const std::string& file,
                                                       std::string_view text);

}  // namespace eventarch::input
