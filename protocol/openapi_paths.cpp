// The small parts of the OpenAPI document, and the paths that are no row of the table of requests.
#include "protocol/openapi_parts.hpp"

namespace staffroom::openapi {

std::string list_of(std::vector<std::string> const& items) {
  std::string text = "[";
  for (auto const& item : items) text.append(text.size() > 1 ? "," : "").append(item);
  return text + "]";
}

std::string quoted(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

std::string reference(std::string_view section, std::string_view name) {
  return JsonText().text("$ref", "#/components/" + std::string(section) + "/" + std::string(name)).close();
}
std::string schema_reference(std::string_view name) { return reference("schemas", name); }

std::string parameter(std::string_view name, std::string_view in, bool is_required, std::string const& schema) {
  return JsonText()
      .text("name", name)
      .text("in", in)
      .raw("required", is_required ? "true" : "false")
      .raw("schema", schema)
      .close();
}

std::string file_body(std::vector<std::string_view> const& types, bool is_required) {
  JsonText content;
  for (auto type : types) content.raw(type, "{}");
  return JsonText().raw("required", is_required ? "true" : "false").raw("content", content.close()).close();
}

std::string response(std::string_view description, std::string const& schema, std::string const& headers) {
  JsonText text;
  text.text("description", description);
  if (!headers.empty()) text.raw("headers", headers);
  if (schema.empty()) return text.close();
  auto const content = JsonText().raw("application/json", JsonText().raw("schema", schema).close()).close();
  return text.raw("content", content).close();
}

namespace {

/// What a link by mail opens: the token in the path is the only authority.
void add_links(Operations& by_path) {
  auto const operation = [](std::string_view name, std::string_view summary, std::string const& responses) {
    JsonText text;
    text.text("operationId", name).text("summary", summary);
    text.raw("parameters", list_of({parameter("token", "path", true, R"({"type":"string"})")}));
    text.raw("responses", responses).raw("security", "[]");
    return text;
  };
  auto const problem = reference("responses", "Problem");
  auto const done = response("Done", {}, {});
  auto const view = response("What the link is for", schema_reference("LinkView"), {});
  auto const session =
      response("A new account, signed in: the session, and its cookie", schema_reference("Session"), {});
  auto const schema = JsonText().raw("schema", schema_reference("UseLink")).close();
  auto const body = JsonText().raw("content", JsonText().raw("application/json", schema).close()).close();
  auto look = operation("view_link", "View link", JsonText().raw("200", view).raw("default", problem).close());
  auto use = operation("use_link", "Use link",
                       JsonText().raw("201", session).raw("204", done).raw("default", problem).close());
  auto decline = operation("decline_link", "Decline link", JsonText().raw("204", done).raw("default", problem).close());
  by_path["/links/{token}"].raw("get", look.close());
  by_path["/links/{token}/accept"].raw("post", use.raw("requestBody", body).close());
  by_path["/links/{token}/decline"].raw("post", decline.close());
}

/// What suppliers do by their link: each answers their view anew. Files are sent as they are, named by
/// Content-Disposition.
void add_supplier(Operations& by_path) {
  auto const problem = reference("responses", "Problem");
  auto const view = response("What the supplier sees now", schema_reference("SupplierView"), {});
  auto const file = JsonText().text("description", "The file").raw("content", R"({"*/*":{}})").close();
  auto const operation = [&](std::string_view name, std::string_view summary, bool has_place, std::string const& good) {
    std::vector<std::string> parameters{parameter("token", "path", true, R"({"type":"string"})")};
    if (has_place) parameters.push_back(parameter("file", "path", true, R"({"type":"integer","minimum":0})"));
    JsonText text;
    text.text("operationId", name).text("summary", summary).raw("parameters", list_of(parameters));
    text.raw("responses", JsonText().raw("200", good).raw("default", problem).close()).raw("security", "[]");
    return text;
  };
  auto const body = [](std::string_view schema) {
    auto const content = JsonText().raw("schema", schema_reference(schema)).close();
    return JsonText()
        .raw("required", "true")
        .raw("content", JsonText().raw("application/json", content).close())
        .close();
  };
  auto save = operation("supplier_saves", "Draft the quote", false, view);
  auto submit = operation("supplier_submits", "Send the quote that was shown", false, view);
  auto attach = operation("supplier_attaches", "Add a file to the draft", false, view);
  by_path["/supplier/{token}"]
      .raw("get", operation("supplier_looks", "What is asked, and the own quote", false, view).close())
      .raw("put", save.raw("requestBody", body("SupplierSaves")).close());
  by_path["/supplier/{token}/submit"].raw("post", submit.raw("requestBody", body("SupplierSubmits")).close());
  by_path["/supplier/{token}/withdraw"].raw(
      "post", operation("supplier_withdraws", "Take the quote back", false, view).close());
  by_path["/supplier/{token}/files"].raw("post", attach.raw("requestBody", file_body({any_file})).close());
  by_path["/supplier/{token}/files/{file}"]
      .raw("get", operation("supplier_own_file", "A file of the draft", true, file).close())
      .raw("delete", operation("supplier_detaches", "Remove a file from the draft", true, view).close());
  by_path["/supplier/{token}/sent/{file}"].raw(
      "get", operation("supplier_sent_file", "A file of the quote that was sent", true, file).close());
  by_path["/supplier/{token}/pack/{file}"].raw(
      "get", operation("supplier_pack_file", "A file of what is asked", true, file).close());
}

/// Files made for whoever asks.
void add_downloads(Operations& by_path) {
  auto const download = [](std::string_view name, std::string_view summary, std::string_view type,
                           std::vector<std::string> const& parameters) {
    auto const content = JsonText().raw(type, "{}").close();
    auto const file = JsonText().text("description", "The file").raw("content", content).close();
    auto const responses = JsonText().raw("200", file).raw("default", reference("responses", "Problem")).close();
    JsonText text;
    text.text("operationId", name).text("summary", summary).raw("parameters", list_of(parameters));
    return text.raw("responses", responses).close();
  };
  auto const id = [](std::string_view name) { return parameter(name, "path", true, R"({"type":"integer"})"); };
  auto const version = id("resource_version");
  auto const place = parameter("file", "path", true, R"({"type":"integer","minimum":0})");
  auto const page = [](std::string_view name) { return parameter(name, "query", false, R"({"type":"integer"})"); };
  constexpr std::string_view preview_of_file = "/resource-versions/{resource_version}/files/{file}/preview";
  constexpr std::string_view text_of_file = "/resource-versions/{resource_version}/files/{file}/text";
  by_path["/resource-versions/{resource_version}/files/{file}"].raw(
      "get", download("download_file", "Download a file; with ranges", "*/*", {version, place, page("inline")}));
  by_path[preview_of_file].raw("get", download("preview_file", "Its first page", "image/png", {version, place}));
  by_path[text_of_file].raw("get", download("read_file", "Its text by pages", "application/json",
                                            {version, place, page("from"), page("to")}));
  by_path["/downloads/{download}/file"].raw(
      "get", download("fetch_download", "Fetch a download that is ready", "application/zip", {id("download")}));
  by_path["/me/data"].raw("get", download("download_my_data", "Download my data", "application/zip", {}));
  by_path["/people/{person}/data"].raw("get", download("download_data_about", "Download what is held about a person",
                                                       "application/zip", {id("person")}));
  by_path["/organisations/{organisation}/contracts.csv"].raw(
      "get", download("export_contracts", "Export the contracts that I may read", "text/csv", {id("organisation")}));
  by_path["/quotes/{quote}/files/{file}"].raw(
      "get",
      download("download_quote_file", "Download a file of a quote that was opened", "*/*", {id("quote"), place}));
  by_path["/purchases/{purchase}/file.zip"].raw(
      "get", download("export_purchase", "Export the file of a purchase, as far as I may read it", "application/zip",
                      {id("purchase")}));
  by_path["/audit.csv"].raw("get", download("export_audit", "Export the audit; filters as in /audit", "text/csv", {}));
}

}  // namespace

void add_others(Operations& by_path) {
  add_links(by_path);
  add_supplier(by_path);
  add_downloads(by_path);
}

}  // namespace staffroom::openapi
