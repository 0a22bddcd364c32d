/// What the outcomes of a simulation are called.

#include <array>

#include "app/report_word.hpp"

namespace eventarch {
namespace {

constexpr std::string_view of_outcome = "outcome of a guarantee or requirement";
constexpr std::string_view of_audit = "audit of the simulation by laws of queues";
constexpr std::string_view of_measure = "requirement that simulate judges";

// clang-format off: a word with what belongs to it
constexpr std::array words_of_simulations{
    ReportWord{"holds", of_outcome,
               "The guarantee was put to the test, and no run broke it. That is evidence within "
               "the seeds and faults that were run, no proof.",
               "", "more seeds (`--seeds`), more faults (`--faults all`)"},
    ReportWord{"violated", of_outcome,
               "A run broke the guarantee; the report has the history, and the seed repeats it.",
               "", ""},
    ReportWord{"not_exercised", of_outcome,
               "Nothing happened that could have broken it: the runs say nothing about it.", "",
               "more seeds, or the faults that endanger it"},
    ReportWord{"not_applicable", of_outcome, "The design does not promise it, or nothing is asked.",
               "", ""},
    ReportWord{"undecided", of_outcome,
               "The runs do not tell: they did not come to rest, or the interval of the measured "
               "value holds the limit.",
               "", "more seeds or longer runs (`--seeds`, `--messages`)"},
    ReportWord{"met", of_outcome,
               "The requirement is met, and the whole confidence interval is on the right side.",
               "", ""},
    ReportWord{"missed", of_outcome,
               "The requirement is missed, and the whole confidence interval is on the wrong side.",
               "", ""},

    ReportWord{"stability", of_measure,
               "Whether the backlog at peak comes to rest: consumers process as much as arrives.",
               "utilization", "more partitions and consumers, or shorter processing"},

    ReportWord{"conservation", of_audit,
               "Every message that was sent was processed or counted as failed: none is left over "
               "when all has come to rest.",
               "", ""},
    ReportWord{"flow_balance", of_audit, "Every group has processed as many messages as were sent.",
               "", ""},
    ReportWord{"littles_law", of_audit,
               "Messages in hand are the rate times the time that each is there.",
               "in_flight_messages", ""},
    ReportWord{"utilization_law", of_audit,
               "How busy consumers are is the rate times the processing time, over their number.",
               "", ""},
    ReportWord{"stages_sum", of_audit, "The parts of each latency add up to the whole.", "", ""},
    ReportWord{"request", "stage of a message's way",
               "From the producer's call to the arrival at the broker.", "", ""},
};
// clang-format on

}  // namespace

std::span<const ReportWord> simulation_report_words() { return words_of_simulations; }

}  // namespace eventarch
