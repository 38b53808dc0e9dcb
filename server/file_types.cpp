// The table of endings, and what the bytes must look like.
#include "server/file_types.hpp"

#include <magic.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"

namespace staffroom {
namespace {

/// What a file's bytes must show.
enum class Proof : std::uint8_t {
  magic,       // libmagic calls it one of these types
  text,        // no NUL bytes, and libmagic finds no program in it
  zip_with,    // a zip that holds an entry of this name
  open_format  // a zip whose first entry is the type's name
};

struct Ending {
  std::string_view ending;
  FileFormat format;
  std::string_view media_type;
  Proof proof;
  std::string_view word;  // types divided by spaces, or the entry's name
};

constexpr std::string_view ole =
    "application/x-ole-storage application/msword application/vnd.ms-powerpoint "
    "application/vnd.ms-excel application/vnd.ms-office application/CDFV2";
constexpr std::string_view any_zip =
    "application/zip application/octet-stream application/epub+zip "
    "application/java-archive";
constexpr std::string_view word_entry = "word/document.xml", slides_entry = "ppt/presentation.xml",
                           sheet_entry = "xl/workbook.xml";
constexpr std::string_view any_mp4 =
    "video/mp4 audio/mp4 video/quicktime video/x-m4v audio/x-m4a image/heic image/heif";

constexpr std::string_view docx_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view pptx_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view odt_type = "application/vnd.oasis.opendocument.text";
constexpr std::string_view odp_type = "application/vnd.oasis.opendocument.presentation";
constexpr std::string_view ods_type = "application/vnd.oasis.opendocument.spreadsheet";

constexpr Ending endings[] = {
    {"pdf", FileFormat::pdf, "application/pdf", Proof::magic, "application/pdf"},
    {"docx", FileFormat::docx, docx_type, Proof::zip_with, word_entry},
    {"dotx", FileFormat::docx, docx_type, Proof::zip_with, word_entry},
    {"pptx", FileFormat::pptx, pptx_type, Proof::zip_with, slides_entry},
    {"ppsx", FileFormat::pptx, pptx_type, Proof::zip_with, slides_entry},
    {"potx", FileFormat::pptx, pptx_type, Proof::zip_with, slides_entry},
    {"xlsx", FileFormat::xlsx, xlsx_type, Proof::zip_with, sheet_entry},
    {"xltx", FileFormat::xlsx, xlsx_type, Proof::zip_with, sheet_entry},
    {"odt", FileFormat::odt, odt_type, Proof::open_format, odt_type},
    {"odp", FileFormat::odp, odp_type, Proof::open_format, odp_type},
    {"ods", FileFormat::ods, ods_type, Proof::open_format, ods_type},
    {"doc", FileFormat::other, "application/msword", Proof::magic, ole},
    {"ppt", FileFormat::other, "application/vnd.ms-powerpoint", Proof::magic, ole},
    {"pps", FileFormat::other, "application/vnd.ms-powerpoint", Proof::magic, ole},
    {"xls", FileFormat::other, "application/vnd.ms-excel", Proof::magic, ole},
    {"pub", FileFormat::other, "application/x-mspublisher", Proof::magic, ole},
    {"rtf", FileFormat::other, "application/rtf", Proof::magic, "text/rtf application/rtf"},
    {"html", FileFormat::html, "text/html", Proof::text, ""},
    {"htm", FileFormat::html, "text/html", Proof::text, ""},
    {"txt", FileFormat::text, "text/plain", Proof::text, ""},
    {"md", FileFormat::markdown, "text/markdown", Proof::text, ""},
    {"csv", FileFormat::csv, "text/csv", Proof::text, ""},
    {"tsv", FileFormat::csv, "text/tab-separated-values", Proof::text, ""},
    {"srt", FileFormat::text, "text/plain", Proof::text, ""},
    {"vtt", FileFormat::text, "text/vtt", Proof::text, ""},
    {"tex", FileFormat::text, "text/plain", Proof::text, ""},
    {"svg", FileFormat::other, "image/svg+xml", Proof::magic, "image/svg+xml text/xml text/html text/plain"},
    {"png", FileFormat::image, "image/png", Proof::magic, "image/png"},
    {"jpg", FileFormat::image, "image/jpeg", Proof::magic, "image/jpeg"},
    {"jpeg", FileFormat::image, "image/jpeg", Proof::magic, "image/jpeg"},
    {"gif", FileFormat::image, "image/gif", Proof::magic, "image/gif"},
    {"webp", FileFormat::image, "image/webp", Proof::magic, "image/webp"},
    {"bmp", FileFormat::other, "image/bmp", Proof::magic, "image/bmp image/x-ms-bmp"},
    {"tif", FileFormat::other, "image/tiff", Proof::magic, "image/tiff"},
    {"tiff", FileFormat::other, "image/tiff", Proof::magic, "image/tiff"},
    {"heic", FileFormat::other, "image/heic", Proof::magic, any_mp4},
    {"mp3", FileFormat::audio, "audio/mpeg", Proof::magic, "audio/mpeg application/octet-stream"},
    {"m4a", FileFormat::audio, "audio/mp4", Proof::magic, any_mp4},
    {"wav", FileFormat::audio, "audio/wav", Proof::magic, "audio/x-wav audio/wav"},
    {"ogg", FileFormat::audio, "audio/ogg", Proof::magic, "audio/ogg application/ogg video/ogg"},
    {"flac", FileFormat::audio, "audio/flac", Proof::magic, "audio/flac audio/x-flac"},
    {"mid", FileFormat::audio, "audio/midi", Proof::magic, "audio/midi"},
    {"mp4", FileFormat::video, "video/mp4", Proof::magic, any_mp4},
    {"m4v", FileFormat::video, "video/mp4", Proof::magic, any_mp4},
    {"mov", FileFormat::video, "video/quicktime", Proof::magic, any_mp4},
    {"webm", FileFormat::video, "video/webm", Proof::magic, "video/webm video/x-matroska"},
    {"mkv", FileFormat::video, "video/x-matroska", Proof::magic, "video/webm video/x-matroska"},
    {"avi", FileFormat::video, "video/x-msvideo", Proof::magic, "video/x-msvideo"},
    {"zip", FileFormat::archive, "application/zip", Proof::magic, any_zip},
    {"epub", FileFormat::other, "application/epub+zip", Proof::magic, any_zip},
    // Lesson files of whiteboards and of programs that schools teach with: zip files by another name.
    {"notebook", FileFormat::other, "application/zip", Proof::magic, any_zip},
    {"ggb", FileFormat::other, "application/zip", Proof::magic, any_zip},
    {"sb3", FileFormat::other, "application/zip", Proof::magic, any_zip},
    {"mscz", FileFormat::other, "application/zip", Proof::magic, any_zip},
    {"pages", FileFormat::other, "application/zip", Proof::magic, any_zip},
    {"key", FileFormat::other, "application/zip", Proof::magic, any_zip},
    {"numbers", FileFormat::other, "application/zip", Proof::magic, any_zip},
};

constexpr std::size_t head_bytes = 64 * 1024;
constexpr std::size_t tail_bytes = 256 * 1024;  // where a zip keeps its directory

std::string ending_of(std::string_view name) {
  auto const dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string ending(name.substr(dot + 1));
  for (auto& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return ending;
}

Ending const* find_ending(std::string_view ending) {
  auto const* found =
      std::find_if(std::begin(endings), std::end(endings), [&](auto const& it) { return it.ending == ending; });
  return found == std::end(endings) ? nullptr : found;
}

Error refused(std::string detail) { return Error::unprocessable("file", std::move(detail)); }

Error not_what_it_says(Ending const& ending) {
  return refused("This is not a ." + std::string(ending.ending) +
                 " file, although its name says so. Open it in the program it was made with, save it again, and "
                 "share that.");
}

/// One for each thread: libmagic's handles are not to be shared, and take a while to load.
std::string magic_of(std::string_view bytes) {
  struct Close {
    void operator()(magic_set* cookie) const { ::magic_close(cookie); }
  };
  thread_local std::unique_ptr<magic_set, Close> const cookie = [] {
    std::unique_ptr<magic_set, Close> opened(
        ::magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TAR));
    if (opened && ::magic_load(opened.get(), nullptr) != 0) opened.reset();
    return opened;
  }();
  if (!cookie) return {};
  auto const* type = ::magic_buffer(cookie.get(), bytes.data(), bytes.size());
  return type ? type : "";
}

std::optional<std::string> read_at(int descriptor, std::uint64_t from, std::size_t bytes) {
  std::string out(bytes, '\0');
  std::size_t have = 0;
  while (have < bytes) {
    auto const count = ::pread(descriptor, out.data() + have, bytes - have, static_cast<off_t>(from + have));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::nullopt;
    if (count == 0) break;
    have += static_cast<std::size_t>(count);
  }
  out.resize(have);
  return out;
}

bool has_word(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    auto const space = std::min(words.find(' '), words.size());
    if (words.substr(0, space) == wanted) return true;
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return false;
}

/// Programs that a computer would run by their first bytes.
bool is_program(std::string_view head) {
  return head.starts_with("MZ") ||
         head.starts_with(
             "\x7f"
             "ELF") ||
         head.starts_with("#!") || head.starts_with("\xca\xfe\xba\xbe") || head.starts_with("\xcf\xfa\xed\xfe");
}

bool is_text(std::string_view head) {
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return true;  // UTF-16
  return head.find('\0') == std::string_view::npos;
}

/// "PK", then at byte 30 the entry's name and at once its content.
bool is_open_format(std::string_view head, std::string_view type) {
  return head.starts_with("PK\x03\x04") && head.size() > 38 + type.size() && head.substr(30, 8) == "mimetype" &&
         head.substr(30 + 8).find(type) <= 64;
}

bool proves(Ending const& ending, std::string_view head, std::string_view tail) {
  switch (ending.proof) {
    case Proof::text: return is_text(head);
    case Proof::zip_with:
      return head.starts_with("PK\x03\x04") &&
             (tail.find(ending.word) != std::string_view::npos || head.find(ending.word) != std::string_view::npos);
    case Proof::open_format: return is_open_format(head, ending.word);
    case Proof::magic: break;
  }
  if (ending.format == FileFormat::pdf && head.substr(0, 1024).find("%PDF-") != std::string_view::npos) return true;
  auto const type = magic_of(head);
  bool const is_zip = ending.word == any_zip;
  if (is_zip) return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
  if (ending.ending == "mp3" && type == "application/octet-stream") {
    // A frame without a tag before it.
    return head.size() > 2 && head[0] == '\xff' && (static_cast<unsigned char>(head[1]) & 0xe0) == 0xe0;
  }
  if (ending.ending == "svg" && head.find("<svg") == std::string_view::npos) return false;
  return has_word(ending.word, type);
}

}  // namespace

Result<FileType> type_of_name(std::string_view file_name) {
  auto const ending = ending_of(file_name);
  if (ending.empty()) {
    return refused("The name of this file has no ending, such as .pptx or .pdf, that says what it is.");
  }
  auto const* found = find_ending(ending);
  if (!found) {
    return refused("Files of the type ." + ending.substr(0, 20) +
                   " cannot be shared here. Save it as PDF, an office document, a picture, or put it into a zip file.");
  }
  return FileType{found->format, Name{std::string(found->media_type)}};
}

Result<FileType> type_of_file(std::string_view file_name, int descriptor, std::uint64_t bytes) {
  TRY_INTO(auto type, type_of_name(file_name));
  if (bytes == 0) return refused("This file is empty.");
  auto const& ending = *find_ending(ending_of(file_name));
  auto const head = read_at(descriptor, 0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes, head_bytes)));
  auto const tail_size = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, tail_bytes));
  auto const tail = ending.proof == Proof::zip_with ? read_at(descriptor, bytes - tail_size, tail_size) : std::string();
  if (!head || !tail) return Error{ErrorCode::unavailable, {}, "The file could not be read.", {}};
  if (is_program(*head) || !proves(ending, *head, *tail)) return not_what_it_says(ending);
  return type;
}

