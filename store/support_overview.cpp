// Whom support reaches, what is offered and wanted, and who is asked too often: figures, only of so many schools that
// none can be told from them.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/person_load.hpp"
#include "store/support.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t schools_min = 3;       // fewer are not told of
constexpr std::uint32_t difference_min = 3;  // of two figures, unless they are the same
constexpr int looked_back_days = 365;
constexpr std::size_t supply_rows_max = 60;
constexpr std::size_t schools_max = 5000;  // below one node
constexpr std::size_t over_asked_max = 20;

struct Size {
  std::uint32_t up_to;
  char const* label;
};
constexpr std::array sizes{Size{100, "Up to 100 pupils"}, Size{250, "101 to 250 pupils"},
                           Size{500, "251 to 500 pupils"}, Size{1000, "501 to 1,000 pupils"},
                           Size{~0U, "More than 1,000 pupils"}};
constexpr char const* unknown = "Not known";

struct Group {
  std::set<OrganisationId> schools;
  std::uint32_t requests = 0;
  std::uint32_t answered = 0;
  std::vector<std::uint32_t> days;  // from opening to the first response
};

template <class Number>
Number middle_of(std::vector<Number> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers[(numbers.size() - 1) / 2];
}

/// One that is hidden among others that are shown could be told from a total: then the smallest is hidden, too.
void hide_second(std::vector<AnsweredShare>& rows, std::optional<std::uint32_t> AnsweredShare::* figure) {
  auto const is_hidden = [&](AnsweredShare const& row) { return !(row.*figure).has_value(); };
  if (std::count_if(rows.begin(), rows.end(), is_hidden) != 1) return;
  AnsweredShare* smallest = nullptr;
  for (auto& row : rows) {
    if (!is_hidden(row) && (!smallest || row.*figure < smallest->*figure)) smallest = &row;
  }
  if (smallest) (smallest->*figure).reset();
}

std::vector<AnsweredShare> told_of(std::vector<std::pair<std::string, Group>> const& groups) {
  std::vector<AnsweredShare> out;
  for (auto const& [label, group] : groups) {
    AnsweredShare row{.label = label};
    if (group.schools.size() >= schools_min) {
      auto const rest = group.requests - group.answered;
      row.requests = group.requests;
      if (rest == 0 || rest >= difference_min) row.answered = group.answered;
      if (group.days.size() >= schools_min) row.days = middle_of(group.days);
    }
    out.push_back(std::move(row));
  }
  hide_second(out, &AnsweredShare::requests);
  for (auto& row : out) {
    if (!row.requests) {
      row.answered.reset();
      row.days.reset();
    }
  }
  hide_second(out, &AnsweredShare::answered);
  return out;
}

struct Demand {
  std::set<OrganisationId> schools;
  std::uint32_t requests = 0;
};
struct Supply {
  std::uint32_t offers = 0;
  std::uint32_t free_days = 0;
};
/// A subject, a stage, or both.
using Field = std::pair<std::string, std::optional<KeyStage>>;

class Overview {
 public:
  Overview(View const& view, Asked const& asked, Door const& door, OrganisationId node, bool names_people)
      : view_(view), asked_(asked), door_(door), node_(node), names_people_(names_people) {}

  SupportOverview make() {
    name_groups(node_, 0);
    count_requests();
    look_at_profiles();
    SupportOverview out;
    out.by_size = told_of(in_order(by_size_));
    out.by_region = told_of({by_region_.begin(), by_region_.end()});
    out.supply = supply();
    if (names_people_) out.over_asked = over_asked();
    std::vector<PersonId> people;
    for (auto const& it : out.over_asked) people.push_back(it.person);
    out.names = name_people(view_, std::move(people));
    out.seq = view_.seq();
    return out;
  }

 private:
  /// Of every school there is, so that a group is there whether or not anybody asked.
  void name_groups(OrganisationId node, int depth) {
    auto const found = view_.find<Organisation>(node);
    if (!found || found->state == OrganisationState::listed) return;
    if (found->type == OrganisationType::school) {
      by_size_[size_of(*found)];
      by_region_[region_of(*found)];
      return;
    }
    if (depth > 2) return;
    for (auto const below : tree::children_of(view_, node, schools_max)) name_groups(below, depth + 1);
  }

