// What the OpenAPI document is put together from, and the paths that are no row of the table of requests.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/json_text.hpp"

namespace staffroom::openapi {

std::string list_of(std::vector<std::string> const& items);
std::string quoted(std::string_view text);
std::string reference(std::string_view section, std::string_view name);
std::string schema_reference(std::string_view name);
std::string parameter(std::string_view name, std::string_view in, bool is_required, std::string const& schema);
std::string response(std::string_view description, std::string const& schema, std::string const& headers);

inline constexpr std::string_view any_file = "application/octet-stream";
/// A file as it is, of one of these types.
std::string file_body(std::vector<std::string_view> const& types, bool is_required = true);

/// By path: its operations, by method.
using Operations = std::map<std::string_view, JsonText>;

/// Links by mail, suppliers' pages, and files made for whoever asks.
void add_others(Operations& by_path);

}  // namespace staffroom::openapi
