"""The design files that the benchmarks run on: they differ, and all are valid."""

SAMPLE = """\
event_context:
  name: {name}
  description: Orders of the shop, for mails and figures   # one of many
  use_case: {use_case}
  requirements:
    throughput: {throughput} msg/s
    latency: {latency}ms
    ordering: {ordering}
    delivery: at_least_once
    retention: {retention} days
  producers: [order-service, basket-service]
  consumers:
    - notification-service
    - analytics-service
    - invoice-service
  workload:
    message_size: {size} KB
    peak_factor: 3
    processing_time: 2 ms
    distinct_keys: 100K
  capacity:
    availability_zones: 3
  messages:
    - type: OrderPlaced
      key: order_id
      payload:
        order_id: string
        total_cents: integer
        placed_at: timestamp
  decisions:
    max_attempts: 5
"""


def corpus(folder, count):
    """Designs that differ, all valid."""
    paths = []
    for i in range(count):
        text = SAMPLE.format(
            name=f"orders-{i}",
            use_case=("pub_sub", "work_queue", "saga", "cqrs")[i % 4],
            throughput=("500", "1K", "2K", "5K", "10K")[i % 5],
            latency=(100, 250, 500)[i % 3],
            ordering=("none", "partition")[i % 2],
            retention=(1, 3, 7)[i % 3],
            size=(1, 2)[i % 2],
        )
        path = folder / f"orders-{i:05}.eventarch.yaml"
        path.write_text(text)
        paths.append(str(path))
    return paths