  static std::string size_of(Organisation const& school) {
    auto const* facts = school.register_facts ? &*school.register_facts : nullptr;
    if (!facts || !facts->pupils) return unknown;
    for (auto const& one : sizes) {
      if (*facts->pupils <= one.up_to) return one.label;
    }
    return unknown;
  }
  static std::string region_of(Organisation const& school) {
    auto const* facts = school.register_facts ? &*school.register_facts : nullptr;
    return facts && facts->region ? facts->region->value : unknown;
  }

  void count_requests() {
    view_.scan_index(IndexKey(Index::support_requests_all).take(), {}, [&](std::string_view key, std::string_view) {
      auto const it = view_.find<SupportRequest>(SupportRequestId{~read_u64(key.substr(1))});
      if (!it || !it->opened || !tree::is_within(view_, it->organisation, node_)) return true;
      if (calendar::date_of(*it->opened).days <= asked_.today.days - looked_back_days) return true;
      if (it->handed_from) return true;  // counted where it began
      count(*it);
      return true;
    });
  }

  void count(SupportRequest const& it) {
    auto const school = view_.find<Organisation>(it.organisation);
    if (!school) return;
    add(by_size_[size_of(*school)], it);
    add(by_region_[region_of(*school)], it);
    bool const waits = it.state == SupportState::open || it.state == SupportState::matched;
    if (!waits) return;
    auto const want = [&](Field const& field) {
      auto& demand = demand_[field];
      demand.schools.insert(it.organisation);
      ++demand.requests;
    };
    std::string const subject = it.subject ? it.subject->value : "";
    if (!subject.empty()) want({subject, std::nullopt});
    for (auto const stage : it.stages) want({subject, stage});
  }

  void add(Group& group, SupportRequest const& it) {
    group.schools.insert(it.organisation);
    ++group.requests;
    if (it.supporter || last_of(it)->supporter) ++group.answered;
    if (!it.first_response) return;
    auto const span = calendar::date_of(*it.first_response).days - calendar::date_of(*it.opened).days;
    group.days.push_back(static_cast<std::uint32_t>(std::max(span, 0)));
  }

  /// What it has become after being handed on.
  std::shared_ptr<SupportRequest const> last_of(SupportRequest const& it) const {
    auto last = std::make_shared<SupportRequest const>(it);
    for (int hops = 0; last->handed_to && hops < 8; ++hops) {
      auto next = view_.find<SupportRequest>(*last->handed_to);
      if (!next) break;
      last = std::move(next);
    }
    return last;
  }

  bool is_here(PersonId person) const {
    auto const standing = view_.standing(person);
    return standing && std::any_of(standing->roles.begin(), standing->roles.end(), [&](auto const& role) {
             return !role.on_partner && tree::is_within(view_, role.organisation, node_);
           });
  }

  /// People who may be suggested, by what the asker may read of them.
  void look_at_profiles() {
    PersonId last;
    ProfileFields fields;
    auto const settle = [&] {
      if (last) add_supply(last, fields);
      fields = {};
    };
    view_.scan_index(IndexKey(Index::people_suggestible).take(), {}, [&](std::string_view key, std::string_view) {
      PersonId const person{read_u64(key.substr(1))};
      if (person != last) {
        settle();
        last = person;
      }
      auto const part = view_.find<ProfilePart>(ProfilePartId{read_u64(key.substr(9))});
      if (!part || !door_.may_read(*part)) return true;
      for (auto const& it : part->fields.subjects) fields.subjects.values.push_back(it);
      for (auto const it : part->fields.phases) fields.phases.values.push_back(it);
      if (part->fields.capacity) fields.capacity = part->fields.capacity;
      return true;
    });
    settle();
  }

