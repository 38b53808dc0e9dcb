// open() and fopen() of this program stand before those of the C library, so FreeType and poppler call these. Must not
// include <fcntl.h> or <stdio.h>: their own declarations may be inline.
#include "server/extract/opened_fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdarg>
#include <cstring>

namespace {

constexpr int here = -100;           // AT_FDCWD
constexpr int read_only = 02000000;  // O_RDONLY | O_CLOEXEC

struct Font {
  char const* path;
  int descriptor = -1;
};
#define STAFFROOM_DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVu"
#define STAFFROOM_LIBERATION "/usr/share/fonts/truetype/liberation/Liberation"
std::array fonts{Font{STAFFROOM_DEJAVU "Sans.ttf"},          Font{STAFFROOM_DEJAVU "Sans-Bold.ttf"},
                 Font{STAFFROOM_DEJAVU "Serif.ttf"},         Font{STAFFROOM_DEJAVU "Serif-Bold.ttf"},
                 Font{STAFFROOM_DEJAVU "SansMono.ttf"},      Font{STAFFROOM_LIBERATION "Sans-Regular.ttf"},
                 Font{STAFFROOM_LIBERATION "Sans-Bold.ttf"}, Font{STAFFROOM_LIBERATION "Serif-Regular.ttf"}};
bool are_open = false;

int open_by_system(char const* path, int flags, unsigned mode) {
  return static_cast<int>(::syscall(SYS_openat, here, path, flags, mode));
}

int open_again(char const* path) {
  if (!are_open || !path) return -1;
  for (auto const& font : fonts) {
    if (font.descriptor < 0 || std::strcmp(font.path, path) != 0) continue;
    ::lseek(font.descriptor, 0, SEEK_SET);
    return ::dup(font.descriptor);
  }
  return -1;
}

}  // namespace

extern "C" {

struct _IO_FILE;  // NOLINT: the C library's FILE
_IO_FILE* fdopen(int descriptor, char const* mode);

int open(char const* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  auto const mode = va_arg(rest, unsigned);
  va_end(rest);
  if (int const again = open_again(path); again >= 0) return again;
  return open_by_system(path, flags, mode);
}

int open64(char const* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  auto const mode = va_arg(rest, unsigned);
  va_end(rest);
  return open(path, flags, mode);
}

/// For reading only: this program writes nothing by a name.
_IO_FILE* fopen(char const* path, char const* mode) {
  if (!mode || mode[0] != 'r' || std::strchr(mode, '+')) return nullptr;
  int descriptor = open_again(path);
  if (descriptor < 0) descriptor = open_by_system(path, read_only, 0);
  return descriptor < 0 ? nullptr : fdopen(descriptor, "r");
}

_IO_FILE* fopen64(char const* path, char const* mode) { return fopen(path, mode); }

}  // extern "C"

namespace staffroom::extract {

void open_fonts() {
  auto* const config = FcConfigCreate();
  for (auto& font : fonts) {
    font.descriptor = open_by_system(font.path, read_only, 0);
    if (font.descriptor >= 0) FcConfigAppFontAddFile(config, reinterpret_cast<FcChar8 const*>(font.path));
  }
  FcConfigSetCurrent(config);
  are_open = true;
}

}  // namespace staffroom::extract
