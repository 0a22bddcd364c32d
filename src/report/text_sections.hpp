#pragma once

/// The sections of the text report, each in full. All but the last four require a design.

#include "eventarch/design.hpp"
#include "report/text_page.hpp"

namespace eventarch::report {

void print_scores(TextPage& page, const Decision& decision);  ///< with what is ruled out, and why
void print_topics(TextPage& page, const Design& design);
void print_topic_settings(TextPage& page, const Topology& topology);
/// What a message holds and how it may change.
void print_schema(TextPage& page, const MessageSchema& schema);
/// The schemas themselves, each with an example message.
void print_schema_documents(TextPage& page, const MessageSchema& schema);
void print_producers(TextPage& page, const ProducerConfig& config);
void print_consumers(TextPage& page, const ConsumerConfig& config);
void print_patterns(TextPage& page, const std::vector<Pattern>& patterns);
void print_observability(TextPage& page, const Observability& observability);
void print_checklist(TextPage& page, const std::vector<ChecklistItem>& items);
void print_troubleshooting(TextPage& page, const std::vector<TroubleshootingEntry>& entries);

/// Candidates, reasons, and what would change the decision. Requires a decision.
void print_decision(TextPage& page, const Decision& decision);
void print_findings(TextPage& page, const Advice& advice);
/// Requires a context.
void print_assumptions(TextPage& page, const Advice& advice);
void print_context(TextPage& page, const EventContext& context);

}  // namespace eventarch::report
