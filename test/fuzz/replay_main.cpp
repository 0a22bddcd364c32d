/// Runs a fuzz target once on every file of the given folders, without libFuzzer.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

/// Sorted, so that a failure comes at the same place on every machine.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::uint8_t> read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void replay(const fs::path& file) {
  const auto bytes = read(file);
  try {
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  } catch (const std::exception& error) {
    throw std::runtime_error(file.string() + ": uncaught exception: " + error.what());
  }
}

std::size_t replay_folder(const fs::path& folder) {
  const auto files = files_below(folder);
  for (const auto& file : files) replay(file);
  return files.size();
}

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> folders(argv + 1, argv + argc);
  std::size_t count = 0;
  for (const auto& folder : folders) count += replay_folder(folder);
  std::cout << count << " files replayed\n";
  return count == 0 ? 1 : 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
