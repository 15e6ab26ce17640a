# provost_embed(TARGET target NAMESPACE ns HEADER path FILES ...)
#
# Compiles text files into the library as constants: a function
# `std::string_view ns::embedded_file(std::string_view name)` answers with the content, or an empty
# view for an unknown name. Names are the files' base names; `std::span<const std::string_view>
# ns::embedded_names()` has them all, in the order given.
function(provost_embed)
  cmake_parse_arguments(ARG "" "TARGET;NAMESPACE;OUTPUT" "FILES" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${ARG_OUTPUT})
  list(JOIN ARG_FILES "|" joined)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} "-DOUT=${out}" "-DNAMESPACE=${ARG_NAMESPACE}" "-DFILES=${joined}"
            -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${ARG_FILES} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    VERBATIM)
  target_sources(${ARG_TARGET} PRIVATE ${out})
endfunction()
