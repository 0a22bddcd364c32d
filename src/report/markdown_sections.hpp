#pragma once

/// The blocks of the Markdown report by section. All but those of the decision and of what it rests
/// on require a design.

#include <cstddef>

#include "eventarch/design.hpp"
#include "report/markdown_page.hpp"

namespace eventarch::report {

/// How much of a section is wanted.
struct Extent {
  std::size_t rows = 200;  ///< the most rows of a table
  bool full = false;       ///< with the sources and the reader's own context
};

using MarkdownBlocks = std::vector<MarkdownBlock>;

void add_findings(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_decision(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_assumptions(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_context(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);

void add_topology(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_sizing(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_messages(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_producers(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_consumers(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);

void add_patterns(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_observability(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_checklist(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);
void add_troubleshooting(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent);

}  // namespace eventarch::report
