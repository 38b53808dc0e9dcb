// The OpenAPI document: every route is in it, every reference leads somewhere, and its limits are the decoder's.
#include "protocol/openapi.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "protocol/codec.hpp"

using namespace staffroom;
using Json = nlohmann::ordered_json;

namespace {

void collect_references(Json const& value, std::set<std::string>& references) {
  if (value.is_object() && value.contains("$ref")) references.insert(value["$ref"].get<std::string>());
  if (value.is_structured()) {
    for (auto const& item : value) collect_references(item, references);
  }
}

}  // namespace

TEST_CASE("the OpenAPI document holds every route, by the name that a call uses") {
  auto const document = Json::parse(openapi_document());
  CHECK(document["openapi"] == "3.1.0");
  std::set<std::string> names;
  for (auto const& [path, operations] : document["paths"].items()) {
    for (auto const& [method, operation] : operations.items()) {
      auto const name = operation["operationId"].get<std::string>();
      CAPTURE(name);
      CHECK(names.insert(name).second);
      // Links and downloads are no calls: no row of the table.
      bool const is_file = path.find("/files/") != path.npos || path.ends_with("/file");
      bool const is_download = path.ends_with("/data") || path.ends_with(".csv") || path.ends_with(".zip") || is_file;
      if (path.starts_with("/links/") || path.starts_with("/supplier/") || is_download) continue;
      auto const* endpoint = endpoint_of(name);
      REQUIRE(endpoint != nullptr);
      CHECK(endpoint->path == path);
      auto const& responses = operation["responses"];
      CHECK(responses.contains("default"));
      if (endpoint->success == Success::created) CHECK(responses.contains("201"));
      if (endpoint->success == Success::gone) CHECK(responses.contains("204"));
      for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
        auto const id = path.substr(open + 1, path.find('}', open) - open - 1);
        bool is_parameter = false;
        for (auto const& parameter : operation["parameters"]) is_parameter |= parameter.value("name", "") == id;
        CHECK(is_parameter);
      }
    }
  }
  CHECK(names.size() == endpoints().size() + 22);
}

TEST_CASE("the OpenAPI document holds the paths of links, which need no session") {
  auto const document = Json::parse(openapi_document());
  auto const& paths = document["paths"];
  for (auto const* path : {"/links/{token}/accept", "/links/{token}/decline", "/password-resets"}) {
    CAPTURE(path);
    CHECK(paths[path]["post"]["security"] == Json::array());
    CHECK(paths[path]["post"]["responses"].contains("204"));
  }
  for (auto const* path : {"/supplier/{token}/submit", "/supplier/{token}/withdraw", "/supplier/{token}/files"}) {
    CAPTURE(path);
    CHECK(paths[path]["post"]["security"] == Json::array());
    CHECK(paths[path]["post"]["responses"].contains("200"));
  }
  CHECK(paths["/links/{token}"]["get"]["parameters"][0]["name"] == "token");
  CHECK(document["components"]["schemas"]["LinkView"]["properties"].contains("has_account"));
}

TEST_CASE("every reference in the OpenAPI document leads to a component") {
  auto const document = Json::parse(openapi_document());
  std::set<std::string> references;
  collect_references(document, references);
  CHECK(references.size() > 40);
  for (auto const& reference : references) {
    CAPTURE(reference);
    CHECK(document.contains(Json::json_pointer(reference.substr(1))));
  }
}

TEST_CASE("a request body in the OpenAPI document is closed and names its limits") {
  auto const document = Json::parse(openapi_document());
  auto const& body =
      document["paths"]["/topics/{topic}/messages"]["post"]["requestBody"]["content"]["application/json"];
  auto const& schema = body["schema"];
  CHECK(schema["additionalProperties"] == false);
  CHECK(schema["required"] == Json::array({"text"}));
  CHECK(schema["properties"]["text"] == Json::parse(R"({"type":"string","minLength":1,"maxLength":10000})"));
  CHECK(schema["properties"]["mentions"]["maxItems"] == 50);
  CHECK_FALSE(schema["properties"].contains("topic"));
}

TEST_CASE("no internal record or command is in the OpenAPI document") {
  auto const text = openapi_document();
  for (std::string_view internal : {"password_hash", "token_hash", "Credential", "SessionSecret", "ApiTokenSecret",
                                    "open_session", "open_api_token", "touch_api_token", "tick"}) {
    CAPTURE(internal);
    CHECK(text.find("\"" + std::string(internal) + "\"") == text.npos);
  }
}
