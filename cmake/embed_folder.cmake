# Writes OUT from the files of FOLDER; see EmbedFolder.cmake. What is compressed lies in OUT.gz/.
file(GLOB_RECURSE names LIST_DIRECTORIES false RELATIVE "${FOLDER}" "${FOLDER}/*")
list(SORT names)
list(LENGTH names count)
if(count EQUAL 0)
  message(FATAL_ERROR "${FOLDER} has no files to embed")
endif()
file(REMOVE_RECURSE "${OUT}.gz")
file(MAKE_DIRECTORY "${OUT}.gz")

set(contents "")
set(declarations "")
set(rows "")

# Bytes of a file as a symbol that C++ sees as an array.
macro(add_symbol symbol path)
  string(APPEND contents
         ".balign 16\\n.globl ${symbol}\\n.hidden ${symbol}\\n${symbol}:\\n.incbin \\\"${path}\\\"\\n")
  string(APPEND declarations "extern const char ${symbol}[];\n")
endmacro()

set(number 0)
foreach(name IN LISTS names)
  set(symbol provost_console_file_${number})
  set(compressed "${OUT}.gz/${number}")
  # -n: neither name nor time, so that the same file gives the same bytes.
  execute_process(COMMAND gzip -9nc "${FOLDER}/${name}" OUTPUT_FILE "${compressed}"
                  COMMAND_ERROR_IS_FATAL ANY)
  file(SIZE "${FOLDER}/${name}" size)
  file(SIZE "${compressed}" compressed_size)
  file(SHA256 "${FOLDER}/${name}" digest)
  string(SUBSTRING "${digest}" 0 32 digest)
  add_symbol(${symbol} "${FOLDER}/${name}")
  set(gzip "{}")
  if(compressed_size LESS size)
    add_symbol(${symbol}_gzip "${compressed}")
    set(gzip "{${symbol}_gzip, ${compressed_size}}")
  endif()
  string(APPEND rows "    {\"${name}\", {${symbol}, ${size}}, ${gzip}, \"${digest}\"},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE "${OUT}" "#include \"console/file.h\"

#include <array>

asm(\".pushsection .rodata\\n${contents}.popsection\\n\");

extern \"C\" {
${declarations}}

namespace provost::console {

std::span<const File> embedded_files() {
  static const std::array<File, ${count}> files{{
${rows}  }};
  return files;
}

}  // namespace provost::console
")
