/// Formulas against figures that others published, with the published number beside ours and the
/// reason where they differ.

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <vector>

#include "eventarch/formulas.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

constexpr double mb = 1e6;
constexpr double mib = 1048576;
constexpr double gib = 1073741824;
constexpr double tib = 1099511627776;
constexpr double hour = 3600;

double of(const Formula& formula, std::initializer_list<double> values) {
  const std::vector<double> given(values);
  EXPECT_EQ(given.size(), formula.inputs.size()) << formula.name;
  return formula.evaluate(given).value_or(std::numeric_limits<double>::quiet_NaN());
}

// ---- Partitions -------------------------------------------------------------------------------

TEST(PublishedPartitions, OfMeasuredRates) {
  const auto& partitions = formulas::partitions_from_measured_rates;
  // Confluent, "5 common pitfalls": 10.
  EXPECT_EQ(of(partitions, {250 * mb, 50 * mb, 25 * mb}), 10);
  // Conduktor, "Partition count decision guide": 10 for the producers, 20 for the consumers.
  EXPECT_EQ(of(partitions, {1000 * mb, 100 * mb, 100 * mb}), 10);
  EXPECT_EQ(of(partitions, {1000 * mb, 100 * mb, 50 * mb}), 20);
}

TEST(PublishedPartitions, NeedAsManyAsThereAreBusyConsumers) {
  // Kadeck's topicpartitions.com for 500 messages a second, 0.2 ms to produce and 50 ms to consume
  // one, on 4 brokers: 2 partitions, with 44 consumers. 25 consumers are busy all the time, and
  // each needs a partition. (Its last test, whether consumers divide evenly, returns the
  // producers.)
  EXPECT_EQ(of(formulas::partitions_from_measured_rates, {500, 1000 / 0.2, 1000 / 50.0}), 25);
  EXPECT_EQ(of(formulas::sqs_in_flight, {500, 0.050}), 25);
}

