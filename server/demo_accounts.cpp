// The accounts of the demo network, from its people.
#include "server/demo_accounts.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/demo_content.hpp"

namespace staffroom {
namespace {

using Json = nlohmann::json;

Json read(std::string_view name) {
  for (auto const& [path, content] : demo_content()) {
    if (path == name) return Json::parse(content);
  }
  throw std::runtime_error("the demo network lacks " + std::string(name));
}

std::map<std::string, Json> by_key(Json const& list) {
  std::map<std::string, Json> out;
  for (auto const& it : list) out[it.at("key")] = it;
  return out;
}

std::string csv_field(std::string const& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string out = "\"";
  for (char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

void write_demo_accounts(std::ostream& out) {
  auto const featured = read("accounts.json");
  auto const people = read("people.json");
  auto const organisations = by_key(read("organisations.json"));
  std::vector<std::string> order;
  for (auto const& account : featured.at("featured")) order.push_back(account.at("person"));
  for (auto const& person : people) {
    std::string const key = person.at("key");
    if (std::find(order.begin(), order.end(), key) == order.end()) order.push_back(key);
  }
  auto const person_of = by_key(people);
  out << "email,name,role,organisation\n";
  for (auto const& key : order) {
    auto const& person = person_of.at(key);
    auto const& membership = person.at("memberships").at(0);
    if (membership.contains("starts_in")) continue;  // can't sign in yet
    auto const& organisation = organisations.at(membership.at("organisation"));
    out << person.at("email").get<std::string>() << ',' << csv_field(person.at("name")) << ','
        << membership.at("role").get<std::string>() << ',' << csv_field(organisation.at("name")) << '\n';
  }
}

}  // namespace staffroom
