#include "cli/report_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "support/text.hpp"

namespace eventarch::cli {
namespace {

namespace fs = std::filesystem;

bool same_file(const std::string& one, const std::string& other) {
  std::error_code error;
  if (fs::equivalent(one, other, error)) return true;
  // Of what is not there yet only an absolute path is made canonical.
  const auto whole = [&](const std::string& path) {
    return fs::weakly_canonical(fs::absolute(path, error), error);
  };
  const fs::path a = whole(one);
  const fs::path b = whole(other);
  return error ? one == other : a == b;
}

/// Is there, and is no device or pipe; or is still to be made.
bool takes_one_report(const std::string& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  return !fs::exists(status) || fs::is_regular_file(status);
}

/// Why an output is no file of its own.
std::optional<std::string> collision(const std::vector<std::string>& outputs,
                                     const std::vector<std::string>& inputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (!takes_one_report(outputs[i])) continue;
    for (const std::string& input : inputs) {
      if (input.empty() || input == "-" || !same_file(outputs[i], input)) continue;
      return fmt::format("the output {} would replace {}, which is read",
                         text::quoted_whole(outputs[i]), text::quoted_whole(input));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (!same_file(outputs[i], outputs[j])) continue;
      return fmt::format("the outputs {} and {} are one file", text::quoted_whole(outputs[j]),
                         text::quoted_whole(outputs[i]));
    }
  }
  return std::nullopt;
}

}  // namespace

bool outputs_stand_alone(const std::vector<std::string>& outputs,
                         const std::vector<std::string>& inputs, std::ostream& err) {
  const auto reason = collision(outputs, inputs);
  if (reason) complain(err, *reason, "give the report a path of its own");
  return !reason;
}

bool formats_hold(std::size_t designs, const ReportOptions& options, std::ostream& err) {
  const bool one_object = (options.to_stdout && options.format == Format::json) ||
                          std::ranges::find(options.outputs, Format::json, &OutputFile::format) !=
                              options.outputs.end();
  if (designs <= 1 || !one_object) return true;
  complain(err, "--format json is one object for one design, and there are several",
           "use --format jsonl: one object a line");
  return false;
}

}  // namespace eventarch::cli
