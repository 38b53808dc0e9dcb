# tools/dev package: the .deb. Sourced by tools/dev.

# package: build/package/staffroom_VERSION_ARCHITECTURE.deb, with all that it holds built before.
package() {
  [[ $(. /etc/os-release && printf '%s' "$VERSION_ID") == 12 ]] ||
    say "A package is for the Debian that it is built on; Debian 12 is what is tested."
  setup
  install_packages dpkg-dev
  build release staffroom staffroom-extract
  web_build
  rm -rf build/package
  cpack --config build/release/CPackConfig.cmake -B build/package >build/package.log ||
    { cat build/package.log; return 1; }
  ls -1sh build/package/*.deb
}
