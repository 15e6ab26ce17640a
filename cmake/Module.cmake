# How a library of ours is compiled, and a program of tests; the second says which precompiled headers
# it gets (cmake/Precompile.cmake).
function(provost_library target headers)
  target_compile_options(${target} PRIVATE ${PROVOST_LIBRARY_OPTIONS})
  provost_precompile(${target} ${headers})
endfunction()

function(provost_test target headers)
  target_compile_options(${target} PRIVATE ${PROVOST_TEST_OPTIONS})
  provost_precompile(${target} ${headers})
endfunction()

# provost_join(variable target)
#
# Where PROVOST_JOIN is on, replaces a target's list of sources by sources that include up to that many of
# them each, so that what they have in common is compiled once. For builds from nothing: where one source
# changes, those beside it are compiled with it. join_sources.py says which can be together; it is asked
# again whenever CMake runs. Paths are written from src/, so that ccache serves every clone.
function(provost_join variable target)
  if(NOT PROVOST_JOIN)
    return()
  endif()
  execute_process(COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/cmake/join_sources.py
                          ${PROVOST_JOIN} ${CMAKE_CURRENT_BINARY_DIR}/${target}
                          ${PROJECT_SOURCE_DIR}/src ${${variable}}
                  OUTPUT_VARIABLE joined OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(${variable} ${joined} PARENT_SCOPE)
endfunction()

# provost_rehearse(test command...)
function(provost_rehearse test)
  add_test(NAME ${test} COMMAND ${ARGN})
  set_tests_properties(${test} PROPERTIES ENVIRONMENT PROVOST_TRIALS=rehearsals)
endfunction()

# provost_module(NAME folder DEPS libraries...)
#
# A module is one folder below src/: a static library `provost_<name>` from its sources, and (when
# tests are on) an executable `<name>_test` from its *_test.cc files. Sub-folders belong to it
# unless they have a CMakeLists.txt of their own. NETWORK says that most of its sources use Asio.
# REHEARSED adds a test that runs all of them again with each unit of work run three times
# (store/testing/trials.h).
function(provost_module name)
  cmake_parse_arguments(ARG "NETWORK;REHEARSED" "" "DEPS;TEST_DEPS;EXCLUDE" ${ARGN})
  set(headers common)
  set(test_headers test)
  if(ARG_NETWORK)
    set(headers network)
    set(test_headers network_test)
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  foreach(pattern IN LISTS ARG_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "${CMAKE_CURRENT_SOURCE_DIR}/${pattern}")
  endforeach()
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")

  if(sources)
    provost_join(sources provost_${name})
    add_library(provost_${name} STATIC ${sources})
    target_include_directories(provost_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(provost_${name} PUBLIC ${ARG_DEPS})
    provost_library(provost_${name} ${headers})
  else()
    add_library(provost_${name} INTERFACE)
    target_include_directories(provost_${name} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(provost_${name} INTERFACE ${ARG_DEPS})
  endif()

  if(PROVOST_TESTS AND tests)
    provost_join(tests ${name}_test)
    add_executable(${name}_test ${tests})
    provost_test(${name}_test ${test_headers})
    target_link_libraries(${name}_test PRIVATE provost_${name} ${ARG_TEST_DEPS} GTest::gtest_main GTest::gmock)
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60)
    if(ARG_REHEARSED)
      provost_rehearse(${name}.rehearsals ${name}_test --gtest_brief=1)
    endif()
  endif()
endfunction()
