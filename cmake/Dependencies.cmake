# Finds every library, and names all missing ones in one message.
set(eventarch_missing "")

# A macro, not a function: the variables and targets of find_package() belong to the caller.
macro(eventarch_find package debian_packages)
  find_package(${package} QUIET ${ARGN})
  if(NOT ${package}_FOUND)
    list(APPEND eventarch_missing "${package} (Debian: ${debian_packages})")
  endif()
endmacro()

find_package(Threads REQUIRED)
eventarch_find(CLI11 "libcli11-dev")
eventarch_find(yaml-cpp "libyaml-cpp-dev")
eventarch_find(nlohmann_json "nlohmann-json3-dev" 3.9)
eventarch_find(fmt "libfmt-dev" 9)
if(EVENTARCH_BUILD_TESTS)
  eventarch_find(GTest "libgtest-dev libgmock-dev")
  if(GTest_FOUND AND NOT TARGET GTest::gmock)
    list(APPEND eventarch_missing "gmock (Debian: libgmock-dev)")
  endif()
endif()
if(EVENTARCH_BUILD_BENCHMARKS)
  eventarch_find(benchmark "libbenchmark-dev")
endif()

if(eventarch_missing)
  list(JOIN eventarch_missing "\n  " eventarch_missing)
  message(
    FATAL_ERROR "These libraries were not found:\n  ${eventarch_missing}\n"
                "On Debian or Ubuntu, ./bootstrap install-dependencies installs them.")
endif()

include(YamlCppTarget)

# What the library links while it is built. A package user always links the plain targets.
add_library(eventarch_yaml INTERFACE)
add_library(eventarch_fmt INTERFACE)
find_library(EVENTARCH_YAML_ARCHIVE libyaml-cpp.a)
mark_as_advanced(EVENTARCH_YAML_ARCHIVE)
if(EVENTARCH_STATIC_RUNTIME AND EVENTARCH_YAML_ARCHIVE)
  target_include_directories(
    eventarch_yaml SYSTEM
    INTERFACE $<TARGET_PROPERTY:yaml-cpp::yaml-cpp,INTERFACE_INCLUDE_DIRECTORIES>)
  target_link_libraries(eventarch_yaml INTERFACE "${EVENTARCH_YAML_ARCHIVE}")
else()
  if(EVENTARCH_STATIC_RUNTIME)
    message(STATUS "libyaml-cpp.a was not found: yaml-cpp is linked dynamically")
  endif()
  target_link_libraries(eventarch_yaml INTERFACE yaml-cpp::yaml-cpp)
endif()
if(EVENTARCH_STATIC_RUNTIME AND fmt_VERSION VERSION_LESS 10)
  add_library(eventarch_fmt_archive STATIC "${PROJECT_SOURCE_DIR}/cmake/fmt_archive.cpp")
  target_compile_features(eventarch_fmt_archive PUBLIC cxx_std_20)
  target_include_directories(eventarch_fmt_archive SYSTEM PUBLIC
                             $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
  target_link_libraries(eventarch_fmt INTERFACE eventarch_fmt_archive)
elseif(EVENTARCH_STATIC_RUNTIME)
  target_link_libraries(eventarch_fmt INTERFACE fmt::fmt-header-only)
else()
  target_link_libraries(eventarch_fmt INTERFACE fmt::fmt)
endif()
