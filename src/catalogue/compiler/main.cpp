/// Used by the build only: broker files in, C++ source out. Findings go to standard error and fail
/// the build.
///
///     eventarch_catalogue_compiler OUTPUT FILE...

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "catalogue/compiler/static_data.hpp"

namespace {

/// Exit status 0 where every file was read and the output was written.
int compile(std::span<char*> arguments) {
  eventarch::Catalogue catalogue;
  eventarch::Findings findings;
  for (const char* path : arguments.subspan(2)) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (auto broker = eventarch::read_broker(path, text, findings)) {
      catalogue.put(std::move(*broker));
    }
  }
  findings.sort();
  for (const eventarch::Diagnostic& finding : findings.all()) {
    std::cerr << finding.where.file << ':' << finding.where.line << ':' << finding.where.column
              << ": " << finding.message << '\n';
  }
  if (!findings.all().empty()) return 1;
  std::ofstream out(arguments[1], std::ios::binary);
  out << eventarch::catalogue::static_data(catalogue.brokers);
  out.close();
  return out.good() ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  const std::span<char*> arguments(values, static_cast<std::size_t>(count));
  if (arguments.size() < 3) {
    std::cerr << "usage: eventarch_catalogue_compiler OUTPUT FILE...\n";
    return 2;
  }
  try {
    return compile(arguments);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
