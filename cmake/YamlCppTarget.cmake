# yaml-cpp up to 0.7 exports the target `yaml-cpp`, later versions `yaml-cpp::yaml-cpp`.
# This file is installed too: users of the package need the same name.
if(NOT TARGET yaml-cpp::yaml-cpp AND TARGET yaml-cpp)
  add_library(yaml-cpp::yaml-cpp INTERFACE IMPORTED)
  set_target_properties(yaml-cpp::yaml-cpp PROPERTIES INTERFACE_LINK_LIBRARIES yaml-cpp)
endif()
