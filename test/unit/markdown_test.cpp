/// Text for Markdown and Mermaid: whatever a name holds, it is shown as text.

#include "report/markdown_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "report/markdown_page.hpp"

namespace eventarch::report::markdown {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

MarkdownBlock sized(Section section, Importance importance, std::string_view title,
                    std::size_t size) {
  return {section, importance, std::string(title), std::string(size, 'x') + "\n", true};
}

struct Shown {
  std::string_view raw;
  std::string_view markdown;
};

TEST(MarkdownProse, LeavesPlainTextAsItIs) {
  for (const std::string_view plain :
       {"3.645 GB = 225 KB/s x 30 min", "p99 at most 28 ms (100 ms asked)", "24 -> 18 partitions",
        "order-events", "decisions.lag_monitoring is not stated", "high-throughput FIFO queue"}) {
    EXPECT_EQ(prose(plain), plain);
  }
}

TEST(MarkdownProse, EscapesWhatWouldBeMarkup) {
  for (const Shown& one : std::vector<Shown>{
           {"a|b", "a\\|b"},
           {"a\\|b", "a\\\\\\|b"},
           {"<script>", "\\<script>"},
           {"</details>", "\\</details>"},
           {"](javascript:x)", "\\](javascript:x)"},
           {"![x](y)", "!\\[x\\](y)"},
           {"**b**", "\\*\\*b\\*\\*"},
           {"_i_", "\\_i\\_"},
           {"~~s~~", "\\~\\~s\\~\\~"},
           {"&lt;", "\\&lt;"},
           {"$x$", "\\$x\\$"},
           {"# title", "\\#&#8203; title"},
           {"> quoted", "\\> quoted"},
           {"- one", "\\- one"},
           {"1. one", "1\\. one"},
           {"1) one", "1\\) one"},
           {"    indented", "indented"},
           {"a\nb", "a\\\\u{a}b"},
       }) {
    EXPECT_EQ(prose(one.raw), one.markdown) << one.raw;
  }
}

TEST(MarkdownProse, CallsNobodyAndRefersToNothing) {
  EXPECT_EQ(prose("@octocat"), "@&#8203;octocat");
  EXPECT_EQ(prose("org/repo#123"), "org/repo\\#&#8203;123");
  EXPECT_EQ(prose("GH-12"), "G&#8203;H-12");
  EXPECT_EQ(prose("https://evil.example"), "https&#8203;://evil.example");
  EXPECT_EQ(prose("www.evil.example"), "w&#8203;ww.evil.example");
  EXPECT_EQ(prose("::error::x"), "\\::error\\::x") << "a command to a service that runs builds";
}

TEST(MarkdownProse, ShowsPairsOfBackticksAsCode) {
  EXPECT_EQ(prose("did you mean `pub_sub`?"), "did you mean `pub_sub`?");
  EXPECT_EQ(prose("`@a` and @b"), "`@a` and @&#8203;b");
  EXPECT_EQ(prose("one ` alone"), "one \\` alone");
  EXPECT_EQ(prose("`a|b`"), "a\\|b");
  EXPECT_EQ(prose("``"), "\\`\\`");
}

TEST(MarkdownProse, LeavesOutTheMiddleOfALongText) {
  const std::string shown = prose(std::string(1000, 'a') + std::string(1000, 'b'), 100);
  EXPECT_EQ(shown.size(), 103U);
  EXPECT_THAT(shown, HasSubstr("aaa...bbb"));
}

TEST(MarkdownCode, FencesLongerThanTheBackticksInside) {
  EXPECT_EQ(code("order-events"), "`order-events`");
  EXPECT_EQ(code("a`b"), "``a`b``");
  EXPECT_EQ(code("`a`"), "`` `a` ``");
  EXPECT_EQ(code("a``b"), "```a``b```");
  EXPECT_EQ(code("<b>@x"), "`<b>@x`");
}

TEST(MarkdownCode, IsProseWhereATableWouldSplitIt) {
  EXPECT_EQ(code("a|b"), "a\\|b");
  EXPECT_EQ(code(""), "");
}

TEST(MarkdownHtml, IsTextWhereMarkdownIsNotRead) {
  EXPECT_EQ(html("a < b & \"c\""), "a &lt; b &amp; &quot;c&quot;");
  EXPECT_EQ(html("</summary><img src=x>"), "&lt;/summary&gt;&lt;img src=x&gt;");
  EXPECT_EQ(html("@x #1"), "@&#8203;x #&#8203;1");
}

TEST(MarkdownPage, MakesTitlesSafe) {
  MarkdownPage page{"", {sized(Section::patterns, Importance::failures, "<i>", 10)}};
  EXPECT_THAT(within(page, 1000), HasSubstr("<summary>&lt;i&gt;</summary>"));
  page.blocks.front().folded = false;
  EXPECT_THAT(within(page, 1000), HasSubstr("### \\<i>\n"));
}

TEST(MarkdownBlock, CannotBeClosedFromInside) {
  EXPECT_EQ(block("sh", "a\n```\nb"), "````sh\na\\u{a}```\\u{a}b\n````\n");
}

TEST(MarkdownBlock, IsNeverCut) {
  EXPECT_THAT(block("sh", std::string(4000, 'x')), HasSubstr(std::string(4000, 'x')));
  EXPECT_THAT(block("sh", std::string(4001, 'x')), StartsWith("_Too long for this page"));
}

TEST(MarkdownSource, IsALinkWhereItIsAnAddressAndNothingElse) {
  EXPECT_EQ(source("https://kafka.apache.org/documentation/#producerconfigs"),
            "<https://kafka.apache.org/documentation/#producerconfigs>");
  EXPECT_EQ(source("https://a.example/> <script>"), "https&#8203;://a.example/> \\<script>");
  EXPECT_EQ(source("KIP-848"), "KIP-848");
}

TEST(MarkdownTable, SaysHowManyRowsAreLeftOut) {
  const Table three{{"a", "b"}, {{"1", "2"}, {"3", "4"}, {"5", "6"}}};
  EXPECT_EQ(table(three, 3, "x"), "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n");
  EXPECT_EQ(table(three, 1, "`-v`"),
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n2 more: `-v` shows all.\n");
}

TEST(MermaidLabel, HoldsNothingThatMermaidReads) {
  EXPECT_EQ(mermaid_label("order-events (v1)"), "order-events (v1)");
  EXPECT_EQ(mermaid_label("say \"hi\""), "say #34;hi#34;");
  EXPECT_EQ(mermaid_label("a#b;c"), "a#35;b#59;c");
  EXPECT_EQ(mermaid_label("<b>"), "#60;b#62;");
  EXPECT_EQ(mermaid_label("`md`"), "#96;md#96;");
  EXPECT_EQ(mermaid_label("end"), "#101;nd");
  EXPECT_EQ(mermaid_label("END"), "#69;ND");
  EXPECT_EQ(mermaid_label("back-end"), "back-#101;nd");
  EXPECT_EQ(mermaid_label("sender"), "sender");
  EXPECT_EQ(mermaid_label("%%{init"), "#37;#37;#123;init");
  EXPECT_EQ(mermaid_label(""), " ");
}

TEST(MarkdownPage, LeavesOutTheLeastImportantAndSaysSo) {
  const MarkdownPage page{"head\n",
                          {sized(Section::sizing, Importance::numbers, "Numbers", 1000),
                           sized(Section::broker, Importance::sources, "Scores", 1000),
                           sized(Section::patterns, Importance::failures, "Saga", 1000)}};
  const std::string shown = within(page, 2500);
  EXPECT_LE(shown.size(), 2500U);
  EXPECT_THAT(shown, HasSubstr("<summary>Numbers</summary>"));
  EXPECT_THAT(shown, HasSubstr("<summary>Saga</summary>"));
  EXPECT_THAT(shown, Not(HasSubstr("<summary>Scores</summary>")));
  EXPECT_THAT(shown, HasSubstr("Left out, to keep within the size of a comment: Scores."));
  EXPECT_THAT(shown, HasSubstr("--section broker"));
  EXPECT_THAT(within(page, 10000), Not(HasSubstr("Left out")));
}

std::vector<Advice> advice_on(const std::string& text) {
  return advise({"ctx.yaml", text, "ctx"}, built_in_catalogue());
}

std::string with_consumers(std::size_t count, std::string_view name) {
  std::string text = "event_context:\n  use_case: pub_sub\n  requirements: {}\n  consumers:\n";
  for (std::size_t i = 0; i < count; ++i) {
    text += "    - \"" + std::string(name) + std::to_string(i) + "\"\n";
  }
  return text;
}

/// What a cut in the middle would leave open.
void expect_whole(const std::string& page) {
  const auto count = [&page](std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = page.find(what); at != std::string::npos; at = page.find(what, at + 1)) {
      ++found;
    }
    return found;
  };
  EXPECT_EQ(count("<details>\n"), count("</details>\n"));
  EXPECT_EQ(count("\n```") % 2, 0U);
  EXPECT_THAT(page, EndsWith("\n"));
}

TEST(RenderMarkdown, StaysBelowTheLongestWhateverTheInput) {
  for (const std::string_view name : {"a", "a name that is long, and longer, and longest: ",
                                      "<|@#|>`|*_[](~&$", "\\u202e\\u202e\\u202e\\u202e"}) {
    for (const std::size_t count : {1U, 40U, 700U}) {
      for (const Detail detail : {Detail::normal, Detail::verbose}) {
        const auto all = advice_on(with_consumers(count, name));
        const std::string page = render_markdown(all, {detail});
        EXPECT_LE(page.size(), markdown_longest) << name << count;
        expect_whole(page);
      }
    }
  }
}

TEST(RenderMarkdown, KeepsSeveralDesignsTogetherBelowTheLongest) {
  std::string text = with_consumers(1, "a");
  for (int i = 0; i < 59; ++i) text += "---\n" + with_consumers(30, "<consumer>");
  const auto all = advice_on(text);
  ASSERT_EQ(all.size(), 60U);
  const std::string page = render_markdown(all, {});
  EXPECT_LE(page.size(), markdown_longest);
  EXPECT_THAT(page, StartsWith("## 60 designs\n"));
  EXPECT_THAT(page, HasSubstr("further designs"));
  expect_whole(page);
}

TEST(RenderMarkdown, PrintsWhatAPullRequestNeedsFirst) {
  const std::string page = render_markdown(advice_on(with_consumers(2, "billing")), {});
  const auto at = [&page](std::string_view what) {
    const std::size_t found = page.find(what);
    EXPECT_NE(found, std::string::npos) << what;
    return found;
  };
  EXPECT_LT(at("## ctx: "), at("**p99 at most"));
  EXPECT_LT(at("**p99 at most"), at("### Open points"));
  EXPECT_LT(at("### Open points"), at("### Why"));
  EXPECT_LT(at("### Why"), at("```mermaid\nflowchart LR"));
  EXPECT_LT(at("### Numbers"), at("<summary>Producer settings</summary>"));
  EXPECT_LT(at("<summary>Retry</summary>"), at("sequenceDiagram"));
}

TEST(RenderMarkdown, IsUsefulWithoutADesign) {
  const std::string invalid = render_markdown(advice_on("event_context: {use_case: pubsub}\n"), {});
  EXPECT_THAT(invalid, HasSubstr("## ctx.yaml: no design, 2 errors"));
  EXPECT_THAT(invalid, HasSubstr("| **error** | `ctx.yaml:1:27` |"));
  const std::string none = render_markdown(
      advice_on("event_context: {use_case: work_queue, requirements: {retention: 8 weeks}, "
                "constraints: {allowed_brokers: [sqs]}}\n"),
      {});
  EXPECT_THAT(none, HasSubstr("no broker qualifies"));
  EXPECT_THAT(none, HasSubstr("### What to give up"));
}

}  // namespace
}  // namespace eventarch::report::markdown
