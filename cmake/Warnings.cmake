add_library(eventarch_warnings INTERFACE)

target_compile_options(
  eventarch_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wold-style-cast
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wcast-align
            -Wcast-qual
            -Wunused
            -Wdouble-promotion
            -Wformat=2
            -Wimplicit-fallthrough
            -Wextra-semi
            -Wundef
            # Designated initialisers leave out what keeps its default.
            -Wno-missing-field-initializers
            $<$<BOOL:${EVENTARCH_WERROR}>:-Werror>)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # -Wnull-dereference is left to clang: g++ 12 finds it in its own <streambuf>.
  target_compile_options(eventarch_warnings INTERFACE -Wduplicated-cond -Wlogical-op -Wuseless-cast)
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # False alarms on `"text" + string`: https://gcc.gnu.org/PR105329
    target_compile_options(eventarch_warnings INTERFACE -Wno-restrict)
  endif()
elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(eventarch_warnings INTERFACE -Wnull-dereference -Wcomma
                                                      -Wunreachable-code-aggressive)
endif()
