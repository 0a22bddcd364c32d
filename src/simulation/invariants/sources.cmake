# What judges a history; it knows nothing of the engine that makes one.
list(
  APPEND
  EVENTARCH_SIMULATION_SOURCES
  simulation/faults/fault_table.cpp
  simulation/history/witness_text.cpp
  simulation/invariants/cause_table.cpp
  simulation/invariants/evidence.cpp
  simulation/invariants/invariant_set.cpp
  simulation/invariants/invariant_table.cpp
  simulation/invariants/ledger/books.cpp
  simulation/invariants/ledger/message_ledger.cpp
  simulation/invariants/verdict.cpp
  simulation/invariants/witness.cpp)
