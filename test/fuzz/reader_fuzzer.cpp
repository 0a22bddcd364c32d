/// Reading: any bytes give documents and findings, never a crash, a hang or a silent loss; and the
/// same ones whether or not words are hidden from the parser.

#include "input/declaration_reader.hpp"
#include "input/yaml_reader.hpp"
#include "invariants.hpp"
#include "unit/tree_text.hpp"

namespace eventarch::fuzz {
namespace {

void check_document(const input::ReadDocument& read, std::string_view text) {
  Findings findings = read.findings;
  if (read.document.empty()) {
    require(findings.has_errors(), "a document that cannot be read has an error that says why");
  } else {
    (void)input::read_declaration(read.document, read.complete, findings);
  }
  require(read.complete || findings.has_errors(), "a document that broke off has an error");
  check_findings(findings, text);
}

void check_text(std::string_view text) {
  const auto documents = input::read_documents("fuzz.yaml", text);
  require(!documents.empty(), "at least one document is returned");
  std::uint32_t number = 0;
  for (const input::ReadDocument& read : documents) {
    require(read.number == ++number, "documents are counted from 1");
    check_document(read, text);
  }
  using namespace testing_support;
  require(read_and_described(with_words_hidden(text)) == read_and_described(with_words_shown(text)),
          "hidden words change nothing that is read");
}

}  // namespace
}  // namespace eventarch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eventarch::fuzz::check_text(eventarch::fuzz::text_of(data, size));
  return 0;
}
