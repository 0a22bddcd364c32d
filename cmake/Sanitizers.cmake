# For the product, and for the tests' own code, from whose branches no fuzzer learns anything.
add_library(eventarch_sanitizers INTERFACE)
add_library(eventarch_test_sanitizers INTERFACE)

set(eventarch_sanitize "${EVENTARCH_SANITIZE}")
set(eventarch_sanitize_coverage "")
if(EVENTARCH_BUILD_FUZZERS)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "EVENTARCH_BUILD_FUZZERS needs clang: -DCMAKE_CXX_COMPILER=clang++")
  endif()
  if(NOT eventarch_sanitize)
    set(eventarch_sanitize "address,undefined")
  endif()
  # Coverage feedback; only the fuzzers link libFuzzer's main function.
  set(eventarch_sanitize_coverage ",fuzzer-no-link")
endif()

if(eventarch_sanitize)
  foreach(target IN ITEMS eventarch_sanitizers eventarch_test_sanitizers)
    set(chosen "${eventarch_sanitize}")
    if(target STREQUAL "eventarch_sanitizers")
      string(APPEND chosen "${eventarch_sanitize_coverage}")
    endif()
    target_compile_options(${target} INTERFACE -fsanitize=${chosen} -fno-sanitize-recover=all
                                               -fno-omit-frame-pointer)
    if(chosen MATCHES "undefined" AND chosen MATCHES "address")
      # Checks at every access: AddressSanitizer stops at the same pointers when they are used, and
      # nothing here casts between classes or to stricter alignment. They are a third of a build.
      target_compile_options(${target} INTERFACE -fno-sanitize=alignment,null,object-size,vptr)
    endif()
    if(EVENTARCH_BUILD_FUZZERS)
      # Instrumented code that is expanded again and again is a fifth of the build with clang.
      target_compile_options(${target} INTERFACE "SHELL:-mllvm -inline-threshold=20")
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      # The checks that sanitizers add mislead this warning.
      target_compile_options(${target} INTERFACE -Wno-maybe-uninitialized)
    endif()
    target_link_options(${target} INTERFACE
                        -fsanitize=${eventarch_sanitize}${eventarch_sanitize_coverage})
  endforeach()
endif()
