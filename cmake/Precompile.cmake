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

# One target whose only source is empty, for its precompiled headers. It is compiled as those that
# use it are, or the compiler would refuse them.
function(provost_precompiled name)
  cmake_parse_arguments(ARG "" "" "HEADERS;DEPS;OPTIONS" ${ARGN})
  set(source ${PROJECT_BINARY_DIR}/precompiled/${name}.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(precompiled_${name} OBJECT ${source})
  target_link_libraries(precompiled_${name} PRIVATE Boost::headers fmt::fmt Threads::Threads ${ARG_DEPS})
  target_compile_options(precompiled_${name} PRIVATE ${ARG_OPTIONS})
  target_precompile_headers(precompiled_${name} PRIVATE ${ARG_HEADERS})
endfunction()

# provost_precompile(TARGET common|network|test|network_test)
function(provost_precompile target kind)
  if(PROVOST_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM precompiled_${kind})
  endif()
endfunction()

if(PROVOST_PRECOMPILE)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)  # ccache asks for it
  else()
    # By content instead of by time, so that what ccache kept of another clone is good here.
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