TEST(PublishedPartitions, CountReplicasNotPartitions) {
  // Confluent's limits, 4,000 replicas a broker and 200,000 a cluster, meet at 50 brokers.
  EXPECT_EQ(of(formulas::replicas_per_broker, {200'000, 1, 50}), 4000);
  // AxonOps takes partitions / 4000 brokers, at least 3: three for 12,000 partitions. With three
  // copies of each these hold three times what is advised; nine are needed.
  EXPECT_EQ(of(formulas::replicas_per_broker, {12'000, 3, 3}), 12'000);
  EXPECT_EQ(of(formulas::replicas_per_broker, {12'000, 3, 9}), 4000);
}

TEST(PublishedPartitions, CostLatencyAndFailover) {
  // Confluent: 20 ms with one other broker, "a few ms" with ten.
  EXPECT_DOUBLE_EQ(of(formulas::replication_latency, {1000, 1}), 0.020);
  EXPECT_DOUBLE_EQ(of(formulas::replication_latency, {1000, 10}), 0.002);
  // Confluent: 5 seconds for 1,000 leaders.
  EXPECT_DOUBLE_EQ(of(formulas::unclean_failover_time, {1000}), 5);
}

TEST(PublishedPartitions, OfLinkedInsClusterAreWithinLimits) {
  // Kafka's documentation: 60 brokers, 50,000 partitions with two replicas, 300 MB/s in, more than
  // 1 GB/s out. A model that refuses a cluster that ran is wrong.
  EXPECT_LT(of(formulas::replicas_per_broker, {50'000, 2, 60}), 4000);
  EXPECT_LT(of(formulas::replication_latency, {50'000 / 60.0, 59}), 0.001);
  EXPECT_DOUBLE_EQ(of(formulas::broker_inbound, {300 * mb, 2, 60}), 10 * mb);
  const double groups = 1000 / 300.0;
  EXPECT_NEAR(of(formulas::broker_outbound, {300 * mb, 2, groups, 60}), 21.7 * mb, 0.1 * mb);
  const double network = of(formulas::link_bytes, {1});
  const double limit =
      of(formulas::cluster_write_limit, {100 * mb, 100 * mb, network, 60, 2, groups});
  EXPECT_GT(limit, 300 * mb);
}

TEST(PartitionGrowth, MovesTheShareThatCountingFinds) {
  for (int before = 1; before <= 20; ++before) {
    for (int after = 1; after <= 20; ++after) {
      int moved = 0;
      const int hashes = before * after;
      for (int hash = 0; hash < hashes; ++hash) moved += hash % before != hash % after ? 1 : 0;
      EXPECT_NEAR(of(formulas::partition_growth_remapped_keys,
                     {static_cast<double>(before), static_cast<double>(after)}),
                  static_cast<double>(moved) / hashes, 1e-12)
          << before << " to " << after;
    }
  }
}

TEST(Ceilings, ForgiveTheErrorsOfFloatingPoint) {
  // 0.14 / 0.02 and 350 / 2 / 0.7 lie above 7 and 250 in IEEE-754.
  EXPECT_EQ(of(formulas::partitions_from_measured_rates, {0.14, 0.02, 1}), 7);
  EXPECT_EQ(of(formulas::cpu_cores_write_equivalent, {350, 0, 2, 0.7}), 250);
  // Red Hat's AMQ sizing tool has 49,897 GB, one too many.
  EXPECT_EQ(notation::guarded_ceil(45360 * 1.1), 49896U);
}

// ---- Clusters ---------------------------------------------------------------------------------

TEST(PublishedTraffic, OfRedpandasThreeBrokers) {
  // "Sizing Guidelines", 75 MB/s, three replicas, one consumer: 225 MB/s in and 225 MB/s out.
  EXPECT_DOUBLE_EQ(of(formulas::total_writes, {75 * mb, 3}), 225 * mb);
  EXPECT_DOUBLE_EQ(of(formulas::total_reads, {75 * mb, 3, 1}), 225 * mb);
  // The same text has 8 Gbit/s for 1,000 MB/s with three replicas. That is without the replicas:
  // with them it is 24.
  EXPECT_DOUBLE_EQ(of(formulas::total_writes, {1000 * mb, 3}), of(formulas::link_bytes, {24}));
  EXPECT_DOUBLE_EQ(1000 * mb, of(formulas::link_bytes, {8}));
  // And 254 GB an hour for 75 MB/s: it is 270 GB, or 251 GiB.
  const double hourly = of(formulas::bookie_storage, {75 * mb, hour, 1, 1});
  EXPECT_DOUBLE_EQ(hourly, 270e9);
  EXPECT_NEAR(hourly / gib, 251, 0.5);
  // 60 GB for 10,000 partitions with three replicas.
  EXPECT_DOUBLE_EQ(of(formulas::redpanda_memory, {24, 30'000, 2e9, 2e6}), 60e9);
}

TEST(PublishedTraffic, OfOraclesTablesIsInBinaryUnits) {
  // OCNADD Benchmarking Guide, 39,000 messages a second into two topics, "MB/s" rounded up. They
  // are MiB/s: 151.4 MB/s are 144.4 MiB/s.
  struct Row {
    double bytes;
    double replicas;
    double published;
  };
  for (const auto& [bytes, replicas, published] :
       {Row{1941, 1, 145}, Row{1941, 2, 289}, Row{3769, 1, 281}, Row{3769, 2, 561}}) {
    const double writes = of(formulas::total_writes, {39'000 * bytes, 2 * replicas});
    EXPECT_EQ(std::ceil(writes / mib), published) << bytes << " B, " << replicas;
    EXPECT_NE(std::ceil(writes / mb), published);
  }
  // Storage of 5 minutes and of 6 hours, three replicas: "63.45 GB" and "4.46 TB" are GiB and TiB.
  const double rate = 39'000 * 1941;
  EXPECT_NEAR(of(formulas::bookie_storage, {rate, 300, 3, 1}) / gib, 63.45, 0.005);
  EXPECT_NEAR(of(formulas::bookie_storage, {rate, 6 * hour, 3, 1}) / tib, 4.46, 0.005);
}

TEST(PublishedTraffic, CachedByCloudera) {
  // "about 10 minutes" for 32 GB at 50 MB/s, with either kind of gigabyte.
  EXPECT_NEAR(of(formulas::seconds_cached, {32e9, 50 * mb, 1}) / 60, 10.7, 0.05);
  EXPECT_NEAR(of(formulas::seconds_cached, {32 * gib, 50 * mb, 1}) / 60, 11.5, 0.05);
}

TEST(PublishedTraffic, OfLargeMessagesThroughOneQueue) {
  // RabbitMQ blog, June 2020: just over 300 messages of 1 MB on a network of 5 Gbit/s, in and out.
  EXPECT_NEAR(of(formulas::link_bytes, {5}) / 2 / mb, 312.5, 1e-9);
}

TEST(PublishedLimits, OfMemoryMaps) {
  // Kafka's documentation: 50,000 partitions need 100,000 maps and crash with the default.
  EXPECT_EQ(of(formulas::memory_maps, {50'000, 1}), 100'000);
  EXPECT_EQ(of(formulas::segments_per_replica, {50'000, 65'530}), 0);
  EXPECT_EQ(of(formulas::segments_per_replica, {50'000, 100'000}), 1);
}

TEST(SegmentsPerReplica, FitTheMapsAndNotOneMore) {
  for (const double replicas : {1.0, 7.0, 3000.0, 4000.0, 32'765.0}) {
    const double most = of(formulas::segments_per_replica, {replicas, 65'530});
    EXPECT_LE(of(formulas::memory_maps, {replicas, most}), 65'530);
    EXPECT_GT(of(formulas::memory_maps, {replicas, most + 1}), 65'530);
  }
}

// ---- Queues -----------------------------------------------------------------------------------

TEST(PublishedPrefetch, OfTheRabbitMqBlog) {
  EXPECT_EQ(of(formulas::prefetch, {0.050, 0.050, 0.004}), 26);
  EXPECT_EQ(of(formulas::prefetch, {0.100, 0.100, 0.004}), 51);
  EXPECT_NEAR(of(formulas::prefetch_buffer_time, {26, 0.004}), 0.104, 1e-12);
  EXPECT_NEAR(of(formulas::prefetch_buffer_time, {51, 0.004}), 0.204, 1e-12);
  // The smallest prefetch adds no wait, twice of it 100 ms.
  EXPECT_NEAR(of(formulas::prefetch_wait, {26, 0.050, 0.050, 0.004}), 0, 1e-12);
  EXPECT_NEAR(of(formulas::prefetch_wait, {51, 0.050, 0.050, 0.004}), 0.100, 1e-12);
  // Consumers ten times as slow: 880 and 1,880 ms in the blog, which rounds the 2.5 messages that
  // are done in the meantime up to 3. The half that is left takes 20 ms more.
  EXPECT_NEAR(of(formulas::prefetch_wait, {26, 0.050, 0.050, 0.040}), 0.880 + 0.020, 1e-12);
  EXPECT_NEAR(of(formulas::prefetch_wait, {51, 0.050, 0.050, 0.040}), 1.880 + 0.020, 1e-12);
}

TEST(PublishedMemory, OfQuorumQueues) {
  // "1 MB for 30,000 messages" of at least 32 bytes each.
  EXPECT_NEAR(of(formulas::quorum_queue_memory, {30'000, 32}) / mb, 1, 0.05);
  EXPECT_DOUBLE_EQ(of(formulas::quorum_node_memory, {512 * mib, 3}), 1.5 * gib);
}

TEST(PublishedWorkers, OfAmazonsAutoScalingGuide) {
  // 1,500 messages, 10 workers, 0.1 s a message, 10 s acceptable: a target of 100, 5 more workers.
  EXPECT_NEAR(of(formulas::backlog_per_worker, {10, 0.1}), 100, 1e-9);
  EXPECT_EQ(of(formulas::workers_for_backlog, {1500, 10, 0.1}), 10 + 5);
}

TEST(PublishedQuotas, OfAmazonSqs) {
  EXPECT_DOUBLE_EQ(of(formulas::sqs_fifo_calls, {3000, 10}), 300);
  EXPECT_EQ(of(formulas::sqs_fifo_queues, {3000, 10, 300}), 1);
  EXPECT_EQ(of(formulas::sqs_fifo_queues, {3001, 10, 300}), 2);
  // Six times the timeout of the function, but never more than 12 hours.
  EXPECT_DOUBLE_EQ(of(formulas::visibility_timeout, {900, 300}), 5700);
  EXPECT_DOUBLE_EQ(of(formulas::visibility_timeout, {3 * hour, 0}), 12 * hour);
}

// ---- Availability -----------------------------------------------------------------------------

TEST(PublishedQuorums, OfKafkasControllers) {
  EXPECT_EQ(of(formulas::controllers_tolerated, {3}), 1);
  EXPECT_EQ(of(formulas::controllers_tolerated, {5}), 2);
  EXPECT_EQ(of(formulas::controllers_tolerated, {4}), 1);
  EXPECT_EQ(of(formulas::controllers_tolerated, {1}), 0);
}

TEST(Availability, IsTheBinomialSum) {
  for (const double a : {0.0, 0.1, 0.5, 0.99, 0.99999, 1.0}) {
    for (int n = 1; n <= 12; ++n) {
      double sum = 0;
      double binomial = 1;  // n over i
      for (int i = n; i >= 0; --i) {
        sum += binomial * std::pow(a, i) * std::pow(1 - a, n - i);
        binomial = binomial * i / (n - i + 1);
        EXPECT_NEAR(
            of(formulas::availability_k_of_n, {a, static_cast<double>(n), static_cast<double>(i)}),
            sum, 1e-12)
            << a << ": " << i << " of " << n;
      }
    }
  }
  EXPECT_EQ(of(formulas::availability_k_of_n, {0.9, 3, 4}), 0);
}

TEST(Losses, HaveNoAnswerWhereNoWriteSucceeds) {
  const std::array values{2.0, 3.0};
  EXPECT_FALSE(formulas::losses_survived_by_writes.evaluate(values).has_value());
  EXPECT_EQ(of(formulas::losses_survived_by_writes, {3, 3}), 0);
}

}  // namespace
}  // namespace eventarch
