/// The choice of the broker in the text report.

#include <fmt/format.h>

#include <algorithm>

#include "report/summary.hpp"
#include "report/text_sections.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

void print_contributions(TextPage& page, const Decision& decision) {
  page.heading("SCORES (points = weight x rating x 100)");
  for (const Candidate& candidate : decision.candidates) {
    if (!candidate.eligible()) continue;
    page.paragraph(fmt::format("{}: {:.1f}", candidate.display_name(), candidate.score()));
    for (const Contribution& part : candidate.contributions) {
      page.row(
          fmt::format("{:5.1f} {}", part.points, part.criterion),
          fmt::format("weight {:.2f}, rating {:.2f}: {}", part.weight, part.rating, part.reason),
          24, 4);
    }
  }
}

/// The whole matrix: each eligible mode with its parts, in the order of the criteria.
void print_matrix(TextPage& page, const Decision& decision) {
  page.heading("MATRIX (a score is the sum of its parts)");
  std::vector<std::string> names;
  for (const CriterionWeight& row : criteria()) {
    names.push_back(fmt::format("{} {}", text::spoken(row.name), notation::percent(row.weight)));
  }
  page.paragraph(fmt::format("{}; at most 100 points", fmt::join(names, " + ")));
  for (const Candidate& candidate : decision.candidates) {
    std::vector<std::string> parts;
    for (const Contribution& part : candidate.contributions) {
      parts.push_back(notation::number(part.points));
    }
    if (candidate.eligible()) {
      page.row(candidate.display_name(),
               fmt::format("{} = {}", notation::number(candidate.score()), fmt::join(parts, " + ")),
               34);
    }
  }
}

void print_exclusions(TextPage& page, const Decision& decision) {
  page.heading("RULED OUT, WITH SOURCES");
  for (const Candidate& candidate : decision.candidates) {
    for (const Exclusion& exclusion : candidate.exclusions) {
      page.paragraph(fmt::format("{}: {}", candidate.display_name(), exclusion.constraint));
      page.paragraph(fmt::format("required {}, offered {}; {}", exclusion.required,
                                 exclusion.offered, exclusion.source),
                     6);
    }
  }
}

/// The best mode of each broker but the winner's; the matrix shows every mode.
void print_candidates(TextPage& page, const Decision& decision) {
  for (const Candidate* candidate : runners_up(decision)) {
    page.bullet(candidate->eligible()
                    ? fmt::format("{} {:.1f}: {}", candidate->display_name(), candidate->score(),
                                  candidate->verdict)
                    : fmt::format("{} out: {}", candidate->display_name(), candidate->verdict));
  }
}

/// Why the winner won: what the rationale says of the others stands in the list below it.
std::string choice_text(const Decision& decision) {
  const Candidate& winner = *decision.winner();
  if (decision.pinned) return decision.rationale;
  if (std::ranges::none_of(runners_up(decision), &Candidate::eligible)) {
    return fmt::format(
        "{} is the choice, with {:.1f} of 100 points; no other broker meets every hard constraint.",
        winner.display_name(), winner.score());
  }
  return fmt::format("{} fits best, with {:.1f} of 100 points: {}.", winner.display_name(),
                     winner.score(), winner.verdict);
}

void print_why(TextPage& page, const Decision& decision) {
  page.heading("WHY");
  if (decision.winner() != nullptr) {
    page.paragraph(choice_text(decision));
    page.blank();
  }
  print_candidates(page, decision);
  if (decision.winner() != nullptr) return;
  page.heading("WHAT TO GIVE UP (one of these is enough)");
  for (const Relaxation& relaxation : decision.relaxations)
    page.bullet(relaxation_text(relaxation));
}

void print_flips(TextPage& page, const Decision& decision) {
  if (decision.flips.empty() && !decision.stability) return;
  page.heading("WHAT WOULD CHANGE IT (the nearest values of each field)");
  for (const std::string& text : flip_texts(decision)) page.bullet(text);
  if (!decision.stability) return;
  if (!decision.flips.empty()) page.blank();
  page.paragraph(stability_text(decision));
}

}  // namespace

void print_decision(TextPage& page, const Decision& decision) {
  print_why(page, decision);
  print_flips(page, decision);
}

void print_scores(TextPage& page, const Decision& decision) {
  if (decision.winner() != nullptr) {
    print_matrix(page, decision);
    print_contributions(page, decision);
  }
  print_exclusions(page, decision);
}

}  // namespace eventarch::report
