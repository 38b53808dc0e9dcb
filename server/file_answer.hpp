// A file as an answer: whole, a stretch of it, or nothing because it is there already. Names and ranges as HTTP says.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "protocol/resources_versions.hpp"
#include "server/net/http.hpp"
#include "server/pool.hpp"
#include "store/files.hpp"

namespace staffroom {

enum class Shown : std::uint8_t { inline_, attachment };

struct FileAnswer {
  std::shared_ptr<OpenFile> file;
  std::string etag;  // with its quotation marks
  std::string name;
  std::string media_type;
  Shown shown = Shown::attachment;
};

/// What the request asked for about it, copied from its head.
struct RangeAsked {
  explicit RangeAsked(net::Request const& request);
  std::string if_none_match, if_range, range;
  bool has_range = false;
};

/// `pool` brings what is not in memory there.
net::Response file_answer(FileAnswer file, RangeAsked const& asked, WorkerPool& pool);

struct ByteRange {
  std::uint64_t from = 0;
  std::uint64_t bytes = 0;
};
enum class RangeVerdict : std::uint8_t { whole, part, unsatisfiable };
/// One range of a file of so many bytes. What is not understood is passed over; several are refused.
RangeVerdict parse_range(std::string_view header, std::uint64_t bytes, ByteRange& out);

/// attachment; filename="Caf_.pdf"; filename*=UTF-8''Caf%C3%A9.pdf
std::string disposition_of(Shown shown, std::string_view name);

/// What may be shown in a page of its own, in a sandbox: nothing that could carry a script.
bool may_be_shown(std::string_view media_type);

/// {"pages":[{"number":1,"heading":"…","text":"…"}],"total":n,"next":number or null}: at most
/// limits::file_text_answer_bytes of text.
std::string pages_json(std::string_view text, std::uint32_t from, std::uint32_t to);

}  // namespace staffroom
