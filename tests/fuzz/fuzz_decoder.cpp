// Fuzzes the decoders of commands and queries, and the JSON reading below them. Input: a byte that chooses the request,
// the values of its path's ids separated by commas, a line break, then the body (commands) or the query string.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "protocol/described_json.hpp"
#include "protocol/kinds.hpp"

namespace {

using namespace staffroom;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    auto const end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

PathIds ids_of(described::RequestType const& request, std::string_view values) {
  PathIds ids;
  auto const texts = split(values, ',');
  auto const fields = request.fields->fields;
  for (std::size_t place = 0, value = 0; place < fields.size() && value < texts.size(); ++place) {
    if (request.in_path_has(place)) ids.emplace_back(fields[place].name, texts[value++]);
  }
  return ids;
}

/// What was decoded, written by the encoder and taken apart again into ids and the rest.
struct Again {
  std::string whole;
  PathIds ids;
  nlohmann::ordered_json rest;
};
Again written(described::RequestType const& request, auto const& decoded) {
  Again again;
  visit([&](auto const& any) { described::write_struct(again.whole, *request.fields, &any); }, decoded);
  again.rest = nlohmann::ordered_json::parse(again.whole);
  auto const fields = request.fields->fields;
  for (std::size_t place = 0; place < fields.size(); ++place) {
    if (!request.in_path_has(place)) continue;
    std::string const name{fields[place].name};
    auto const& value = again.rest[name];
    again.ids.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
    again.rest.erase(name);
  }
  return again;
}

void check_command(described::RequestType const& request, PathIds const& ids, std::string_view body) {
  auto const& endpoint = *endpoint_of(request.name);
  auto const decoded = decode_command(endpoint, ids, body);
  if (!decoded) return ensure(decoded.error().code == ErrorCode::bad_request, "a refusal is a bad_request");
  auto const again = written(request, *decoded);
  auto const twice = decode_command(endpoint, again.ids, again.rest.dump());
  ensure(twice.has_value(), "what was decoded is accepted again");
  ensure(written(request, *twice).whole == again.whole, "decode(encode(x)) is x");
  ensure(fingerprint_of(*twice) == fingerprint_of(*decoded), "the fingerprint is of what was meant");
}

void check_query(described::RequestType const& request, PathIds const& ids, std::string_view text) {
  PathIds parameters;
  for (auto part : split(text, '&')) {
    auto const equals = std::min(part.find('='), part.size());
    if (!part.empty()) parameters.emplace_back(part.substr(0, equals), part.substr(std::min(equals + 1, part.size())));
  }
  auto const& endpoint = *endpoint_of(request.name);
  auto const decoded = decode_query(endpoint, ids, parameters);
  if (!decoded) return;
  auto const again = written(request, *decoded);
  parameters.clear();
  for (auto const& [name, value] : again.rest.items()) {
    parameters.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  }
  auto const twice = decode_query(endpoint, again.ids, parameters);
  ensure(twice.has_value() && written(request, *twice).whole == again.whole, "a query reads back what it said");
}

/// Ours accepts nothing that the library refuses, and reads the same from what both accept.
void check_document(std::string_view json) {
  auto const document = JsonDocument::parse(json, "body");
  auto const theirs = nlohmann::json::parse(json, nullptr, false);
  if (!document) return;
  ensure(!theirs.is_discarded(), "what we accept is JSON");
  std::string text;
  document->append(text, document->root());
  ensure(nlohmann::json::parse(text) == theirs, "a document is written as it was read");
}

void check_record(std::uint8_t choice, std::string_view json) {
  auto const types = described::record_types();
  auto const& type = *types[choice % types.size()];
  auto const record = record_from_json(type.kind, json);
  if (!record) return;
  auto const text = to_json(*record);
  auto const again = record_from_json(type.kind, text);
  ensure(again.has_value() && to_json(*again) == text, "a record reads back what it wrote");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const text(reinterpret_cast<char const*>(bytes) + 1, size - 1);
  auto const requests = described::request_types();
  auto const& request = requests[bytes[0] % requests.size()];
  auto const line_end = std::min(text.find('\n'), text.size());
  auto const rest = text.substr(std::min(line_end + 1, text.size()));
  auto const ids = ids_of(request, text.substr(0, line_end));
  if (request.is_query)
    check_query(request, ids, rest);
  else if (!request.is_server_command)
    check_command(request, ids, rest);
  else
    static_cast<void>(decode_sign_in(rest).has_value() || decode_change_password(rest).has_value());
  check_document(rest);
  check_record(bytes[0], rest);
  return 0;
}
