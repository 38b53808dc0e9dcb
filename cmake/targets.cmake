# The functions with which the folders declare their targets, and the options that all our code is compiled with.
option(STAFFROOM_WERROR "A warning stops the build" OFF)

# Include paths start at the root of the repository: "protocol/ids.hpp".
add_library(staffroom_options INTERFACE)
target_include_directories(staffroom_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_link_libraries(staffroom_options INTERFACE Threads::Threads)
target_compile_options(staffroom_options INTERFACE
  -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  # Where files are joined, one may hide what another says for itself: staffroom_join.
  $<$<NOT:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wshadow>
  # Commands and records are aggregates, their members have defaults.
  -Wno-missing-field-initializers $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-designated-field-initializers>
  -Werror=switch -Werror=return-type
  $<$<BOOL:${STAFFROOM_WERROR}>:-Werror>
  $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>
  $<$<CXX_COMPILER_ID:Clang>:-Wshorten-64-to-32>
  $<$<CXX_COMPILER_ID:Clang>:-Wunreachable-code-break>
  # One list holds every command: Boost.Mp11 folds over it, deeper than Clang's 256.
  $<$<CXX_COMPILER_ID:Clang>:-fbracket-depth=1024>)

# Header-only Boost for every layer: Describe, mp11, System.
add_library(staffroom_boost INTERFACE)
target_link_libraries(staffroom_boost INTERFACE Boost::headers Boost::url)

# Asio and Beast, compiled once in server/net/boost_sources.cpp. The definitions must be the same in every file that
# includes them, so whoever uses Asio or Beast links this.
function(staffroom_declare_network_library sources)
  add_library(staffroom_network STATIC ${sources})
  target_compile_definitions(staffroom_network PUBLIC
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
  target_link_libraries(staffroom_network PUBLIC staffroom_options staffroom_boost OpenSSL::SSL OpenSSL::Crypto)
  set_target_properties(staffroom_network PROPERTIES JOB_POOL_COMPILE net)
endfunction()

# Coverage feedback for the fuzz targets, only where they are built.
function(staffroom_instrument_for_fuzzing target)
  if(CMAKE_BUILD_TYPE STREQUAL "Asan" AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# The same for single files of a target that is too large for it as a whole. Such a file is compiled by itself: what it
# was compiled with must be the same for all that is compiled with it.
function(staffroom_instrument_files_for_fuzzing)
  if(CMAKE_BUILD_TYPE STREQUAL "Asan" AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -fsanitize=fuzzer-no-link
      SKIP_UNITY_BUILD_INCLUSION ON SKIP_PRECOMPILE_HEADERS ON)
  endif()
endfunction()

# What nearly every file of a target includes, compiled once. Not for the product in a release build, which so proves
# that each file includes what it uses.
function(staffroom_precompile target)
  if(NOT CMAKE_BUILD_TYPE STREQUAL "Release" OR target MATCHES "_tests$")
    target_precompile_headers(${target} PRIVATE
      "$<$<COMPILE_LANGUAGE:CXX>:${PROJECT_SOURCE_DIR}/protocol/kinds.hpp>" ${ARGN})
  endif()
endfunction()

# The files of a target are compiled eight at a time, as one: most of a file's time is its headers'. What stands in
# unnamed namespaces of neighbours in the list must then differ in name. Of the product only under a sanitizer and
# for coverage: a release build proves that each file includes what it uses and shadows nothing. In a debug build one
# file is changed at a time.
function(staffroom_join target)
  if(CMAKE_BUILD_TYPE MATCHES "^(Asan|Tsan|Coverage)$" OR
     (CMAKE_BUILD_TYPE STREQUAL "Release" AND target MATCHES "^tests_support$|_tests$"))
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  endif()
endfunction()

# A doctest program from tests/main.cpp and the named sources. An empty list makes no program. The names of all
# programs are written to build/<preset>/tests/suites.txt, from which `tools/dev test` runs them; of a long one each of
# its PARTS, so many cases in a row, as "name:1/2".
function(staffroom_suite name)
  cmake_parse_arguments(PARSE_ARGV 1 suite "" "PARTS" "SOURCES;LIBRARIES")
  if(NOT suite_SOURCES)
    return()
  endif()
  add_executable(${name} ${suite_SOURCES} $<TARGET_OBJECTS:tests_main>)
  target_link_libraries(${name} PRIVATE staffroom_options doctest::doctest ${suite_LIBRARIES})
  target_compile_definitions(${name} PRIVATE STAFFROOM_SOURCE_FOLDER="${PROJECT_SOURCE_DIR}"
    STAFFROOM_PROGRAM="${PROJECT_BINARY_DIR}/staffroom")
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  if(suite_PARTS)
    foreach(part RANGE 1 ${suite_PARTS})
      set_property(GLOBAL APPEND PROPERTY staffroom_suites ${name}:${part}/${suite_PARTS})
    endforeach()
  else()
    set_property(GLOBAL APPEND PROPERTY staffroom_suites ${name})
  endif()
endfunction()

# A libFuzzer program in build/asan/fuzz/; other builds leave it out.
function(staffroom_fuzz_target name)
  cmake_parse_arguments(PARSE_ARGV 1 fuzz "" "" "SOURCES;LIBRARIES")
  if(NOT CMAKE_BUILD_TYPE STREQUAL "Asan" OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    return()
  endif()
  add_executable(${name} ${fuzz_SOURCES})
  target_link_libraries(${name} PRIVATE staffroom_options ${fuzz_LIBRARIES})
  target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/fuzz")
  set_property(GLOBAL APPEND PROPERTY staffroom_fuzz_targets ${name})
endfunction()
