/// Reports: every number is one, and the same advice gives the same bytes wherever it is rendered.

#include <algorithm>
#include <array>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <locale>
#include <nlohmann/json.hpp>

#include "eventarch/report.hpp"
#include "property/harness.hpp"

namespace eventarch::property {
namespace {

using nlohmann::json;

/// Keys whose value may be null, by the JSON Schema of the report.
bool may_be_null(std::string_view key, std::string_view parent) {
  constexpr std::array<std::string_view, 32> keys{"stability",
                                                  "bookies",
                                                  "keys_needed",
                                                  "utilization_after_loss",
                                                  "value",
                                                  "formula",
                                                  "given",
                                                  "rival",
                                                  "weakest_field",
                                                  "operations_capacity",
                                                  "type",
                                                  "key",
                                                  "technology",
                                                  "mode",
                                                  "score",
                                                  "retention_hours",
                                                  "single_unit_utilization",
                                                  "p50_ms",
                                                  "p99_ms",
                                                  "drain_seconds",
                                                  "dead_letter",
                                                  "default",
                                                  "source",
                                                  "unit",
                                                  "opentelemetry",
                                                  "mapping",
                                                  "for",
                                                  "leads_to",
                                                  "scope",
                                                  "remedy",
                                                  "first_metric",
                                                  "first_command"};
  // The name of a schema may hang on the event type alone.
  if (parent == "subjects" && key == "topic") return true;
  return parent == "inputs" || std::ranges::find(keys, key) != keys.end();
}

/// JSON has no NaN and no infinity: they would be written as null.
void expect_numbers(const json& node, const std::string& key, const std::string& parent) {
  if (node.is_null()) {
    EXPECT_TRUE(may_be_null(key, parent)) << parent << "." << key << " is null";
  } else if (node.is_number_float()) {
    EXPECT_TRUE(std::isfinite(node.get<double>())) << parent << "." << key;
  } else if (node.is_object()) {
    for (const auto& [name, value] : node.items()) expect_numbers(value, name, key);
  } else if (node.is_array()) {
    for (const json& item : node) expect_numbers(item, key, parent);
  }
}

/// Texts would show them as words. Names may end in `-0`, as the first of several queues does.
void expect_no_odd_words(std::string_view text) {
  for (const std::string_view word :
       {" nan", "-nan", " inf ", " inf)", " -inf", " -0 ", "(-0 ", "=-0 ", ">-0 "}) {
    EXPECT_EQ(text.find(word), std::string_view::npos) << "the report says `" << word << "`";
  }
}

void expect_sound_report(const Advice& advice) {
  ASSERT_TRUE(advice.decision);  // pinned brokers may be unfit, and are designed for
  const json report = json::parse(render_json(advice), nullptr, false);
  ASSERT_TRUE(report.is_object());
  expect_numbers(report, "report", "");
  expect_no_odd_words(render_text(advice, {Color::off, Detail::verbose}));
  const std::string page = render_markdown({&advice, 1}, {Detail::verbose});
  expect_no_odd_words(page);
  EXPECT_LE(page.size(), markdown_longest);
  for (const json& candidate : report["broker"]["candidates"]) {
    if (candidate["score"].is_null()) continue;
    double points = 0;
    for (const json& part : candidate["contributions"]) points += part["points"].get<double>();
    EXPECT_NEAR(candidate["score"].get<double>(), points, 0.05);
  }
}

TEST(ReportProperty, EveryNumberIsFinite) {
  for_design_files(700, {.decisions = true},
                   [](const DesignFile& file, Random&) { expect_sound_report(advice_on(file)); });
}

TEST(ReportProperty, EveryNumberIsFiniteAtTheEndsOfTheRanges) {
  for_design_files(1300, {.pinned = true, .decisions = true, .extreme = true},
                   [](const DesignFile& file, Random&) { expect_sound_report(advice_on(file)); });
}

/// Everything that is rendered from a design file, in one text.
std::string rendered(const DesignFile& file) {
  const Advice advice = advice_on(file);
  return render_text(advice, {Color::off, Detail::verbose}) + render_json(advice) +
         render_json_line(advice) + render_markdown({&advice, 1}, {Detail::verbose});
}

TEST(ReportProperty, RenderingTwiceGivesTheSameBytes) {
  for_design_files(300, {.decisions = true}, [](const DesignFile& file, Random&) {
    const Advice advice = advice_on(file);
    EXPECT_EQ(render_text(advice, {Color::on, Detail::verbose}),
              render_text(advice, {Color::on, Detail::verbose}));
    EXPECT_EQ(render_json(advice), render_json(advice));
    EXPECT_EQ(rendered(file), rendered(file));
  });
}

class CommaDecimals : public std::numpunct<char> {
 protected:
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
  std::string do_truename() const override { return "wahr"; }
  std::string do_falsename() const override { return "falsch"; }
};

/// A place with other customs: decimal commas, another time zone. Undone at the end.
class Abroad {
 public:
  Abroad() : before_(std::locale::global(std::locale(std::locale::classic(), new CommaDecimals))) {
    const char* zone = std::getenv("TZ");
    if (zone != nullptr) zone_ = zone;
    ::setenv("TZ", "Pacific/Kiritimati", 1);
    ::tzset();
    // Whichever is installed.
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "tr_TR.UTF-8", ""}) {
      if (std::setlocale(LC_ALL, name) != nullptr) break;
    }
  }
  ~Abroad() {
    std::locale::global(before_);
    std::setlocale(LC_ALL, "C");
    if (zone_) {
      ::setenv("TZ", zone_->c_str(), 1);
    } else {
      ::unsetenv("TZ");
    }
    ::tzset();
  }
  Abroad(const Abroad&) = delete;
  Abroad& operator=(const Abroad&) = delete;
  Abroad(Abroad&&) = delete;
  Abroad& operator=(Abroad&&) = delete;

 private:
  std::locale before_;
  std::optional<std::string> zone_;
};

TEST(ReportProperty, IsTheSameInEveryLocaleAndTimeZone) {
  for_design_files(300, {.decisions = true}, [](const DesignFile& file, Random&) {
    const std::string at_home = rendered(file);
    const Abroad abroad;
    EXPECT_EQ(rendered(file), at_home);
  });
}

TEST(ReportProperty, SchemasAreTheSameInEveryLocale) {
  const std::string input = input_schema();
  const std::string report = report_schema();
  const Abroad abroad;
  EXPECT_EQ(input_schema(), input);
  EXPECT_EQ(report_schema(), report);
}

TEST(ReportProperty, TheCatalogueReadsTheSameInEveryLocale) {
  const Catalogue& at_home = built_in_catalogue();
  const Abroad abroad;
  for (const Broker& broker : at_home.brokers) {
    const std::string name =
        fmt::format("{}/src/catalogue/brokers/{}.yaml", EVENTARCH_SOURCE_DIR, broker.id);
    std::ifstream in(name);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    Findings findings;
    const auto read = read_broker(name, text, findings);
    ASSERT_TRUE(read) << name;
    ASSERT_EQ(read->modes.size(), broker.modes.size());
    for (std::size_t m = 0; m < broker.modes.size(); ++m) {
      for (std::size_t f = 0; f < fact_count; ++f) {
        EXPECT_EQ(read->modes[m].facts[f].number, broker.modes[m].facts[f].number) << name;
      }
    }
  }
}

}  // namespace
}  // namespace eventarch::property
