# provost_build_console(DIST variable STAMP variable)
#
# The folder that the console is built into, and a file that is newer than everything in it. Built
# again when a source of it has changed, or the server's description that its types come from.
function(provost_build_console)
  cmake_parse_arguments(ARG "" "DIST;STAMP" "" ${ARGN})
  set(root ${PROJECT_SOURCE_DIR})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS
       ${root}/console/src/* ${root}/console/public/* ${root}/console/scripts/*)
  # Made from the description by the build itself.
  list(FILTER sources EXCLUDE REGEX "/console/src/api/schema\\.d\\.ts$")
  file(GLOB settings CONFIGURE_DEPENDS
       ${root}/console/*.html ${root}/console/*.json ${root}/console/*.ts ${root}/console/*.js
       ${root}/console/*.cjs ${root}/console/*.mjs)
  file(GLOB description CONFIGURE_DEPENDS ${root}/src/api/openapi/*.json)
  set(stamp ${CMAKE_CURRENT_BINARY_DIR}/dist.stamp)
  add_custom_command(
    OUTPUT ${stamp}
    COMMAND ${root}/tools/build_console.sh
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${sources} ${settings} ${description} ${root}/package.json ${root}/package-lock.json
            ${root}/tools/build_console.sh
    COMMENT "Building the console"
    VERBATIM)
  set(${ARG_DIST} ${root}/console/dist PARENT_SCOPE)
  set(${ARG_STAMP} ${stamp} PARENT_SCOPE)
endfunction()
