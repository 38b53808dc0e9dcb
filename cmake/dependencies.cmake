# Every library that Staffroom stands on, found once. `tools/dev setup` installs them on Debian 12.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

find_package(Boost 1.81 QUIET COMPONENTS url)
if(NOT Boost_FOUND)
  message(FATAL_ERROR "Boost 1.81 or newer with Boost.URL was not found. On Debian 12 run `tools/dev setup`, or "
    "install libboost1.81-dev and libboost-url1.81-dev. The unversioned libboost-dev and libboost-all-dev are "
    "Boost 1.74: they remove 1.81 when installed (docs/adr/0005-boost-1-81-pinned.md).")
endif()
message(STATUS "Boost ${Boost_VERSION}")

find_package(OpenSSL 3.0 REQUIRED COMPONENTS SSL Crypto)
find_package(CURL 7.85 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(doctest REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(date REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET GLOBAL libsodium)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET GLOBAL libzip)
pkg_check_modules(xapian REQUIRED IMPORTED_TARGET GLOBAL xapian-core)
pkg_check_modules(poppler_cpp REQUIRED IMPORTED_TARGET GLOBAL poppler-cpp)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET GLOBAL pugixml)
pkg_check_modules(libseccomp REQUIRED IMPORTED_TARGET GLOBAL libseccomp)
pkg_check_modules(libmagic REQUIRED IMPORTED_TARGET GLOBAL libmagic)
pkg_check_modules(libical REQUIRED IMPORTED_TARGET GLOBAL libical)
pkg_check_modules(gdlib REQUIRED IMPORTED_TARGET GLOBAL gdlib)
pkg_check_modules(fontconfig REQUIRED IMPORTED_TARGET GLOBAL fontconfig)
pkg_check_modules(prometheus_cpp_core REQUIRED IMPORTED_TARGET GLOBAL prometheus-cpp-core)

# RocksDB comes last: it puts find modules of its own before ours.
find_package(RocksDB 7.8 CONFIG REQUIRED)
