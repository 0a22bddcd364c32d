add_library(eventarch_sanitizers INTERFACE)

set(eventarch_sanitize "${EVENTARCH_SANITIZE}")
if(EVENTARCH_BUILD_FUZZERS)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "EVENTARCH_BUILD_FUZZERS needs clang: -DCMAKE_CXX_COMPILER=clang++")
  endif()
  if(NOT eventarch_sanitize)
    set(eventarch_sanitize "address,undefined")
  endif()
  # Coverage feedback in every object file; only the fuzzers link libFuzzer's main function.
  string(APPEND eventarch_sanitize ",fuzzer-no-link")
endif()

if(eventarch_sanitize)
  target_compile_options(
    eventarch_sanitizers INTERFACE -fsanitize=${eventarch_sanitize} -fno-sanitize-recover=all
                                   -fno-omit-frame-pointer)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # The checks that sanitizers add mislead this warning.
    target_compile_options(eventarch_sanitizers INTERFACE -Wno-maybe-uninitialized)
  endif()
  target_link_options(eventarch_sanitizers INTERFACE -fsanitize=${eventarch_sanitize})
endif()
