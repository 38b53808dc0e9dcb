# What each build type means, the language level, the linker and the compiler cache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

set(build_types Debug Release Asan Tsan Coverage)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Debug)
endif()
if(NOT CMAKE_BUILD_TYPE IN_LIST build_types)
  message(FATAL_ERROR "CMAKE_BUILD_TYPE is '${CMAKE_BUILD_TYPE}'. Use one of: ${build_types}, or a preset.")
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  message(FATAL_ERROR "g++ ${CMAKE_CXX_COMPILER_VERSION} miscompiles coroutines "
    "(docs/adr/0006-co-await-temporaries.md). Use the presets, which take clang++-19, or g++ 13 and newer.")
endif()

# -g1: line tables, enough for a readable stack trace, a fraction of the size.
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")

set(hardening "-D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong -fstack-clash-protection")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG ${hardening}")
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-Wl,-z,relro,-z,now,-z,noexecstack")

set(sanitize_address "-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_ASAN "-O1 -g1 -D_GLIBCXX_ASSERTIONS ${sanitize_address}")
set(CMAKE_EXE_LINKER_FLAGS_ASAN "${sanitize_address}")

set(sanitize_thread "-fsanitize=thread -fno-omit-frame-pointer")
# Few tests run in this tree, and for a second: it is the compiling that takes the time.
set(CMAKE_CXX_FLAGS_TSAN "-O0 -g1 -D_GLIBCXX_ASSERTIONS ${sanitize_thread}")
set(CMAKE_EXE_LINKER_FLAGS_TSAN "${sanitize_thread}")

# The libraries and the program count; the test programs are those of the release build, linked with these libraries
# (tools/campaigns/coverage).
set(count_branches "-fprofile-instr-generate -fcoverage-mapping")
set(CMAKE_CXX_FLAGS_COVERAGE "-O0 -g0 ${count_branches}")
set(CMAKE_EXE_LINKER_FLAGS_COVERAGE "${count_branches}")

# Of what is installed: its texts name sources by their place in the repository, not by where that lay when they were
# compiled. tools/package/check_installed looks for it.
set(installed_code_options $<$<CONFIG:Release>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=>)

# Position-independent code and programs, in every build.
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_link_options(-fuse-ld=lld)
endif()

find_program(ccache_program ccache)
if(ccache_program AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The second part lets it keep files that use a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${ccache_program}")
endif()

# The files of server/net/ need close to 1 GB each to compile: one at a time, so that small machines keep up.
set_property(GLOBAL PROPERTY JOB_POOLS net=1)
