include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS eventarch_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

if(EXISTS "${PROJECT_SOURCE_DIR}/docs/eventarch.1")
  install(FILES docs/eventarch.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()

# completions/<shell>/<file> goes where each shell looks.
foreach(shell_and_folder IN ITEMS "bash|bash-completion/completions" "zsh|zsh/site-functions"
                                  "fish|fish/vendor_completions.d")
  string(REPLACE "|" ";" pair "${shell_and_folder}")
  list(POP_FRONT pair shell folder)
  if(IS_DIRECTORY "${PROJECT_SOURCE_DIR}/completions/${shell}")
    install(DIRECTORY completions/${shell}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
  endif()
endforeach()

install(DIRECTORY include/eventarch DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS eventarch EXPORT eventarchTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/eventarch)
install(EXPORT eventarchTargets NAMESPACE eventarch:: DESTINATION ${package_dir})
configure_package_config_file(cmake/eventarchConfig.cmake.in eventarchConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(eventarchConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/eventarchConfig.cmake"
              "${PROJECT_BINARY_DIR}/eventarchConfigVersion.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/YamlCppTarget.cmake" DESTINATION ${package_dir})
