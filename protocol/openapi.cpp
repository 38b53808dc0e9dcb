// Writes the OpenAPI 3.1 document: every route with its parameters, body and answers, every record, enum and limit.
#include "protocol/openapi.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"
#include "protocol/json_text.hpp"
#include "protocol/limits.hpp"
#include "protocol/openapi_parts.hpp"

namespace staffroom {
namespace {

using namespace described;
using namespace openapi;

constexpr std::string_view introduction =
    "Everything that the web app does, any client can do. Records are JSON objects with `kind`, `id`, `self` and "
    "`version`; absent optional members and empty lists are left out. Ids are integers below 2^53, times UTC "
    "milliseconds, dates YYYY-MM-DD in Europe/London. Every accepted write carries `Staffroom-Seq`. Errors are "
    "problem+json (RFC 9457) with a stable `code` and the field's `path`. Requests are read strictly: an unknown "
    "field, a wrong type or a doubled key is `bad_request`.\n\n"
    "Live events: a WebSocket at `/api/v1/live` with the same session cookie and our Origin. The client sends "
    "`{\"hello\":{\"incarnation\":\"…\",\"since\":n}}`; the hub answers `hello` or `resync`, then sends `events`, each "
    "a record put or deleted with its seq. Commands may be sent as calls, `{\"call\":n,\"command\":\"post_message\","
    "\"ids\":{\"topic\":12},\"body\":{…},\"key\":\"…\",\"if_match\":3}`: a call's name is the operationId here, its "
    "`ids` are the path's parameters, its `body` is the request body. docs/protocol.md shows every frame.";

// ---- schemas

std::string schema_of(Type const& type) {
  JsonText schema;
  switch (type.form) {
    case Form::boolean: return schema.text("type", "boolean").close();
    case Form::integer:
      schema.text("type", "integer").number("minimum", type.least).number("maximum", type.most);
      if (type.is_instant) schema.text("description", "UTC milliseconds since 1970");
      return schema.close();
    case Form::text:
      schema.text("type", "string");
      if (type.length_max == 0) return schema.close();
      return schema.number("minLength", std::uint64_t{type.length_min})
          .number("maxLength", std::uint64_t{type.length_max})
          .close();
    case Form::date: return schema.text("type", "string").text("format", "date").close();
    case Form::word:
    case Form::object: return schema_reference(type.name);
    case Form::list:
      schema.text("type", "array").raw("items", schema_of(*type.item));
      if (type.size_max != 0) schema.number("maxItems", std::uint64_t{type.size_max});
      return schema.close();
  }
  return schema.close();
}

/// What a request may say: what is optional may also be null.
std::string request_schema_of(Type const& type) {
  if (type.is_absent == nullptr || type.form == Form::list) return schema_of(type);
  return JsonText().raw("anyOf", list_of({schema_of(type), R"({"type":"null"})"})).close();
}

std::string object_schema(Struct const& type) {
  JsonText properties;
  std::vector<std::string> required;
  for (auto const& field : type.fields) {
    properties.raw(field.name, schema_of(*field.type));
    if (field.type->is_absent == nullptr) required.push_back(quoted(field.name));
  }
  return JsonText()
      .text("type", "object")
      .raw("properties", properties.close())
      .raw("required", list_of(required))
      .close();
}

std::string record_schema(RecordType const& type) {
  JsonText properties;
  properties.raw("kind", JsonText().text("const", type.word).close());
  properties.raw("self", JsonText().text("type", "string").text("description", "its own path").close());
  std::vector<std::string> required{quoted("kind"), quoted("self")};
  for (auto const& field : type.fields->fields) {
    properties.raw(field.name, schema_of(*field.type));
    if (field.type->is_absent == nullptr) required.push_back(quoted(field.name));
  }
  return JsonText()
      .text("type", "object")
      .raw("properties", properties.close())
      .raw("required", list_of(required))
      .close();
}

std::string word_schema(std::span<std::string_view const> words) {
  std::vector<std::string> texts;
  for (auto word : words) texts.push_back(quoted(word));
  return JsonText().text("type", "string").raw("enum", list_of(texts)).close();
}

std::string page_schema(std::string const& item) {
  auto const array_of = [](std::string const& schema) {
    return JsonText().text("type", "array").raw("items", schema).close();
  };
  return JsonText()
      .text("type", "object")
      .raw("properties", JsonText()
                             .raw("items", array_of(item))
                             .raw("also", array_of(schema_reference("AnyRecord")))
                             .raw("names", array_of(schema_reference("PersonName")))
                             .raw("seq", R"({"type":"integer","minimum":0})")
                             .raw("next", R"({"type":["string","null"],"description":"cursor of the next page"})")
                             .close())
      .raw("required", R"(["items","seq","next"])")
      .close();
}

std::string any_record_schema(std::vector<RecordType const*> const& records) {
  std::vector<std::string> kinds;
  JsonText mapping;
  for (auto const* record : records) {
    kinds.push_back(schema_reference(record->fields->name));
    mapping.text(record->word, "#/components/schemas/" + std::string(record->fields->name));
  }
  return JsonText()
      .raw("oneOf", list_of(kinds))
      .raw("discriminator", JsonText().text("propertyName", "kind").raw("mapping", mapping.close()).close())
      .close();
}

std::string problem_schema() {
  return JsonText()
      .text("type", "object")
      .raw("properties", JsonText()
                             .raw("type", R"({"type":"string"})")
                             .raw("title", R"({"type":"string"})")
                             .raw("status", R"({"type":"integer"})")
                             .raw("code", schema_reference("ErrorCode"))
                             .raw("path", R"({"type":"string","description":"the field at fault: body.text"})")
                             .raw("detail", R"({"type":"string"})")
                             .raw("reason", R"({"type":"string","description":"machine-readable"})")
                             .close())
      .raw("required", R"(["type","title","status","code"])")
      .close();
}

/// Every schema that something refers to, by name.
class Schemas {
 public:
  void add(Type const& type) {
    if (type.item != nullptr) add(*type.item);
    if (type.form == Form::word) texts_.emplace(type.name, word_schema(type.words));
    if (type.form != Form::object) return;
    texts_.emplace(type.name, type.record != nullptr ? record_schema(*type.record) : object_schema(*type.fields));
    add(*type.fields);
  }
  void add(Struct const& type) {
    for (auto const& field : type.fields) add(*field.type);
  }
  void add(std::string name, std::string schema) { texts_.emplace(std::move(name), std::move(schema)); }
  std::string text() const {
    JsonText all;
    for (auto const& [name, schema] : texts_) all.raw(name, schema);
    return all.close();
  }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
};

std::string schemas() {
  Schemas all;
  std::vector<RecordType const*> records;
  for (auto const* record : record_types()) {
    if (is_internal(*record)) continue;
    records.push_back(record);
    all.add(std::string(record->fields->name), record_schema(*record));
    all.add(*record->fields);
  }
  for (auto const& request : request_types()) {
    if (request.object != nullptr) all.add(*request.object);
  }
  all.add(type_of<LinkView>);
  all.add(type_of<NewApiToken>);
  all.add(type_of<UseLink>);
  all.add(type_of<SupplierView>);
  all.add(type_of<SupplierSaves>);
  all.add(type_of<SupplierSubmits>);
  all.add(type_of<CalendarAddress>);
  for (auto const& request : request_types()) {
    all.add(*request.fields);
    if (request.answer != Answer::list) continue;
    auto const name = request.item->fields->name;
    all.add(std::string(name) + "List", page_schema(schema_reference(name)));
  }
  all.add("RecordList", page_schema(schema_reference("AnyRecord")));
  all.add("AnyRecord", any_record_schema(records));
  all.add("ErrorCode", word_schema(Words<ErrorCode>::texts));
  all.add("Problem", problem_schema());
  all.add("PersonName", R"({"type":"object","properties":{"id":{"type":"integer"},"name":{"type":"string"},)"
                        R"("label":{"type":"string"}},"required":["id","name","label"]})");
  return all.text();
}

// ---- paths

/// Uploads speak tus 1.0.0: what they say stands in headers.
std::vector<std::string> upload_headers_of(std::string_view name) {
  auto const header = [](std::string_view said, bool is_required) {
    return parameter(said, "header", is_required, R"({"type":"string"})");
  };
  bool const creates = name == CreateUpload::name, appends = name == AppendUpload::name;
  if (!creates && !appends && name != TerminateUpload::name) return {};
  std::vector<std::string> headers{header("Tus-Resumable", true)};
  if (creates) headers.push_back(header("Upload-Length", true));
  if (creates) headers.push_back(header("Upload-Metadata", true));
  if (appends) headers.push_back(header("Upload-Offset", true));
  if (creates || appends) headers.push_back(header("Upload-Checksum", false));
  return headers;
}

std::string parameters_of(RequestType const& request) {
  std::vector<std::string> parameters;
  for (std::size_t place = 0; place < request.fields->fields.size(); ++place) {
    auto const& field = request.fields->fields[place];
    bool const is_in_path = request.in_path_has(place);
    if (!is_in_path && !request.is_query) continue;
    parameters.push_back(
        parameter(field.name, is_in_path ? "path" : "query", field.type->is_absent == nullptr, schema_of(*field.type)));
  }
  for (auto const& header : upload_headers_of(request.name)) parameters.push_back(header);
  bool const is_page = request.answer == Answer::list || request.answer == Answer::list_of_any;
  if (is_page) parameters.push_back(reference("parameters", "limit"));
  if (is_page) parameters.push_back(reference("parameters", "cursor"));
  if (!request.is_query && !request.is_server_command) {
    parameters.push_back(reference("parameters", "idempotency_key"));
    if (request.success != Success::created) parameters.push_back(reference("parameters", "if_match"));
  }
  return list_of(parameters);
}

std::string body_of(RequestType const& request) {
  if (request.name == UploadImport::name) return file_body({"text/csv", "application/zip"});
  if (request.name == UploadQuoteScan::name) return file_body({any_file});
  if (request.name == CreateUpload::name) return file_body({"application/offset+octet-stream"}, false);
  if (request.name == AppendUpload::name) return file_body({"application/offset+octet-stream"});
  JsonText properties;
  std::vector<std::string> required;
  std::size_t count = 0;
  for (std::size_t place = 0; place < request.fields->fields.size(); ++place) {
    auto const& field = request.fields->fields[place];
    if (request.in_path_has(place)) continue;
    ++count;
    properties.raw(field.name, request_schema_of(*field.type));
    if (field.type->is_absent == nullptr) required.push_back(quoted(field.name));
  }
  if (count == 0) return {};
  JsonText schema;
  schema.text("type", "object").raw("properties", properties.close());
  if (!required.empty()) schema.raw("required", list_of(required));
  schema.raw("additionalProperties", "false");
  auto const content = JsonText().raw("schema", schema.close()).close();
  return JsonText()
      .raw("required", required.empty() ? "false" : "true")
      .raw("content", JsonText().raw("application/json", content).close())
      .close();
}

std::string header_references(std::vector<std::string_view> const& names) {
  JsonText headers;
  for (auto name : names) headers.raw(name, reference("headers", name));
  return headers.close();
}

std::string answer_schema(RequestType const& request) {
  switch (request.answer) {
    case Answer::any_record: return schema_reference("AnyRecord");
    case Answer::record: return schema_reference(request.item->fields->name);
    case Answer::list: return schema_reference(std::string(request.item->fields->name) + "List");
    case Answer::list_of_any: return schema_reference("RecordList");
    case Answer::object: return schema_reference(request.object->name);
  }
  return {};
}

std::string responses_of(RequestType const& request) {
  JsonText responses;
  auto const of_record = header_references({"ETag", "Staffroom-Seq"});
  if (request.is_query) {
    auto const of_one = request.answer == Answer::record ? header_references({"ETag"}) : std::string{};
    responses.raw("200", response("What was asked for", answer_schema(request), of_one));
  } else if (request.name == SignIn::name) {
    responses.raw("201", response("Signed in: the session, and its cookie", schema_reference("Session"), {}));
  } else if (request.name == UploadImport::name) {
    responses.raw("201", response("The import, which is checked now", schema_reference("ImportJob"), of_record));
  } else if (request.name == UploadQuoteScan::name) {
    responses.raw("201", response("The scan, which was found clean", schema_reference("QuoteScan"), of_record));
  } else if (request.name == CreateUpload::name) {
    responses.raw("201", response("Begun: Location says where the bytes go (tus 1.0.0)", {}, {}));
  } else if (request.name == ShowCalendarAddress::name) {
    responses.raw("200", response("The address", schema_reference("CalendarAddress"), {}));
  } else if (request.name == CreateApiToken::name) {
    responses.raw("201", response("The token, and its secret", schema_reference("NewApiToken"), {}));
  } else if (request.is_server_command) {
    responses.raw("204", response("Done", {}, {}));
  } else if (request.success == Success::gone) {
    responses.raw("204", response("Gone", {}, header_references({"Staffroom-Seq"})));
  } else if (request.success == Success::created) {
    responses.raw("201", response("The record that was made", answer_schema(request), of_record));
  } else {
    responses.raw("200", response("The record as it is now", answer_schema(request), of_record));
    responses.raw("204", response("Done; the record is not yours to read now", {}, {}));
  }
  return responses.raw("default", reference("responses", "Problem")).close();
}

std::string sentence_of(std::string_view name) {
  std::string text{name};
  std::ranges::replace(text, '_', ' ');
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string operation_of(RequestType const& request) {
  JsonText operation;
  operation.text("operationId", request.name).text("summary", sentence_of(request.name));
  operation.raw("parameters", parameters_of(request));
  auto const body = request.is_query ? std::string{} : body_of(request);
  if (!body.empty()) operation.raw("requestBody", body);
  operation.raw("responses", responses_of(request));
  if (request.name == SignIn::name || request.name == ForgotPassword::name) operation.raw("security", "[]");
  return operation.close();
}

std::string paths() {
  static constexpr std::array<std::string_view, 5> methods{"get", "post", "put", "patch", "delete"};
  Operations by_path;
  for (auto const& request : request_types()) {
    by_path[request.route.path].raw(methods[static_cast<std::size_t>(request.route.method)], operation_of(request));
  }
  add_others(by_path);
  JsonText all;
  for (auto& [path, operations] : by_path) all.raw(path, operations.close());
  return all.close();
}

std::string components() {
  JsonText parameters;
  parameters.raw("limit", parameter("limit", "query", false,
                                    JsonText()
                                        .text("type", "integer")
                                        .raw("minimum", "1")
                                        .number("maximum", std::uint64_t{limits::page_size_max})
                                        .number("default", std::uint64_t{limits::page_size_default})
                                        .close()));
  parameters.raw("cursor", parameter("cursor", "query", false, R"({"type":"string","pattern":"^[A-Za-z0-9_-]+$"})"));
  parameters.raw("idempotency_key", parameter("Idempotency-Key", "header", false,
                                              R"({"type":"string","pattern":"^[A-Za-z0-9._-]{1,64}$"})"));
  parameters.raw("if_match",
                 parameter("If-Match", "header", false, R"({"type":"string","description":"the version in quotes"})"));
  JsonText headers;
  headers.raw("ETag", R"({"description":"the record's version in quotes","schema":{"type":"string"}})");
  headers.raw("Staffroom-Seq", R"({"description":"place in the total order","schema":{"type":"integer"}})");
  auto const problem = JsonText().raw("schema", schema_reference("Problem")).close();
  auto const problem_response =
      JsonText()
          .text("description", "An error. What may not be read answers 404, as if it did not exist")
          .raw("content", JsonText().raw("application/problem+json", problem).close())
          .close();
  auto const session = JsonText()
                           .text("type", "apiKey")
                           .text("in", "cookie")
                           .text("name", "staffroom_session")
                           .text("description", "Set by POST /session; its name starts with __Host- on TLS")
                           .close();
  auto const token =
      JsonText()
          .text("type", "http")
          .text("scheme", "bearer")
          .text("description", "A token for programs, within its scopes: docs/tokens.md says what none opens")
          .close();
  return JsonText()
      .raw("schemas", schemas())
      .raw("parameters", parameters.close())
      .raw("headers", headers.close())
      .raw("responses", JsonText().raw("Problem", problem_response).close())
      .raw("securitySchemes", JsonText().raw("session", session).raw("token", token).close())
      .close();
}

std::string write_document() {
  auto const info = JsonText()
                        .text("title", "Staffroom")
                        .text("version", "1")
                        .text("description", introduction)
                        .raw("license", R"({"name":"AGPL-3.0-or-later","identifier":"AGPL-3.0-or-later"})")
                        .close();
  return JsonText()
      .text("openapi", "3.1.0")
      .raw("info", info)
      .raw("servers", JsonText("[{").text("url", api_root).close("}]"))
      .raw("security", R"([{"session":[]},{"token":[]}])")
      .raw("paths", paths())
      .raw("components", components())
      .close();
}

}  // namespace

std::string openapi_document() {
  static std::string const text = write_document();
  return text;
}

}  // namespace staffroom
