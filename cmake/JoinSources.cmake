# Compiling files together: alone, each would take most of its time for what it includes, and each
# would instantiate the same templates anew. A file that is joined must not share a name with its
# neighbours, not even within an unnamed namespace.

# eventarch_join(<target> <beginning>...): the sources whose path is <beginning> and a name, with no
# further folder between them, become one unit. <beginning> is a regular expression; the last that fits
# a file counts. What fits none is compiled alone.
function(eventarch_join target)
  if(NOT EVENTARCH_JOIN_SOURCES)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  foreach(beginning IN LISTS ARGN)
    set(members ${sources})
    list(FILTER members INCLUDE REGEX "^${beginning}[^/]*\\.cpp$")
    string(MAKE_C_IDENTIFIER "${beginning}" group)
    set_source_files_properties(${members} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  eventarch_joined_warnings(${target})
endfunction()

# eventarch_join_each(<target> <count>): <count> sources after one another become one unit.
function(eventarch_join_each target count)
  if(NOT EVENTARCH_JOIN_SOURCES)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE BATCH
                                             UNITY_BUILD_BATCH_SIZE ${count})
  eventarch_joined_warnings(${target})
endfunction()

# A local name may be the same as a name of a file that happens to stand before: -Wshadow is for files
# that are compiled alone, as the preset `dev` does.
function(eventarch_joined_warnings target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_CODE_BEFORE_INCLUDE
                                             "#pragma GCC diagnostic ignored \"-Wshadow\"")
endfunction()
