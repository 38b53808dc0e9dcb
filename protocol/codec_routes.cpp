// From method and path to the endpoint: a tree of path segments, built once from the routes of all requests.
#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"

namespace staffroom {
namespace {

constexpr std::size_t method_count = 5;

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  for (std::size_t start = 1; start <= path.size();) {
    auto const end = std::min(path.find('/', start), path.size());
    segments.push_back(path.substr(start, end - start));
    start = end + 1;
  }
  return segments;
}

/// Digits without leading zeros within the field's bounds, or one of its words.
bool is_value_of(described::Type const& type, std::string_view text) {
  if (type.form == described::Form::word)
    return std::find(type.words.begin(), type.words.end(), text) != type.words.end();
  std::int64_t number = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size() || text.front() == '-') return false;
  if (text.size() > 1 && text.front() == '0') return false;
  return number >= type.least && number <= type.most;
}

/// What may follow a path so far.
struct Branch {
  std::map<std::string_view, std::unique_ptr<Branch>> words;
  std::unique_ptr<Branch> value;  // any value of value_type
  described::Type const* value_type = nullptr;
  std::array<Endpoint const*, method_count> endpoints{};

  Branch& below(std::string_view segment, described::Struct const& fields) {
    auto& next = segment.starts_with('{') ? value : words[segment];
    if (!next) next = std::make_unique<Branch>();
    if (segment.starts_with('{')) {
      for (auto const& field : fields.fields) {
        if (field.name == segment.substr(1, segment.size() - 2)) value_type = field.type;
      }
    }
    return *next;
  }
  Branch const* at(std::string_view segment) const {
    if (auto const word = words.find(segment); word != words.end()) return word->second.get();
    return value && !segment.empty() && is_value_of(*value_type, segment) ? value.get() : nullptr;
  }
};

std::unique_ptr<Branch const> grow_tree() {
  auto root = std::make_unique<Branch>();
  auto const types = described::request_types();
  for (auto const& endpoint : endpoints()) {
    Branch* branch = root.get();
    for (auto segment : segments_of(endpoint.path)) branch = &branch->below(segment, *types[endpoint.index].fields);
    auto& place = branch->endpoints[static_cast<std::size_t>(endpoint.method)];
    ensure(place == nullptr, "two requests share a method and a path");
    place = &endpoint;
  }
  return root;
}

Error method_not_allowed(Branch const& branch) {
  static constexpr std::array<std::string_view, method_count> names{"GET", "POST", "PUT", "PATCH", "DELETE"};
  std::string allowed;
  for (std::size_t method = 0; method < method_count; ++method) {
    if (branch.endpoints[method] != nullptr) allowed.append(allowed.empty() ? "" : ", ").append(names[method]);
  }
  return {ErrorCode::method_not_allowed, {}, std::move(allowed), {}};
}

}  // namespace

std::vector<Endpoint> const& endpoints() {
  static std::vector<Endpoint> const all = [] {
    std::vector<Endpoint> made;
    for (auto const& type : described::request_types()) {
      made.push_back({.index = made.size(),
                      .is_query = type.is_query,
                      .is_server_command = type.is_server_command,
                      .name = type.name,
                      .method = type.route.method,
                      .path = type.route.path,
                      .success = type.success});
    }
    return made;
  }();
  return all;
}

Endpoint const* endpoint_of(std::string_view name) {
  static auto const by_name = [] {
    std::map<std::string_view, Endpoint const*> index;
    for (auto const& endpoint : endpoints()) index.emplace(endpoint.name, &endpoint);
    return index;
  }();
  auto const found = by_name.find(name);
  return found == by_name.end() ? nullptr : found->second;
}

Result<Routed> route(Method method, std::string_view path) {
  static auto const root = grow_tree();
  if (!path.starts_with('/') || path.ends_with('/')) return Error::not_found();
  Branch const* branch = root.get();
  auto const segments = segments_of(path);
  for (auto segment : segments) {
    branch = branch->at(segment);
    if (branch == nullptr) return Error::not_found();
  }
  if (std::ranges::none_of(branch->endpoints, [](auto const* one) { return one != nullptr; }))
    return Error::not_found();
  Routed routed{branch->endpoints[static_cast<std::size_t>(method)], {}};
  if (routed.endpoint == nullptr) return method_not_allowed(*branch);
  auto const names = segments_of(routed.endpoint->path);
  for (std::size_t place = 0; place < segments.size(); ++place) {
    if (!names[place].starts_with('{')) continue;
    routed.ids.emplace_back(names[place].substr(1, names[place].size() - 2), segments[place]);
  }
  return routed;
}

}  // namespace staffroom
