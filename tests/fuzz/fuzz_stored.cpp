// Fuzzes what is read from the disk and from links: stored records with their index rows, rows of the window, the
// manifest of a backup, codes in mails. Input: a byte that chooses which, then the bytes.
#include "protocol/backup_manifest.hpp"
#include "protocol/codec.hpp"
#include "server/links.hpp"
#include "store/audit.hpp"
#include "store/index_rows.hpp"
#include "store/window.hpp"

namespace {

using namespace staffroom;

void check_record(Kind kind, std::string_view json) {
  auto const record = record_from_json(kind, json);
  if (!record) return ensure(record.error().code == ErrorCode::bad_request, "a refusal is a bad_request");
  auto const text = to_json(*record);
  auto const again = record_from_json(kind, text);
  ensure(again.has_value() && to_json(*again) == text, "a record reads back what it wrote");
  auto const rows = index_rows(*record);
  ensure(index_rows(*again) == rows, "rows follow from the record");
  for (auto const& row : rows) ensure(!row.key.empty(), "a row has a key");
  ensure(key_of(*record) == key_of(*again), "so does its key");
}

void check_window(std::string_view bytes) {
  auto const group = decode_window_group(bytes);
  if (!group) return;
  auto const text = encode_window_group(*group);
  auto const again = decode_window_group(text);
  ensure(again.has_value() && encode_window_group(*again) == text, "a row of the window reads back as it was");
}

void check_manifest(std::string_view json) {
  auto const manifest = decode_backup_manifest(json);
  if (!manifest) return;
  for (auto const& file : manifest->files) {
    ensure(is_backup_path(file.path), "a path of a backup stays in it");
    ensure(('/' + file.path + '/').find("/../") == std::string::npos, "and does not climb out of it");
    ensure(!file.path.starts_with('/'), "nor begin elsewhere");
  }
  auto const again = decode_backup_manifest(to_json(*manifest));
  ensure(again.has_value() && to_json(*again) == to_json(*manifest), "a manifest reads back what it wrote");
}

void check_link(std::string_view token) {
  links::Key const key{1, 2, 3};
  if (auto const link = links::read_token(key, token))
    ensure(links::token_of(key, *link) == token, "a code has one form");
  // No code opens by being cut, grown or turned in one place.
  links::Link const made{LinkType::invitation, token.size(), 7, TimestampMs{1}};
  auto good = links::token_of(key, made);
  ensure(links::read_token(key, good) == made, "a code says what it was made of");
  if (token.empty()) return;
  auto const at = static_cast<unsigned char>(token[0]) % good.size();
  auto const before = good[at];
  good[at] = token.back();
  ensure(good[at] == before || !links::read_token(key, good), "a code that was changed is none");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  if (size < 2) return 0;
  std::string_view const text(reinterpret_cast<char const*>(bytes) + 2, size - 2);
  switch (bytes[0] % 5) {
    case 0: check_record(static_cast<Kind>(bytes[1]), text); break;
    case 1: check_window(text); break;
    case 2: static_cast<void>(decode_audit(text).has_value()); break;
    case 3: check_manifest(text); break;
    default: check_link(text); break;
  }
  return 0;
}
