# Run by EmbedCatalogue.cmake: cmake -DLIST=<file of paths> -DOUTPUT=<file.cpp> -P <this>
cmake_minimum_required(VERSION 3.25)

# One literal must stay below what every compiler takes; adjacent literals become one text.
set(chunk_size 15000)

# Text as C++ raw string literals, cut at line ends so that no UTF-8 sequence is torn apart.
function(to_literal out_var text)
  string(FIND "${text}" ")yaml\"" clash)
  if(NOT clash EQUAL -1)
    message(FATAL_ERROR "A catalogue file contains the end of a raw string literal: )yaml\"")
  endif()
  set(literal "")
  string(LENGTH "${text}" left)
  while(left GREATER chunk_size)
    string(SUBSTRING "${text}" 0 ${chunk_size} chunk)
    string(FIND "${chunk}" "\n" cut REVERSE)
    if(cut EQUAL -1)
      message(FATAL_ERROR "A catalogue file has a line of more than ${chunk_size} bytes")
    endif()
    math(EXPR cut "${cut} + 1")
    string(SUBSTRING "${text}" 0 ${cut} chunk)
    string(SUBSTRING "${text}" ${cut} -1 text)
    string(APPEND literal "R\"yaml(${chunk})yaml\"\n")
    string(LENGTH "${text}" left)
  endwhile()
  set(${out_var} "${literal}R\"yaml(${text})yaml\"sv" PARENT_SCOPE)
endfunction()

file(STRINGS "${LIST}" inputs)
list(LENGTH inputs count)

set(entries "")
foreach(input IN LISTS inputs)
  cmake_path(GET input FILENAME name)
  file(READ "${input}" text)
  to_literal(literal "${text}")
  string(APPEND entries "    EmbeddedFile{\"${name}\"sv, ${literal}},\n")
endforeach()

file(WRITE "${OUTPUT}" "// Generated from the broker files of the catalogue.
#include <array>
#include <string_view>

#include \"catalogue/embedded_files.hpp\"

namespace eventarch::catalogue {
namespace {

using namespace std::string_view_literals;

constexpr std::array<EmbeddedFile, ${count}> files{
${entries}};

}  // namespace

std::span<const EmbeddedFile> embedded_files() { return files; }

}  // namespace eventarch::catalogue
")
