# The building blocks that stand alone.
set(EVENTARCH_COMPONENTS_SOURCES
    components/circuit_breaker.cpp
    components/dead_letter_consumer.cpp
    components/dedup_store.cpp
    components/error_classifier.cpp
    components/event_store.cpp
    components/idempotent_consumer.cpp
    components/message.cpp
    components/outbox.cpp
    components/publisher.cpp
    components/retry_policy.cpp
    components/saga.cpp
    components/saga_log.cpp
    components/saga_state.cpp
    components/snapshot.cpp
    components/transaction_log.cpp
    components/transactional_producer.cpp)
