# Headers that nearly every source includes, parsed once for a build. They come from packages only:
# a header of ours among them would compile everything again whenever it changes. Sources go on
# naming what they use; `tools/tidy --full` compiles the headers without this.
option(PROVOST_PRECOMPILE "Parse the common headers of packages once" ON)

set(precompile_common
  <algorithm> <array> <atomic> <charconv> <chrono> <cstddef> <cstdint> <deque> <functional> <map>
  <memory> <mutex> <optional> <set> <span> <stdexcept> <string> <string_view> <unordered_map>
  <utility> <variant> <vector> <boost/system/result.hpp> <fmt/format.h>)
set(precompile_network
  <boost/asio/awaitable.hpp> <boost/asio/co_spawn.hpp> <boost/asio/io_context.hpp>
  <boost/asio/ip/tcp.hpp> <boost/asio/steady_timer.hpp> <boost/asio/use_awaitable.hpp>)
set(precompile_test <gmock/gmock.h> <gtest/gtest.h>)

# Targets of a kind include its headers before anything else. The compiler finds what was made of them
# beside them. CMake's own REUSE_FROM writes a path that ccache does not see through, so that another
# clone would find nothing in the cache. Called once the target has its sources: each of them waits
# until the headers are there, which a dependency between targets does not bring about.
function(provost_precompile target kind)
  if(PROVOST_PRECOMPILE)
    get_target_property(folder precompiled_${kind} BINARY_DIR)
    get_target_property(sources ${target} SOURCES)
    set(headers ${folder}/CMakeFiles/precompiled_${kind}.dir/cmake_pch.hxx)
    target_compile_options(${target} PRIVATE "SHELL:-include ${headers}" -Winvalid-pch)
    add_dependencies(${target} precompiled_${kind})
    set_property(SOURCE ${sources} APPEND PROPERTY OBJECT_DEPENDS
                 ${headers}.${precompiled_suffix})
  endif()
endfunction()

# Makes the headers of a kind, by a target whose only source is empty. It is compiled as those that
# use them are, or the compiler would refuse them.
function(provost_precompiled kind)
  cmake_parse_arguments(ARG "" "" "HEADERS;DEPS;OPTIONS" ${ARGN})
  set(target precompiled_${kind})
  set(source ${PROJECT_BINARY_DIR}/${target}.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(${target} OBJECT ${source})
  target_link_libraries(${target} PRIVATE Boost::headers fmt::fmt Threads::Threads ${ARG_DEPS})
  target_compile_options(${target} PRIVATE ${ARG_OPTIONS})
  target_precompile_headers(${target} PRIVATE ${ARG_HEADERS})
  # ccache takes this for the content of what is made, which has paths of this clone in it.
  string(SHA256 sum "${ARG_HEADERS} ${ARG_OPTIONS} ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} \
${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_DEBUG} ${CMAKE_CXX_FLAGS_RELEASE} ${PROVOST_SANITIZE} \
${Boost_VERSION} ${fmt_VERSION} ${GTest_VERSION}")
  foreach(suffix gch pch)
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.${suffix}.sum
         CONTENT "${sum}")
  endforeach()
endfunction()

if(PROVOST_PRECOMPILE)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(precompiled_suffix gch)
    add_compile_options(-fpch-preprocess)  # ccache asks for it
  else()
    set(precompiled_suffix pch)
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
  endif()
  provost_precompiled(common HEADERS ${precompile_common} OPTIONS ${PROVOST_LIBRARY_OPTIONS})
  provost_precompiled(network HEADERS ${precompile_common} ${precompile_network}
                      OPTIONS ${PROVOST_LIBRARY_OPTIONS})
  if(PROVOST_TESTS)
    provost_precompiled(test HEADERS ${precompile_common} ${precompile_test}
                        DEPS GTest::gtest GTest::gmock OPTIONS ${PROVOST_TEST_OPTIONS})
    provost_precompiled(network_test
                        HEADERS ${precompile_common} ${precompile_network} ${precompile_test}
                        DEPS GTest::gtest GTest::gmock OPTIONS ${PROVOST_TEST_OPTIONS})
  endif()
endif()
