// What the table says as data: each cell of the written policy worked out by its rules, whether or not anybody asks.
#include "tests/laws/policy_rows.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/enum_to_string.hpp>
#include <map>
#include <set>

#include "tests/laws/policy_table.hpp"

namespace staffroom::tests {
namespace {

template <class Enum>
std::map<std::string, Enum> values_by_word() {
  std::map<std::string, Enum> out;
  for (int i = 0;; ++i) {
    auto const* const word = boost::describe::enum_to_string(static_cast<Enum>(i), static_cast<char const*>(nullptr));
    if (!word) return out;
    out.emplace(word, static_cast<Enum>(i));
  }
}

template <class Enum>
std::optional<Enum> value_of(std::string const& word) {
  static auto const all = values_by_word<Enum>();
  auto const found = all.find(word);
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

std::string renamed(std::string const& word, std::map<std::string, std::string> const& names) {
  auto const found = names.find(word);
  return found == names.end() ? word : found->second;
}

/// What we call the record. A field of a profile is what our rules of profiles speak of; the profile as a whole, its
/// name and its label are the person's.
std::optional<Thing> thing_of(std::string const& record) {
  if (record == "profile.name" || record == "profile.label" || record == "profile") return std::nullopt;
  if (record.starts_with("profile.")) return Thing::profile;
  return value_of<Thing>(renamed(record, {{"import", "import_job"}, {"match", "support_match"}}));
}

/// Lists and searches show what may be read.
std::optional<Action> action_of(std::string const& action) {
  return value_of<Action>(renamed(action, {{"list", "read"},
                                           {"search", "read"},
                                           {"delete", "remove"},
                                           {"void", "void_entry"},
                                           {"return", "return_report"}}));
}

/// POLICY §2: each of them implies others. The widest last.
std::vector<Relation> implied_by(Relation relation) {
  using enum Relation;
  switch (relation) {
    case admin: return {admin, belongs, colleague};  // a partner's administrator is not in the network
    case leader:
    case business:
    case subject_lead:
    case governor: return {relation, belongs, colleague, network};
    case colleague: return {colleague, belongs};
    default: return {relation};
  }
}

std::vector<Condition> const* only_if(Rule const* rule, Relation relation) {
  if (!rule) return nullptr;
  for (auto const each : implied_by(relation)) {
    for (auto const& grant : rule->grants) {
      if (grant.relation == each) return &grant.only_if;
    }
  }
  return nullptr;
}

bool rests_on_reading(Action action) {
  using enum Action;
  return action != create && action != create_guest && action != join && action != enter_by_hand && action != open_all;
}

/// What the table says to who holds this relation alone, where each condition holds that the written row does not deny.
std::string said_by_table(PolicyRow const& row, Thing thing, Action action, Relation relation) {
  auto const* rule = rule_for(thing, action);
  auto const* allowed = only_if(rule, relation);
  auto const* sight = only_if(rule_for(thing, Action::read), relation);
  if (!rule || (!allowed && !sight)) return "not_found";
  std::string const refused = rule->refused == Refused::forbidden ? "forbidden" : "not_found";
  std::vector<Condition> conditions;
  auto const add = [&](std::vector<Condition> const& more) {
    conditions.insert(conditions.end(), more.begin(), more.end());
  };
  if (sight && (!allowed || rests_on_reading(action))) add(*sight);
  if (allowed) add(*allowed);
  if (allowed) add(rule->conditions);
  auto const fails = [&](Condition condition) {
    auto const* const word = boost::describe::enum_to_string(condition, "");
    return std::any_of(row.conditions.begin(), row.conditions.end(),
                       [&](auto const& it) { return it.first == word && !it.second; });
  };
  if (std::any_of(conditions.begin(), conditions.end(), [&](auto it) { return is_sight(it) && fails(it); })) {
    return "not_found";
  }
  if (!allowed) return refused;
  // A row names each condition on which it rests: one that it leaves out is one that the table has too many.
  auto const is_named = [&](Condition condition) {
    auto const* const word = boost::describe::enum_to_string(condition, "");
    return std::any_of(row.conditions.begin(), row.conditions.end(), [&](auto const& it) { return it.first == word; });
  };
  if (row.answer == "allow" && !std::all_of(conditions.begin(), conditions.end(), is_named))
    return "allow, only if more";
  return std::none_of(conditions.begin(), conditions.end(), fails) ? "allow" : refused;
}

/// Where the table differs on purpose.
bool is_explained(PolicyRow const& row) {
  auto const what = row.record + "." + row.action;
  static std::set<std::string> const of_quotes{"quote.list", "quote.search", "quote.open_all"};
  // By the link of a mail, which has no session: the door is asked about people.
  if (row.relation == "link" || row.relation == "supplier") return true;
  // A quote is read, and listed with its price's, by one row; opened before anybody reads it.
  if (of_quotes.contains(what)) return true;
  // Their own scores are those whom the panel's rows let write.
  if (row.record == "score" && row.relation == "author") return true;
  // Who signs for a school leads it or manages its buying, and reads its savings as such.
  if (row.record == "saving" && row.relation == "participant") return true;
  // Whoever invited reads the invitation: there is no author who does not.
  return row.record == "invitation" && row.relation == "author" && row.text.find("!reads") != std::string::npos;
}

using WhoMay = std::map<std::pair<Thing, Action>, std::set<std::string>>;

WhoMay const& who_may_as_written() {
  static WhoMay const all = [] {
    WhoMay out;
    for (auto const& row : policy_rows()) {
      auto const thing = thing_of(row.record);
      auto const action = action_of(row.action);
      if (!thing || !action) continue;
      auto& relations = out[{*thing, *action}];
      if (row.answer == "allow") relations.insert(row.relation);
    }
    return out;
  }();
  return all;
}

std::string words_of(Thing thing, Action action) {
  return std::string(boost::describe::enum_to_string(thing, "")) + "." + boost::describe::enum_to_string(action, "");
}

/// Relations that have a right of which nothing is written. Brokers are told who is asked for support too often, and
/// what nobody offers: their work, so they read the overview.
void add_too_much(std::vector<std::string>& out, std::optional<Thing> only) {
  for (auto const& [what, relations] : who_may_as_written()) {
    if (only && what.first != only) continue;
    auto const* rule = rule_for(what.first, what.second);
    for (auto const& grant : rule ? rule->grants : std::vector<Grant>()) {
      std::string const relation = boost::describe::enum_to_string(grant.relation, "");
      bool const explained = what.first == Thing::overview && grant.relation == Relation::broker;
      if (!relations.contains(relation) && !explained)
        out.push_back(words_of(what.first, what.second) + ": " + relation + " may too");
    }
  }
}

}  // namespace

RowsCompared compare_rows(std::optional<Thing> only) {
  RowsCompared out;
  for (auto const& row : policy_rows()) {
    auto const thing = thing_of(row.record);
    if (only && thing != only) continue;
    auto const action = action_of(row.action);
    if (!thing || !action || !rule_for(*thing, *action)) continue;
    auto const relation = value_of<Relation>(row.relation);
    auto const said = relation ? said_by_table(row, *thing, *action, *relation) : "not_found";
    if (said == row.answer) {
      ++out.same;
    } else if (is_explained(row)) {
      ++out.explained;
    } else {
      out.differing.push_back(row.text + ": " + said);
    }
  }
  add_too_much(out.differing, only);
  return out;
}

std::vector<std::string> rules_of_our_own() {
  auto const& written = who_may_as_written();
  std::vector<std::string> out;
  for (auto const& rule : policy()) {
    for (auto const action : rule.actions) {
      if (!written.contains({rule.thing, action})) out.push_back(words_of(rule.thing, action));
    }
  }
  return out;
}

bool tells_what_is_hidden(Rule const& rule) {
  using enum Action;
  constexpr std::array reading{read,        read_money,    read_price,       read_log, read_letter,
                               read_themes, read_left_out, read_suggestions, download};
  bool const reads = std::any_of(rule.actions.begin(), rule.actions.end(), [&](Action each) {
    return std::find(reading.begin(), reading.end(), each) != reading.end();
  });
  return reads && rule.refused == Refused::forbidden;
}

}  // namespace staffroom::tests
