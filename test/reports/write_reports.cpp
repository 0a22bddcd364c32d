/// Writes reports of a check in every format, for validators of other languages.
///
/// usage: write_reports FOLDER

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "eventarch/check_report.hpp"
#include "reports/sample_reports.hpp"

namespace {

using eventarch::CheckFormat;
using eventarch::CheckReport;

/// False where it could not be written.
bool write(const std::filesystem::path& path, std::string_view content) {
  std::ofstream out(path, std::ios::binary);
  out << content;
  return out.flush().good();
}

bool write_all(const std::filesystem::path& folder, std::string_view name,
               const CheckReport& report) {
  const auto formats = eventarch::check_format_names();
  bool is_written = true;
  for (std::size_t i = 0; i < formats.size(); ++i) {
    const std::string file = std::string(name) + "." + std::string(formats[i]);
    is_written &= write(folder / file, eventarch::render_check(report, static_cast<CheckFormat>(i),
                                                               {.prefix = "services/shop/"}));
  }
  return is_written;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace eventarch::testing_support;
  if (argc != 2) return EXIT_FAILURE;
  const std::filesystem::path folder = argv[1];
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  bool is_written = write_all(folder, "empty", {}) && write_all(folder, "clean", clean_report()) &&
                    write_all(folder, "failing", failing_report()) &&
                    write_all(folder, "suppressed", suppressed_report()) &&
                    write_all(folder, "documented", documented_report()) &&
                    write(folder / "check.schema", eventarch::check_schema());
  for (const Hostile& one : all_hostile) {
    is_written &= write_all(folder, "hostile_" + std::string(one.name), hostile_report(one.raw));
  }
  return is_written ? EXIT_SUCCESS : EXIT_FAILURE;
}
