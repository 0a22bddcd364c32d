/// What the numbers of a design are called.

#include <array>

#include "app/report_word.hpp"

namespace eventarch {
namespace {

constexpr std::string_view of_need = "need for partitions or queues";
constexpr std::string_view of_machines = "need for brokers or bookies";
constexpr std::string_view of_limit = "limit of the platform";
constexpr std::string_view of_part = "part of the latency";
constexpr std::string_view of_kind = "kind of a topic or queue";

// clang-format off: a word with what belongs to it
constexpr std::array words_of_designs{
    // The largest need binds: `sizing.binding_constraint`.
    ReportWord{"producer_throughput", of_need,
               "Messages that one partition or queue takes at the utilization target, against the "
               "messages at peak.",
               "partitions_for_rate",
               "a measured `capacity.partition_throughput`, or a lower peak"},
    ReportWord{"producer_bytes", of_need,
               "Bytes that one partition takes at the utilization target, against the bytes "
               "written at peak.",
               "partitions_for_bytes",
               "a measured `capacity.partition_write`, smaller messages, or compression"},
    ReportWord{"consumer_bytes", of_need,
               "Bytes that one partition gives to a consumer group at the utilization target, "
               "against the bytes read at peak.",
               "partitions_for_bytes",
               "a measured `capacity.partition_read`, smaller messages, or compression"},
    ReportWord{"consumer_throughput", of_need,
               "Consumers that are busy at once at peak: each partition feeds one consumer of a "
               "group, so that there are no fewer partitions than these.",
               "partitions_for_processing",
               "a shorter `workload.processing_time`: measure it first"},
    ReportWord{"recovery", of_need,
               "Consumers that work off the backlog of an outage in time, beside what arrives "
               "meanwhile. Of a consumer group it binds the number of instances.",
               "partitions_for_recovery",
               "a longer `workload.recover_within`, a shorter outage, or shorter processing"},
    ReportWord{"broker_spread", of_need,
               "Every broker of the smallest cluster leads at least one partition, so that none "
               "stands idle. It binds where the load asks for less.",
               "", "fewer copies (`capacity.replication_factor`)"},
    ReportWord{"node_memory", of_need,
               "A stream that is kept in memory lies on one node, and a copy of it has to fit "
               "there at the utilization target.",
               "partitions_for_memory", "a shorter retention, compression, or larger nodes"},
    ReportWord{"no_limit", of_need,
               "One queue or topic carries the peak, and the platform publishes no limit that "
               "would ask for more.",
               "", ""},

    ReportWord{"network_in", of_machines,
               "What machines receive at peak, with the copies of others, against the network of "
               "each at the utilization target.",
               "brokers_for_load", "smaller messages, compression, or fewer copies"},
    ReportWord{"network_out", of_machines,
               "What machines send at peak, to consumer groups and to other copies, against the "
               "network of each at the utilization target.",
               "brokers_for_load",
               "fewer consumer groups, smaller messages, compression, or fewer copies"},
    ReportWord{"network_in_after_loss", of_machines,
               "The same as network_in with one machine lost: the others may then be 90 % busy.",
               "brokers_after_loss", ""},
    ReportWord{"network_out_after_loss", of_machines,
               "The same as network_out with one machine lost: the others may then be 90 % busy.",
               "brokers_after_loss", ""},
    ReportWord{"disk_traffic_after_loss", of_machines,
               "What is written to and read from disks at peak, with one machine lost: the others "
               "may then be 90 % busy.",
               "brokers_after_loss", ""},
    ReportWord{"page_cache_after_loss", of_machines,
               "Memory that keeps reading from the disks, with one machine lost.",
               "brokers_after_loss", ""},
    ReportWord{"cores", of_machines,
               "What is written, with a quarter of what is read on top, against what the cores of "
               "a machine pass through at the utilization target.",
               "brokers_for_load", "larger machines, larger batches"},
    ReportWord{"cores_after_loss", of_machines,
               "The same as cores with one machine lost: the others may then be 90 % busy.",
               "brokers_after_loss", ""},
    ReportWord{
        "storage", of_machines,
        "What is kept against the disks of machines at the utilization target, in whole "
        "copies: a copy of a partition lies on one machine, however large it is. The "
        "partition of the busiest key (workload.hot_key_share) has the largest.",
        "brokers_for_storage",
        "a shorter retention, compression, tiered storage, more partitions, or larger disks"},
    ReportWord{"memory", of_machines,
               "What is kept against the memory of machines at the utilization target, where the "
               "broker keeps messages in memory: in whole copies, as on disks.",
               "brokers_for_storage", "a shorter retention, compression, or larger nodes"},
    ReportWord{"ensemble", of_machines,
               "Bookies over which a ledger is spread: no fewer than there are copies.", "",
               "fewer copies (`capacity.replication_factor`)"},
    ReportWord{"journal_disk", of_machines,
               "What bookies write to their journals at peak, each message on each copy.",
               "brokers_for_load", "smaller messages, compression, or fewer copies"},
    ReportWord{"journal_disk_after_loss", of_machines,
               "The same as journal_disk with one bookie lost: the others may then be 90 % busy.",
               "brokers_after_loss", ""},
    ReportWord{"ledger_disk", of_machines,
               "What bookies write to their ledgers at peak, and read for groups that lag.",
               "brokers_for_load", "smaller messages, compression, or fewer copies"},
    ReportWord{"ledger_disk_after_loss", of_machines,
               "The same as ledger_disk with one bookie lost: the others may then be 90 % busy.",
               "brokers_after_loss", ""},
    ReportWord{
        "provider", of_machines,
        "Serverless: the provider of the broker sizes its machines and disks. What is bought "
        "are rates, stored bytes and partitions, within the limits of the offer.",
        "", ""},
    ReportWord{"service", of_machines, "A service runs the machines: there are none to count.", "",
               ""},

    ReportWord{"messages_per_second", of_limit,
               "What the whole cluster or service carries by its documentation, against the peak; "
               "where each group has queues of its own, against what enters them, and where a "
               "service counts both ways, against what is sent and received.",
               "", "a lower peak, or another broker"},
    ReportWord{"bytes_per_second", of_limit,
               "What the whole cluster or service carries by its documentation, against the bytes "
               "at peak.",
               "", "smaller messages, compression, or another broker"},
    ReportWord{"classic_queues", of_limit,
               "Queues of all consumer groups, commands, replies and dead letters, against the "
               "number that is planned with, by estimate that of quorum queues.",
               "", "fewer queues (`workload.processing_time`), or several clusters"},
    ReportWord{"streams", of_limit,
               "Streams of the events and of what flows beside them, against the number that is "
               "planned with, by estimate that of quorum queues.",
               "", "fewer streams (`workload.processing_time`), or several clusters"},
    ReportWord{"on_demand_shards", of_limit,
               "Shards that the design needs, against those that an on-demand stream has for its "
               "traffic: nobody sets their number.",
               "", "a provisioned stream, or a shorter `workload.processing_time`"},
    ReportWord{"quorum_queues", of_limit,
               "Queues of all consumer groups, commands, replies and dead letters, against the "
               "number above which the documentation advises a review.",
               "", "fewer queues (`workload.processing_time`), or several clusters"},
    ReportWord{"waiting_messages", of_limit,
               "Messages that may wait in one queue, against the backlog of an outage.", "",
               "a shorter outage, more queues, or a log, which keeps messages anyway"},

    ReportWord{"batch", of_part,
               "How long a producer waits for a batch to fill: half of it at the mean, all of it "
               "at the worst.",
               "batch_delay", "a shorter wait (linger), for smaller batches"},
    ReportWord{"network", of_part, "The way from the producer to the broker.", "network_delay",
               "nearer zones"},
    ReportWord{"replication", of_part, "Until enough copies confirm the message.",
               "replication_delay", "fewer confirmations, which may lose messages"},
    ReportWord{"transaction_commit", of_part,
               "Exactly-once: what a transaction writes shows with its commit.", "",
               "more frequent commits, or at-least-once with idempotent consumers"},
    ReportWord{"fetch", of_part,
               "The rest of what the catalogue plans for the whole way through the broker, until a "
               "consumer has the message.",
               "fetch_delay", "a faster mode or broker"},
    ReportWord{
        "fan_out", of_part,
        "SNS copies each message to the queue of every consumer group: what that adds to the "
        "way through the queue. An estimate, AWS publishes no figure.",
        "", "one consumer group, or a broker that copies by itself"},
    ReportWord{"in_hand", of_part,
               "How long a message waits in its consumer behind others that were taken at once, "
               "though another consumer may be free: in the middle of them at the median, last at "
               "the 99th percentile.",
               "in_hand_wait", "fewer messages at once (prefetch, batch)"},
    ReportWord{"queueing", of_part,
               "How long a message waits for its consumer at peak, because others are before it.",
               "", "more consumers, or shorter processing"},
    ReportWord{"processing", of_part,
               "The consumer's own time for the message, taken as exponential: 4.6 times its mean "
               "at the 99th percentile.",
               "", "a shorter `workload.processing_time`"},

    ReportWord{"event", of_kind, "Holds the events.", "", ""},
    ReportWord{"command", of_kind, "Holds what a saga asks its participants to do.", "", ""},
    ReportWord{"reply", of_kind, "Holds the answers of participants.", "", ""},
    ReportWord{
        "snapshot", of_kind,
        "Holds the latest state of each aggregate, so that not all of its events are read again.",
        "", ""},
    ReportWord{"retry", of_kind, "Holds failed messages until their next attempt.", "", ""},
    ReportWord{"waiting", of_kind, "A queue in which failed messages wait for their next attempt.",
               "", ""},
    ReportWord{"waiting_exchange", of_kind,
               "Passes failed messages on to the queues in which they wait.", "", ""},
    ReportWord{"dead_letter", of_kind,
               "Holds messages that could not be processed, for people to look at.", "", ""},
    ReportWord{"dead_letter_exchange", of_kind,
               "Passes messages that could not be processed on to their queues.", "", ""},
    ReportWord{"exchange", of_kind, "Passes messages on to queues by their routing key.", "", ""},
    ReportWord{"namespace", of_kind, "Holds topics and queues, and what is set for all of them.",
               "", ""},
};
// clang-format on

}  // namespace

std::span<const ReportWord> sizing_words() { return words_of_designs; }

}  // namespace eventarch
