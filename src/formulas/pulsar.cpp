/// Pulsar: bundles of a namespace, and the bookies that store its messages.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"

namespace eventarch::formulas {
namespace {

constexpr FormulaInput write_quorum_input{"write_quorum", Dimension::count,
                                          "bookies that each message is written to", one_or_more};
constexpr FormulaInput retention_input{"retention", Dimension::duration,
                                       "how long messages are kept", any_amount};
constexpr FormulaInput bookies_input{"bookies", Dimension::count, "that share the load evenly",
                                     one_or_more};

constexpr std::array bundles_inputs{
    FormulaInput{"brokers", Dimension::count, "of the cluster", one_or_more},
    FormulaInput{"topics", Dimension::count, "of the namespace, each partition counted",
                 any_amount},
    FormulaInput{"sessions", Dimension::count, "producers and consumers", any_amount},
    FormulaInput{"rate", Dimension::message_rate, "in and out together", any_amount},
    FormulaInput{"traffic", Dimension::byte_rate, "in and out together", any_amount},
    FormulaInput{"initial", Dimension::count, "bundles that a new namespace has", one_or_more, 4},
};

Result evaluate_bundles(Values v) {
  constexpr double bandwidth = 100 * 1048576.0;  // a MB of the setting is a MiB in the code
  return std::max({whole(v[5]), whole(finite(2 * v[0])), whole(v[1] / 1000), whole(v[2] / 1000),
                   whole(v[3] / 30'000), whole(v[4] / bandwidth)});
}

constexpr std::array journal_inputs{ingress_input, write_quorum_input, bookies_input};

Result evaluate_journal(Values v) { return finite(v[0] * v[1]) / v[2]; }

constexpr std::array storage_inputs{ingress_input, retention_input, write_quorum_input,
                                    bookies_input};

double stored(double ingress, double retention, double write_quorum) {
  return finite(finite(ingress * retention) * write_quorum);
}

Result evaluate_storage(Values v) { return stored(v[0], v[1], v[2]) / v[3]; }

constexpr std::array bookies_needed_inputs{
    ingress_input,
    retention_input,
    write_quorum_input,
    FormulaInput{"ensemble", Dimension::count, "bookies that each ledger is spread over",
                 one_or_more},
    FormulaInput{"journal", Dimension::byte_rate, "that the journal of one bookie may take",
                 above_zero},
    FormulaInput{"disk", Dimension::bytes, "that the ledgers of one bookie may take", above_zero},
};

Result evaluate_bookies_needed(Values v) {
  return std::max({whole(v[3]), whole(v[2]), whole(finite(v[0] * v[2]) / v[4]),
                   whole(stored(v[0], v[1], v[2]) / v[5])});
}

}  // namespace

constinit const Formula bundles{
    .name = "bundles",
    .summary = "Bundles with which to create a Pulsar namespace",
    .expression =
        "max(initial, 2 * brokers, ceil(topics / 1000), ceil(sessions / 1000), ceil(rate "
        "/ 30000 msg/s), ceil(traffic / 100 MiB/s))",
    .inputs = bundles_inputs,
    .result = Dimension::count,
    .source =
        R"(the defaults at which Pulsar splits a bundle: Apache Pulsar documentation, "Load )"
        R"(balance across brokers"; two for each broker, so that there is something to move, )"
        "is a rule of thumb of ours",
    .holds =
        "load spreads evenly over bundles; a namespace starts with 4, from Pulsar 5.0 with "
        "32, and splitting stops at 128 by default",
    .example = {R"(brokers=3 topics=5K sessions=20K rate="300K msg/s" traffic="600 MB/s")", 20, {}},
    .evaluate = evaluate_bundles,
};

constinit const Formula bookie_journal_write{
    .name = "bookie_journal_write",
    .summary = "What one bookie writes to its journal, and once more to its ledgers",
    .expression = "ingress * write_quorum / bookies",
    .inputs = journal_inputs,
    .result = Dimension::byte_rate,
    .source =
        "each message is written to write_quorum bookies (Apache BookKeeper documentation, "
        R"("Concepts and architecture"))",
    .holds = "load is even; journal and ledgers have disks of their own",
    .example = {R"(ingress="200 MB/s" write_quorum=3 bookies=6)", 100e6, {}},
    .evaluate = evaluate_journal,
};

constinit const Formula bookie_storage{
    .name = "bookie_storage",
    .summary = "What the ledgers of one bookie hold",
    .expression = "ingress * retention * write_quorum / bookies",
    .inputs = storage_inputs,
    .result = Dimension::bytes,
    .source = "what arrives during the retention, on write_quorum bookies each",
    .holds =
        "average ingress; a ledger is deleted whole, so some more stays until it is closed "
        "and old enough",
    .example = {R"(ingress="10 MB/s" retention="24 hours" write_quorum=3 bookies=4)", 648e9, {}},
    .evaluate = evaluate_storage,
};

constinit const Formula bookies_needed{
    .name = "bookies_needed",
    .summary = "Bookies that a Pulsar cluster needs",
    .expression =
        "max(ensemble, write_quorum, ceil(ingress * write_quorum / journal), ceil(ingress "
        "* retention * write_quorum / disk))",
    .inputs = bookies_needed_inputs,
    .result = Dimension::count,
    .source =
        "bookie_journal_write and bookie_storage solved for the bookies; no ledger can be "
        "created on fewer than its ensemble",
    .holds = "load is even; one more than the ensemble lets the loss of one be repaired",
    .example = {R"(ingress="100 MB/s" retention="24 hours" write_quorum=2 ensemble=3 )"
                R"(journal="150 MB/s" disk="1000000 MB")",
                18,
                {}},
    .evaluate = evaluate_bookies_needed,
};

}  // namespace eventarch::formulas
