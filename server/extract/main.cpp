// staffroom-extract: reads one file that somebody sent, in a cage, and ends. It gets the file on descriptor 0, an empty
// file for the text on 3, one for a picture on 4, one for what it says on 5; nothing else. Started by
// server/extraction.cpp.
#include <iconv.h>
#include <poppler-global.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/describe/enum_from_string.hpp>
#include <clocale>
#include <new>

#include "server/extract/cage.hpp"
#include "server/extract/opened_fonts.hpp"
#include "server/extract/picture.hpp"
#include "server/extract/readers.hpp"

namespace {

using namespace staffroom;
using namespace staffroom::extract;

constexpr int file_in = 0;
constexpr int text_out = 3;
constexpr int picture_out = 4;
constexpr int words_out = 5;
constexpr int wrong_use = 2;
constexpr int no_cage = 3;
constexpr int not_refused = 4;

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(descriptor, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// All that is opened by a name is opened now.
void load_what_is_needed() {
  open_fonts();
  load_drawing_fonts();
  // Converters of the C library are files; held open here, they stay loaded.
  for (auto const* wide : {"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"}) {
    ::iconv_open(wide, "UTF-8");
    ::iconv_open("UTF-8", wide);
  }
  poppler::ustring::from_utf8("a").to_utf8();
}

bool enter_cage() {
  if (!set_limits()) return false;
  load_what_is_needed();
  return close_cage();
}

void read_guarded(Bytes bytes, FileFormat format, Document& document) {
  try {
    read_document(bytes, format, document);
  } catch (std::bad_alloc const&) {
    document.set_trouble("The file is too large or too tangled to be read wholly.");
    document.finish();
  }
}

int read_file(FileFormat format) {
  struct stat state{};
  if (::fstat(file_in, &state) != 0 || state.st_size < 0) return wrong_use;
  Document document(unit_of(format));
  Bytes bytes;
  if (state.st_size > 0) {
    auto const size = static_cast<std::size_t>(state.st_size);
    auto* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file_in, 0);
    if (at == MAP_FAILED) {
      document.set_trouble("The file is too large to be read; search finds its title only.");
    } else {
      bytes = Bytes(static_cast<char const*>(at), size);
      read_guarded(bytes, format, document);
    }
  }
  // First the words: a page that can't be drawn takes nothing with it.
  auto const outcome = document.outcome(has_pages(format));
  if (outcome.has_text && !write_all(text_out, document.text())) return 1;
  if (!write_all(words_out, to_line(outcome))) return 1;
  if (bytes.empty() || document.is_refused()) return 0;
  try {
    auto const picture = picture_of(bytes, format, document);
    if (!picture.empty() && write_all(picture_out, picture)) write_all(words_out, "picture\n");
  } catch (std::bad_alloc const&) {
    return 0;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::string_view const first = argc > 1 ? argv[1] : "";
  if (first == "--probe" && argc == 3) {
    if (!enter_cage()) ::_exit(no_cage);
    ::_exit(is_refused(argv[2]) ? 0 : not_refused);
  }
  FileFormat format{};
  if (argc != 2 || !boost::describe::enum_from_string(argv[1], format)) ::_exit(wrong_use);
  if (!enter_cage()) ::_exit(no_cage);
  // Nothing is tidied up: the process is over.
  ::_exit(read_file(format));
}