std::string safe_file_name(std::string_view name) {
  auto const slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::vector<std::string_view> shown;
  for (std::size_t at = 0; at < name.size();) {
    auto const length = utf8_sequence_length(name, at);
    auto const sequence = name.substr(at, std::max<std::size_t>(length, 1));
    at += sequence.size();
    if (length == 0) continue;
    bool const control = length == 1 && (static_cast<unsigned char>(sequence[0]) < 0x20 || sequence[0] == 0x7f);
    bool const late_control = length == 2 && sequence[0] == '\xC2' && static_cast<unsigned char>(sequence[1]) < 0xA0;
    // U+200B–200F, U+2028–202E, U+2060–206F, U+FEFF: without width, or turning the direction of writing.
    bool const unseen = length == 3 && (sequence == "\uFEFF" || (sequence >= "\u200B" && sequence <= "\u200F") ||
                                        (sequence >= "\u2028" && sequence <= "\u202E") ||
                                        (sequence >= "\u2060" && sequence <= "\u206F"));
    bool const special = length == 1 && std::string_view("<>:\"|?*").find(sequence[0]) != std::string_view::npos;
    if (control || late_control || unseen) continue;
    shown.push_back(special ? std::string_view("_") : sequence);
  }
  while (!shown.empty() && (shown.front() == " " || shown.front() == ".")) shown.erase(shown.begin());
  while (!shown.empty() && (shown.back() == " " || shown.back() == ".")) shown.pop_back();
  if (shown.size() > limits::line_length_max) {
    auto const dot = std::find(shown.rbegin(), shown.rend(), ".");
    auto const tail = static_cast<std::size_t>(dot - shown.rbegin()) + 1;
    auto const keep = tail < 20 ? limits::line_length_max - tail : limits::line_length_max;
    shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(keep),
                tail < 20 ? shown.end() - static_cast<std::ptrdiff_t>(tail) : shown.end());
  }
  std::string out;
  for (auto const sequence : shown) out += sequence;
  return out;
}

}  // namespace staffroom
