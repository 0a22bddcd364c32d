#pragma once

/// Owns what a broker that was read at run time views. Texts are never moved once they are kept.

#include <deque>
#include <string>
#include <vector>

#include "eventarch/catalogue.hpp"

namespace eventarch {

struct BrokerStorage {
  std::deque<std::string> texts;
  std::deque<std::vector<std::string_view>> lists;
  std::vector<CatalogueSource> sources;
  std::vector<OriginalClaim> original;
  std::vector<Mode> modes;

  std::string_view keep(std::string_view text) {
    return text.empty() ? std::string_view{} : std::string_view(texts.emplace_back(text));
  }
  std::span<const std::string_view> keep(std::vector<std::string_view> list) {
    return lists.emplace_back(std::move(list));
  }
};

}  // namespace eventarch
