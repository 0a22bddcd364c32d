#include "report/markdown_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/markdown_text.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

std::string printed(const MarkdownBlock& block) {
  if (block.body.empty()) return {};
  if (!block.folded) {
    return fmt::format("\n### {}\n\n{}", markdown::prose(block.title), block.body);
  }
  return fmt::format("\n<details>\n<summary>{}</summary>\n\n{}\n</details>\n",
                     markdown::html(block.title), block.body);
}

/// What is not on the page, and how to see it.
std::string left_out_text(const std::vector<const MarkdownBlock*>& left_out) {
  if (left_out.empty()) return {};
  std::vector<std::string> titles;
  std::vector<std::string> names;
  for (const MarkdownBlock* block : left_out) {
    titles.push_back(markdown::prose(block->title));
    const std::string name = fmt::format("--section {}", name_of(block->section));
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return fmt::format(
      "\n_Left out, to keep within the size of a comment: {}. `eventarch design FILE {}` prints "
      "them._\n",
      text::list_of(titles), fmt::join(names, " "));
}

}  // namespace

std::size_t size_of(const MarkdownPage& page) {
  std::size_t size = page.head.size();
  for (const MarkdownBlock& block : page.blocks) size += printed(block).size();
  return size;
}

std::string within(const MarkdownPage& page, std::size_t budget) {
  std::vector<bool> kept(page.blocks.size(), true);
  std::vector<const MarkdownBlock*> left_out;
  std::size_t size = size_of(page);
  while (size + left_out_text(left_out).size() > budget) {
    // Among equals the last one goes.
    std::size_t least = page.blocks.size();
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
      if (!kept[i] || page.blocks[i].body.empty()) continue;
      if (least == page.blocks.size() ||
          page.blocks[i].importance >= page.blocks[least].importance) {
        least = i;
      }
    }
    if (least == page.blocks.size()) break;
    kept[least] = false;
    size -= printed(page.blocks[least]).size();
    left_out.insert(left_out.begin(), &page.blocks[least]);
  }
  std::string out = page.head;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (kept[i]) out += printed(page.blocks[i]);
  }
  return out + left_out_text(left_out);
}

}  // namespace eventarch::report
