#include "input/yaml_reader.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <memory>
#include <optional>
#include <streambuf>
#include <utility>

#include "input/byte_scan.hpp"
#include "input/input_rules.hpp"
#include "input/parser_text.hpp"
#include "input/source_positions.hpp"
#include "input/source_quotes.hpp"
#include "input/syntax_report.hpp"
#include "input/tree_builder.hpp"

namespace eventarch::input {
namespace {

/// Lets yaml-cpp read our buffer without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    // The get area is never written to; streambuf's interface is older than const.
    auto* begin = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    setg(begin, begin, begin + text.size());
  }
};

bool is_empty(const Document& document) {
  return document.empty() || document.root().kind == NodeKind::null;
}

/// The place is the line that begins it, or the `null` that it is; the whole file where neither is.
void report_empty(const SourcePositions& source, std::optional<std::size_t> begin,
                  std::uint32_t number, Findings& findings) {
  const std::string_view text = source.text();
  NodePlace where = source.whole_file();
  if (begin && text.substr(*begin).starts_with("---")) {
    where = source.span(*begin, *begin + 3);
  } else if (begin && null_word_end(text, *begin) > *begin) {
    where = source.span(*begin, null_word_end(text, *begin));
  }
  if (number == 1) {
    findings.add(empty_document, where, "the file holds no design",
                 "start with `event_context:`; `eventarch init` writes an example");
    return;
  }
  findings.add(empty_document, where, fmt::format("document {} holds no design", number),
               "write one that starts with `event_context:`, or delete the line `---`");
}

}  // namespace

void read_each_document(const std::string& file, std::string_view text,
                        const std::function<void(ReadDocument)>& take) {
  const auto shared = std::make_shared<const SourceFile>(
      SourceFile{file, std::string(without_byte_order_mark(text))});
  const SourcePositions source(shared->name, shared->text);
  std::uint32_t number = 0;
  Findings findings;
  const auto keep = [&](Document document, bool complete, std::optional<std::size_t> begin) {
    ++number;
    if (complete && is_empty(document)) {
      report_empty(source, begin, number, findings);
      document = Document{};
      complete = false;
    }
    take({std::move(document), number, complete, std::exchange(findings, {})});
  };
  const auto scanned = scan_bytes(source, findings);
  if (!scanned) {
    keep({}, false, std::nullopt);
    return;
  }
  const ParserText parsed(source.text());
  TreeBuilder builder(shared, source, *scanned, parsed, findings);
  try {
    ViewBuffer buffer(parsed.given());
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
      keep(builder.take(), true, builder.document_begin());
    }
    if (number == 0) keep({}, true, std::nullopt);
  } catch (const Stop&) {
    keep(builder.take(), false, std::nullopt);
  } catch (const YAML::ParserException& error) {
    report_syntax({error.msg, parsed.offset(position_of(error.mark)), builder.open_place()}, source,
                  findings);
    keep(builder.take(), false, std::nullopt);
  }
}

std::vector<ReadDocument> read_documents(const std::string& file, std::string_view text) {
  std::vector<ReadDocument> documents;
  read_each_document(file, text, [&](ReadDocument read) { documents.push_back(std::move(read)); });
  return documents;
}

}  // namespace eventarch::input
