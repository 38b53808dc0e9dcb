// JSON both ways, from the one description of each struct. Strict: unknown field, wrong type, out of range, duplicate
// key, bad UTF-8 or trailing text is bad_request with the field's path. No JSON library shows in this header.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"

namespace staffroom {

/// {"kind":…,"id":…,"self":…,"version":…,…}: what the API returns and what is stored.
std::string to_json(Record const& record);
/// Appends any described struct (Me, Membership …) as JSON.
template <class T>
void append_json(std::string& out, T const& value);
/// Reads back what to_json wrote, and upgrades nothing: store/migrations does. Errors: bad_request.
Result<Record> record_from_json(Kind kind, std::string_view json);
/// The record's own path under /api/v1.
std::string self_of(Record const& record);
/// The people whom the record names, without duplicates, in order of appearance.
std::vector<PersonId> named_in(Record const& record);
void append_json_string(std::string& out, std::string_view text);

/// Ids as they stand in a path or in a call's `ids`: name and text ("12", "helpful").
using PathIds = std::vector<std::pair<std::string, std::string>>;

/// A request by HTTP, found in the table of routes.
struct Endpoint {
  std::size_t index = 0;  // into the table: commands, then server commands, then queries
  bool is_query = false;
  bool is_server_command = false;
  std::string_view name;  // "post_message"
  Method method = Method::get;
  std::string_view path;  // "/topics/{topic}/messages"
  Success success = Success::changed;
};

struct Routed {
  Endpoint const* endpoint = nullptr;
  PathIds ids;
};

/// `path` below /api/v1, without query string, percent-decoded by nobody: ids are digits and enum words.
/// Errors: not_found for an unknown path; method_not_allowed (detail lists the allowed methods).
Result<Routed> route(Method method, std::string_view path);
/// By command name, for a WebSocket call. Null when there is none on the wire.
Endpoint const* endpoint_of(std::string_view name);
std::vector<Endpoint> const& endpoints();

/// `body` may be empty when the struct has no members besides the path's ids.
Result<Command> decode_command(Endpoint const& endpoint, PathIds const& ids, std::string_view body);
/// `parameters` are the query string's, already percent-decoded, without `limit` and `cursor`; one by one unique.
Result<Query> decode_query(Endpoint const& endpoint, PathIds const& ids, PathIds const& parameters);
Result<SignIn> decode_sign_in(std::string_view body);
Result<ChangePassword> decode_change_password(std::string_view body);
Result<ConfirmPassword> decode_confirm_password(std::string_view body);
Result<CreateApiToken> decode_create_api_token(std::string_view body);
Result<ForgotPassword> decode_forgot_password(std::string_view body);
Result<UseLink> decode_use_link(std::string_view body);
/// Ids of the path only; the body is the file.
Result<UploadImport> decode_upload_import(PathIds const& ids);
Result<UploadQuoteScan> decode_upload_quote_scan(PathIds const& ids);
Result<SupplierSaves> decode_supplier_saves(std::string_view body);
Result<SupplierSubmits> decode_supplier_submits(std::string_view body);
/// For idempotency: of the decoded request, so that white space and key order do not matter.
std::uint64_t fingerprint_of(Command const& command);

bool is_valid_utf8(std::string_view text);

}  // namespace staffroom
