# What `cmake --install` puts where, and the .deb: `tools/dev package`. Below the prefix everything lies as the program
# looks for it; in the package etc/ moves to the root (tools/package/finish.cmake).
set(package_folder "${PROJECT_SOURCE_DIR}/tools/package")
set(package_docs share/doc/staffroom)

# To install is to copy what was built, not to build every test first.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

install(TARGETS staffroom RUNTIME DESTINATION bin)
install(TARGETS staffroom-extract RUNTIME DESTINATION libexec/staffroom)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/static/dist/" DESTINATION share/staffroom/web PATTERN .vite EXCLUDE)
install(FILES "${package_folder}/staffroom.toml" DESTINATION etc/staffroom)
install(FILES "${package_folder}/staffroom.service" DESTINATION lib/systemd/system)
install(FILES docs/operations.md docs/security.md DESTINATION ${package_docs})
install(FILES "${package_folder}/port_443.conf" "${package_folder}/backups_elsewhere.conf"
  DESTINATION ${package_docs}/examples)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/tools/watch/" DESTINATION ${package_docs}/examples/watch OPTIONAL
  FILES_MATCHING PATTERN "*.yml" PATTERN "*.json")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME staffroom)
set(STAFFROOM_CONTACT "The Staffroom maintainers <staffroom@staffroom.example>" CACHE STRING
  "Maintainer of the package: to whom faults are reported")
set(CPACK_PACKAGE_CONTACT "${STAFFROOM_CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION "Where the schools of a trust, and the trusts of a partnership,
work as one staffroom: subject teams across schools, a library of what
schools teach with, peer review, buying together. One program, one data
folder, one web page.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
# What a stack trace needs lies beside it, as staffroom-dbgsym: who installs that sees lines instead of addresses.
set(CPACK_STRIP_FILES OFF)
set(CPACK_DEBIAN_DEBUGINFO_PACKAGE ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS "${package_folder}/finish.cmake")
set(CPACK_STAFFROOM_SOURCE "${PROJECT_SOURCE_DIR}")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Beside what the programs link: who makes the user, what is read at run time.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, ca-certificates, tzdata, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-liberation, systemd")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "clamav-daemon, nginx")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  "${package_folder}/postinst" "${package_folder}/prerm" "${package_folder}/postrm" "${package_folder}/conffiles")
include(CPack)
