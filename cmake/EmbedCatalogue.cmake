# eventarch_embed_catalogue(<out_var> <file>...)
#
# Generates a .cpp file, at build time, that holds the text of the given files, and puts its path
# into <out_var>. Its interface is src/catalogue/embedded_files.hpp.
function(eventarch_embed_catalogue out_var)
  set(script "${PROJECT_SOURCE_DIR}/cmake/EmbedCatalogueScript.cmake")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_files.cpp")
  set(inputs "")
  foreach(file IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT EXISTS "${file}")
      message(FATAL_ERROR "No such catalogue file: ${file}")
    endif()
    list(APPEND inputs "${file}")
  endforeach()
  # The list travels in a file: a semicolon or a blank in a path would not survive a command line.
  set(list_file "${CMAKE_CURRENT_BINARY_DIR}/embedded_files.list")
  list(JOIN inputs "\n" lines)
  file(CONFIGURE OUTPUT "${list_file}" CONTENT "${lines}\n" @ONLY)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DLIST=${list_file}" "-DOUTPUT=${output}" -P "${script}"
    DEPENDS ${inputs} "${script}" "${list_file}"
    COMMENT "Embedding the catalogue"
    VERBATIM)
  # clang counts a whole text, however many literals it is made of.
  set_source_files_properties("${output}" PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  set(${out_var} "${output}" PARENT_SCOPE)
endfunction()