  void add_supply(PersonId person, ProfileFields const& fields) {
    if (!is_here(person)) return;
    auto const load = view_.find<PersonLoad>(person);
    bool const knows = load && door_.may_read(*load);
    auto const asked = knows ? person_load::asked_in_last_year(*load, asked_.today) : 0;
    auto const free = person_load::free_days(fields.capacity, knows ? load->promised_days : 0);
    if (asked > 0) asked_often_.push_back({person, asked, free});
    auto const profile = view_.find<Profile>(person);
    if (profile && !profile->suggestible) return;
    auto const offer = [&](Field const& field) {
      auto& supply = supply_[field];
      ++supply.offers;
      supply.free_days += free.value_or(0);
    };
    for (auto const& subject : fields.subjects) {
      offer({subject.value, std::nullopt});
      for (auto const stage : fields.phases) offer({subject.value, stage});
    }
  }

  std::vector<SupplyAndDemand> supply() const {
    std::set<Field> all;
    for (auto const& [field, it] : supply_) all.insert(field);
    for (auto const& [field, it] : demand_) all.insert(field);
    std::vector<SupplyAndDemand> out;
    for (auto const& field : all) {
      SupplyAndDemand row{.stage = field.second};
      if (!field.first.empty()) row.subject = Name{field.first};
      if (auto const it = supply_.find(field); it != supply_.end()) {
        row.offers = it->second.offers;
        row.free_days = it->second.free_days;
      }
      auto const it = demand_.find(field);
      if (it != demand_.end() && it->second.schools.size() >= schools_min) row.requests = it->second.requests;
      // A row without any figure would tell that somebody asked.
      if (row.offers > 0 || row.requests) out.push_back(std::move(row));
    }
    // What is wanted most first: what is not told stands with what nobody wants.
    auto const order = [](SupplyAndDemand const& it) {
      return std::tuple(~it.requests.value_or(0), ~it.offers, it.subject ? it.subject->value : "", it.stage);
    };
    std::sort(out.begin(), out.end(), [&](auto const& one, auto const& other) { return order(one) < order(other); });
    if (out.size() > supply_rows_max) out.resize(supply_rows_max);
    return out;
  }

  std::vector<OverAsked> over_asked() const {
    std::vector<OverAsked> out;
    if (asked_often_.empty()) return out;
    std::vector<std::uint32_t> numbers;
    for (auto const& it : asked_often_) numbers.push_back(it.asked);
    auto const middle = middle_of(numbers);
    for (auto const& it : asked_often_) {
      if (it.asked >= 3 * middle) out.push_back(it);
    }
    std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) {
      return a.asked != b.asked ? a.asked > b.asked : a.person < b.person;
    });
    if (out.size() > over_asked_max) out.resize(over_asked_max);
    return out;
  }

  static std::vector<std::pair<std::string, Group>> in_order(std::map<std::string, Group> const& groups) {
    std::vector<std::pair<std::string, Group>> out;
    for (auto const& one : sizes) {
      if (auto const it = groups.find(one.label); it != groups.end()) out.push_back(*it);
    }
    if (auto const it = groups.find(unknown); it != groups.end()) out.push_back(*it);
    return out;
  }

  View const& view_;
  Asked const& asked_;
  Door const& door_;
  OrganisationId node_;
  bool names_people_;
  std::map<std::string, Group> by_size_;
  std::map<std::string, Group> by_region_;
  std::map<Field, Demand> demand_;
  std::map<Field, Supply> supply_;
  std::vector<OverAsked> asked_often_;
};

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, GetSupportOverview const& query, Page const&) {
  if (asked.actor.is_system()) return Error::not_found();
  view.take_time();
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", query.organisation));
  TRY(door.may(Thing::overview, Action::read, {.organisation = node->id}));
  auto const& me = door.standing();
  auto const is_broker = [&](auto const& role) {
    return !role.on_partner && role.duties.contains(Duty::broker) && tree::is_within(view, node->id, role.organisation);
  };
  bool const names_people = me.holds(view, node->id, Role::headteacher) ||
                            me.holds(view, node->id, Role::trust_leader) ||
                            std::any_of(me.roles.begin(), me.roles.end(), is_broker);
  Answer out;
  append_json(out.json, Overview(view, asked, door, node->id, names_people).make());
  return out;
}

}  // namespace staffroom
