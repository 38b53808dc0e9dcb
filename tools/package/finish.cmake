# Run by CPack over the tree that becomes the package: /etc to its place, then what Debian wants to be told of it.
set(root "${CPACK_TEMPORARY_INSTALL_DIRECTORY}")
set(docs "${root}/usr/share/doc/staffroom")
set(scripts "${CPACK_STAFFROOM_SOURCE}/tools/package")

file(RENAME "${root}/usr/etc" "${root}/etc")
file(MAKE_DIRECTORY "${root}/lib")
file(RENAME "${root}/usr/lib/systemd" "${root}/lib/systemd")
file(REMOVE_RECURSE "${root}/usr/lib")

function(write_out file)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${CPACK_STAFFROOM_SOURCE}" OUTPUT_FILE "${file}"
    COMMAND_ERROR_IS_FATAL ANY)
  file(CHMOD "${file}" PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endfunction()
write_out("${docs}/copyright" "${scripts}/copyright_of" static)
write_out("${docs}/sbom.cdx.json" "${scripts}/sbom" "${CPACK_PACKAGE_VERSION}" static
  "${root}/usr/bin/staffroom" "${root}/usr/libexec/staffroom/staffroom-extract")
write_out("${docs}/changelog.gz" gzip -9nc "${scripts}/changelog")
