# The simulation: built on its own, since its arithmetic must be the same on every machine.
set(EVENTARCH_SIMULATION_SOURCES
    simulation/engine/distribution.cpp
    simulation/engine/mathematics.cpp)
include("${CMAKE_CURRENT_LIST_DIR}/invariants/sources.cmake")
