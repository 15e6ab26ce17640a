# provost_embed_folder(TARGET target FOLDER folder OUTPUT file DEPENDS files...)
#
# Compiles all files of a folder into the library: the output defines
# provost::console::embedded_files() (src/console/file.h). The folder is looked through when DEPENDS
# has changed, at build time, so that names need not be known earlier. The contents come in by
# .incbin, which costs the compiler nothing, however large they are.
function(provost_embed_folder)
  cmake_parse_arguments(ARG "" "TARGET;FOLDER;OUTPUT" "DEPENDS" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${ARG_OUTPUT})
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DFOLDER=${ARG_FOLDER}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_folder.cmake
    DEPENDS ${ARG_DEPENDS} ${PROJECT_SOURCE_DIR}/cmake/embed_folder.cmake
    COMMENT "Embedding the console"
    VERBATIM)
  target_sources(${ARG_TARGET} PRIVATE ${out})
endfunction()
