/// A document says the same in a file of its own and among others.

#include <nlohmann/json.hpp>

#include "eventarch/report.hpp"
#include "property/harness.hpp"

namespace eventarch::property {
namespace {

/// The report without places, which differ from file to file.
nlohmann::json report_of(const Advice& advice) {
  auto report = nlohmann::json::parse(render_json(advice), nullptr, false);
  for (const char* key : {"source", "validation"}) report.erase(key);
  return report;
}

TEST(SeveralDocumentsProperty, AdviseLikeFilesOfTheirOwn) {
  for_design_files(100, {.decisions = true}, [](const DesignFile& file, Random& random) {
    std::vector<DesignFile> files{file};
    std::string text = file.yaml();
    for (std::uint64_t more = random.between(1, 4); more > 0; --more) {
      files.push_back(generate(random, {.decisions = true}));
      text += "---\n" + files.back().yaml();
    }
    SCOPED_TRACE(text);
    const auto all = advise({"generated.yaml", text, "generated"}, built_in_catalogue());
    ASSERT_EQ(all.size(), files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
      EXPECT_EQ(all[i].document, i + 1);
      EXPECT_EQ(report_of(all[i]), report_of(advice_on(files[i])));
    }
  });
}

}  // namespace
}  // namespace eventarch::property
