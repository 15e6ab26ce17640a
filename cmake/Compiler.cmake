# One place for how every translation unit is compiled.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(PROVOST_CCACHE ccache)
if(PROVOST_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PROVOST_CCACHE})
endif()
find_program(PROVOST_MOLD mold)
if(PROVOST_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Designated initialisers leave the rest at their defaults on purpose.
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
                    -Wno-missing-field-initializers -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these inside inlined Boost and libstdc++ code and coroutine frames, where they
  # are wrong.
  add_compile_options(-Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread
                      -Wno-array-bounds -Wno-restrict -Wno-dangling-pointer -Wno-mismatched-new-delete)
endif()
if(PROVOST_JOIN)
  # What a source declares for itself stands around what comes after it; builds of single sources look
  # for shadows.
  add_compile_options(-Wno-shadow)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # It takes the sources for headers, which should have no unnamed namespaces.
    add_compile_options(-Wno-subobject-linkage)
  endif()
endif()
if(PROVOST_SANITIZE)
  add_compile_options(-fsanitize=${PROVOST_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PROVOST_SANITIZE})
  if(PROVOST_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Boost uses fences that GCC's TSan cannot model; none of our own code does.
    add_compile_options(-Wno-tsan)
  endif()
  if(PROVOST_SANITIZE MATCHES "undefined" AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # Clang 14 cannot assemble coroutines that this check has put its mark in front of.
    add_compile_options(-fno-sanitize=function)
  endif()
endif()
# The libraries report their coverage to the fuzzer, which without it only guesses.
set(PROVOST_LIBRARY_OPTIONS "$<$<BOOL:${PROVOST_FUZZ}>:-fsanitize=fuzzer-no-link>")
# Tests are compiled once and run once: to optimise them takes longer than it saves.
set(PROVOST_TEST_OPTIONS -O0)
