// The line, both ways.
#include "server/extract/outcome.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include "protocol/codec.hpp"
#include "protocol/json_document.hpp"

namespace staffroom::extract {
namespace {

constexpr std::size_t where_length_max = 300;

Error wrong() { return Error::bad_request("outcome", "The reading program said something that it should not."); }

bool read_spot(JsonValue const& value, Spot& spot) {
  if (value.type != JsonType::object) return false;
  bool good = true;
  int members = 0;
  each_member(value, [&](std::string_view key, JsonValue const& member) {
    ++members;
    good = good && member.type == JsonType::text;
    if (good && key == "type") {
      good = boost::describe::enum_from_string(std::string(member.text).c_str(), spot.type);
    } else if (good && key == "where") {
      good = member.text.size() <= where_length_max && member.text.find_first_of("\n\r\t") == member.text.npos;
      spot.where = member.text;
    } else {
      good = false;
    }
    return good;
  });
  return good && members == 2;
}

bool read_spots(JsonValue const& value, std::vector<Spot>& spots) {
  if (value.type != JsonType::list || value.document->size(value) > limits::findings_max) return false;
  auto const& document = *value.document;
  for (auto place = JsonDocument::first(value); place != document.end(value); place = document.next(place)) {
    if (!read_spot(document.value(place), spots.emplace_back())) return false;
  }
  return true;
}

bool read_number(JsonValue const& value, std::uint32_t& number) {
  constexpr std::int64_t most = 10'000'000;
  if (value.type != JsonType::integer || value.integer < 0 || value.integer > most) return false;
  number = static_cast<std::uint32_t>(value.integer);
  return true;
}

bool read_member(std::string_view key, JsonValue const& value, Outcome& out) {
  if (key == "bomb") {
    out.verdict = value.integer != 0 ? Verdict::bomb : Verdict::read;
    return value.type == JsonType::boolean;
  }
  if (key == "pages") return read_number(value, out.pages.emplace());
  if (key == "has_text") {
    out.has_text = value.integer != 0;
    return value.type == JsonType::boolean;
  }
  if (key == "spots") return read_spots(value, out.spots);
  if (key == "found") return read_number(value, out.found);
  if (key == "trouble") {
    out.trouble = value.text;
    return value.type == JsonType::text && out.trouble.size() <= where_length_max &&
           out.trouble.find_first_of("\n\r\t") == out.trouble.npos;
  }
  return false;
}

}  // namespace

std::string to_line(Outcome const& outcome) {
  std::string out = outcome.verdict == Verdict::bomb ? R"({"bomb":true)" : R"({"bomb":false)";
  if (outcome.pages) out += R"(,"pages":)" + std::to_string(*outcome.pages);
  out += outcome.has_text ? R"(,"has_text":true,"spots":[)" : R"(,"has_text":false,"spots":[)";
  for (auto const& spot : outcome.spots) {
    if (&spot != &outcome.spots.front()) out += ',';
    out += R"({"type":)";
    append_json_string(out, boost::describe::enum_to_string(spot.type, ""));
    out += R"(,"where":)";
    append_json_string(out, spot.where);
    out += '}';
  }
  out += R"(],"found":)" + std::to_string(outcome.found) + R"(,"trouble":)";
  append_json_string(out, outcome.trouble);
  return out + "}\n";
}

Result<Outcome> outcome_from_line(std::string_view line) {
  TRY_INTO(auto const document, JsonDocument::parse(line, "outcome"));
  auto const root = document.root();
  if (root.type != JsonType::object) return wrong();
  Outcome out;
  bool good = true;
  each_member(root, [&](std::string_view key, JsonValue const& value) { return good = read_member(key, value, out); });
  if (!good || out.found < out.spots.size()) return wrong();
  return out;
}

}  // namespace staffroom::extract
