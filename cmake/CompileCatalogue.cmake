# eventarch_compile_catalogue(<out_var> <file>...)
#
# Compiles broker files to static data when the program is built (src/catalogue/compiler/), and puts
# the path of the generated .cpp file into <out_var>. A mistake in a broker file stops the build.
function(eventarch_compile_catalogue out_var)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/built_in_catalogue.cpp")
  set(inputs "")
  foreach(file IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT EXISTS "${file}")
      message(FATAL_ERROR "No such catalogue file: ${file}")
    endif()
    list(APPEND inputs "${file}")
  endforeach()
  add_custom_command(
    OUTPUT "${output}"
    COMMAND eventarch_catalogue_compiler "${output}" ${inputs}
    DEPENDS ${inputs} eventarch_catalogue_compiler
    COMMENT "Compiling the catalogue"
    VERBATIM)
  set(${out_var} "${output}" PARENT_SCOPE)
endfunction()
