// Commands that are nearly right. Everything that people do in the law's story is worked out again on copies of the
// database from around that time: by others, earlier and later, with an id that never existed, a value from elsewhere,
// a part left out. Nothing of it is done; what is told must be fit to be told, and what would be done must be sound.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "protocol/codec.hpp"
#include "store/audience.hpp"
#include "store/derive.hpp"
#include "store/index_rows.hpp"
#include "store/overlay_view.hpp"
#include "tests/laws/policy_cases.hpp"
#include "tests/laws/script.hpp"
#include "tests/laws/twin.hpp"
#include "tests/support/deeds.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {
namespace {

constexpr std::uint64_t never_there = 999'999'999'999;
constexpr std::size_t deeds_between_twins = 16;

/// Where what is said is kept in another record (a gate, a letter, an answer), waits (a new address), is handed to
/// somebody else, follows a merge, or has words of the hub's own when none are given; and money is shared with nobody
/// where the contract is.
std::set<std::string> const said_otherwise{"advance_purchase.reason",      "name_purchase_people.reason",
                                           "choose_route.reason",          "extend_deadline.reason",
                                           "refuse_award.reason",          "reply_to_experience.text",
                                           "change_email.email",           "hand_on_support_request.broker_node",
                                           "invite_to_quote.supplier",     "restore_version.note",
                                           "create_contract.money_shared", "share_contract.money_shared"};

/// A command as it goes over the wire, to be changed in one place and read again as strictly as any other.
struct Words {
  std::string name;
  Json ids;
  Json body;
};

std::optional<Command> command_of(Words const& words) {
  auto const* endpoint = endpoint_of(words.name);
  if (!endpoint) return std::nullopt;
  PathIds ids;
  for (auto const& [name, value] : words.ids.items()) {
    ids.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  }
  auto read = decode_command(*endpoint, ids, words.body.is_null() ? std::string() : words.body.dump());
  if (!read) return std::nullopt;
  return std::move(*read);
}

/// What people say in the story under each name, so that one value can stand for another.
class Vocabulary {
 public:
  void learn(Words const& words) {
    for (auto const& [name, value] : words.ids.items()) note(name, value);
    if (!words.body.is_object()) return;
    for (auto const& [name, value] : words.body.items()) {
      learn_value(name, value);
      fields_[words.name].insert(name);
    }
  }
  std::vector<Json> const& under(std::string const& name) const {
    static std::vector<Json> const none;
    auto const found = values_.find(name);
    return found == values_.end() ? none : found->second;
  }
  std::set<std::string> const& fields_of(std::string const& command) const {
    static std::set<std::string> const none;
    auto const found = fields_.find(command);
    return found == fields_.end() ? none : found->second;
  }

 private:
  void learn_value(std::string const& name, Json const& value) {
    note(name, value);
    if (value.is_object()) {
      for (auto const& [inner, item] : value.items()) learn_value(inner, item);
    } else if (value.is_array()) {
      for (auto const& item : value) {
        if (item.is_object()) learn_value(name + "[]", item);
      }
    }
  }
  void note(std::string const& name, Json const& value) {
    auto& all = values_[name];
    if (all.size() < 60 && std::find(all.begin(), all.end(), value) == all.end()) all.push_back(value);
  }

  std::map<std::string, std::vector<Json>> values_;
  std::map<std::string, std::set<std::string>> fields_;
};

/// One mistake in what is said.
struct Slip {
  std::string what;
  Words words;
  bool unknown_in_path = false;
};

class Slips {
 public:
  Slips(Vocabulary const& vocabulary, std::mt19937_64& random) : vocabulary_(vocabulary), random_(random) {}

  std::vector<Slip> of(Words const& words) {
    out_.clear();
    for (auto const& [name, value] : words.ids.items()) {
      if (!value.is_number()) continue;
      Words wrong = words;
      wrong.ids[name] = never_there;
      out_.push_back({"unknown " + name, wrong, true});
      for (auto const& other : some_under(name, 2)) {
        wrong.ids[name] = other;
        out_.push_back({"another " + name, wrong, false});
      }
    }
    if (!words.body.is_object()) return std::move(out_);
    for (auto const& [name, value] : words.body.items()) {
      slip_in(words, Json::json_pointer("/" + name), name, value);
    }
    for (auto const& name : vocabulary_.fields_of(words.name)) {
      if (words.body.contains(name)) continue;
      for (auto const& value : some_under(name, 2)) add(words, Json::json_pointer("/" + name), value, "also " + name);
    }
    return std::move(out_);
  }

 private:
  std::vector<Json> some_under(std::string const& name, std::size_t most) {
    std::vector<Json> out;
    auto const& all = vocabulary_.under(name);
    std::sample(all.begin(), all.end(), std::back_inserter(out), most, random_);
    return out;
  }
  void add(Words const& words, Json::json_pointer const& place, Json value, std::string what) {
    Words wrong = words;
    wrong.body[place] = std::move(value);
    out_.push_back({std::move(what), std::move(wrong), false});
  }
  void slip_in(Words const& words, Json::json_pointer const& place, std::string const& name, Json const& value) {
    for (auto const& other : some_under(name, 3)) add(words, place, other, "another " + name);
    if (!place.back().empty() && words.body[place.parent_pointer()].is_object()) {
      Words wrong = words;
      wrong.body[place.parent_pointer()].erase(place.back());
      out_.push_back({"no " + name, std::move(wrong), false});
    }
    if (value.is_boolean()) {
      add(words, place, !value.get<bool>(), "not " + name);
    } else if (value.is_number()) {
      for (std::uint64_t const number : {std::uint64_t{0}, value.get<std::uint64_t>() + 1, never_there}) {
        add(words, place, number, name + " " + std::to_string(number));
      }
    } else if (value.is_string()) {
      // A pupil's number, where no words about pupils belong; and days that are over, or far away.
      for (auto const* text : {"", "His UPN is B801200005001.", "2019-02-01", "2041-06-30"}) {
        add(words, place, text, name + " " + text);
      }
    } else if (value.is_object()) {
      for (auto const& [inner, item] : value.items()) slip_in(words, place / inner, inner, item);
    } else if (value.is_array() && !value.empty()) {
      add(words, place, Json::array(), "empty " + name);
      Json list = value;
      list.push_back(value.front());
      add(words, place, list, name + " with one twice");
      list = value;
      list.erase(0);
      add(words, place, list, name + " without the first");
      slip_in(words, place / 0, name + "[]", value.front());
    }
  }

  Vocabulary const& vocabulary_;
  std::mt19937_64& random_;
  std::vector<Slip> out_;
};

struct Tally {
  std::size_t asked = 0, accepted = 0, refused = 0, unreadable = 0;
  std::map<ErrorCode, std::size_t> by_code;
};

/// Asks one twin.
class Trial {
 public:
  Trial(Twin const& twin, Vocabulary const& vocabulary, std::mt19937_64& random, Tally& tally)
      : twin_(twin), random_(random), slips_(vocabulary, random), tally_(tally) {}

  void try_all(Deed const& deed) {
    auto const form = wire_form(deed.submission.command);
    if (!form) return;
    Words const words{form->name, form->ids, form->body};
    auto const& by = deed.submission.actor;
    asked(by, deed.submission.command, words, "as it was", deed.submission.if_match);
    asked(by, deed.submission.command, words, "of another version", 4'000'000);
    for (auto const& actor : twin_.everybody()) {
      if (random_() % 3 == 0) asked(actor, deed.submission.command, words, "by somebody else");
    }
    check_stranger(deed.submission.command, words);
    for (auto const& slip : slips_.of(words)) {
      auto const command = command_of(slip.words);
      if (!command) {
        ++tally_.unreadable;
        continue;
      }
      auto const told = asked(by, *command, slip.words, slip.what);
      auto const& other = twin_.everybody()[random_() % twin_.everybody().size()];
      asked(other, *command, slip.words, slip.what + ", by somebody else");
      if (slip.unknown_in_path) {
        CHECK_MESSAGE(!told, words.name << " with " << slip.what << " would be done");
        if (slip.words.ids.size() == 1) check_hidden(*form, *command, deed.submission.command);
      }
    }
  }

 private:
  Result<Change> asked(Actor const& actor, Command const& command, Words const& words, std::string const& what,
                       std::optional<std::uint32_t> if_match = {}) {
    auto told = twin_.would(actor, command, if_match);
    ++tally_.asked;
    if (told) {
      ++tally_.accepted;
      check_sound(*told, words, what);
    } else {
      ++tally_.refused;
      ++tally_.by_code[told.error().code];
      check_refusal(told.error(), words, what);
    }
    return told;
  }

  /// Fit to be told: what a client does next hangs on the code, and on the reason or the field.
  void check_refusal(Error const& error, Words const& words, std::string const& what) {
    INFO(words.name << " " << words.ids.dump() << " " << words.body.dump() << ", " << what << ": " << error);
    switch (error.code) {
      case ErrorCode::not_found:
      case ErrorCode::precondition_failed: break;
      case ErrorCode::forbidden:
      case ErrorCode::conflict: CHECK(!error.reason.empty()); break;
      case ErrorCode::unprocessable: CHECK(!error.path.empty()); break;
      case ErrorCode::bad_request: CHECK(!error.path.empty()); break;
      default: FAIL_CHECK("is nothing that a decision says");
    }
  }

  /// What would be put can be written, read again, indexed, and shown to those whom it is for.
  void check_sound(Change const& change, Words const& words, std::string const& what) {
    OverlayView after(twin_.view());
    after.add(change);
    for (auto const& put : change.puts) {
      INFO(words.name << " " << words.body.dump() << ", " << what);
      auto const json = to_json(put.record);
      auto const again = record_from_json(kind_of(put.record), json);
      REQUIRE_MESSAGE(again.has_value(), json);
      CHECK(to_json(*again) == json);
      CHECK(key_of(put.record) == put.key);
      static_cast<void>(audience_of(after, put.record));
      // A change may touch a record more than once.
      auto const last = after.find_record(kind_of(put.record), put.key);
      if (!last) continue;
      for (auto const& row : index_rows(*last)) CHECK(after.has_index_row(row.key));
    }
    for (auto const& [kind, key] : change.removals) CHECK(!after.find_record(kind, key));
    check_versions(change, after, words);
    check_said(change, after, words);
  }

  /// What changes has another version: pages keep what they hold unless something newer comes.
  void check_versions(Change const& change, OverlayView const& after, Words const& words) {
    for (auto const& put : change.puts) {
      auto const kind = kind_of(put.record);
      auto const was = twin_.view().find_record(kind, put.key);
      auto const is = after.find_record(kind, put.key);
      // A team's people, and reactions, come and go without one: their events are applied in the order of the hub.
      bool const is_counted =
          kind != Kind::team && !(kind == Kind::message && words.name.find("react") != words.name.npos);
      if (!was || !is || !is_counted || is_internal(kind) || to_json(*was) == to_json(*is)) continue;
      CHECK_MESSAGE(version_of(*is) > version_of(*was),
                    words.name << " puts the " << name_of(kind) << " " << to_json(*was) << " as " << to_json(*is));
    }
  }

  /// What is said stands in the record that the answer shows, where it has a member of that name.
  void check_said(Change const& change, OverlayView const& after, Words const& words) {
    if (!words.body.is_object() || change.answer_key.empty()) return;
    auto const shown = after.find_record(static_cast<Kind>(change.answer_key.front()), change.answer_key);
    if (!shown) return;
    auto const json = Json::parse(to_json(*shown));
    for (auto const& [name, value] : words.body.items()) {
      if (value.is_structured() || !json.contains(name) || value == json.at(name)) continue;
      if (said_otherwise.contains(words.name + "." + name)) continue;
      CHECK_MESSAGE(false,
                    words.name << " says " << name << " " << value.dump() << ", and what is shown is " << json.dump());
    }
  }

  /// Who never was there may do nothing, and learns nothing.
  void check_stranger(Command const& command, Words const& words) {
    Actor const stranger{PersonId{never_there}, SessionId{never_there}, TimestampMs{4'000'000'000'000}};
    auto const told = twin_.would(stranger, command);
    REQUIRE_MESSAGE(!told, words.name << " would be done for somebody who never was there");
    CHECK_MESSAGE(told.error().code == ErrorCode::not_found, words.name << ": " << told.error());
  }

  /// To whom what the path names is hidden, it looks as what never existed.
  void check_hidden(WireForm const& form, Command const& unknown, Command const& known) {
    auto const getting = getting_of(form);
    if (!getting) return;
    for (auto const& actor : twin_.everybody()) {
      if (random_() % 3 != 0 || twin_.says(actor, *getting)) continue;
      auto const told = twin_.would(actor, known);
      auto const of_nothing = twin_.would(actor, unknown);
      CHECK_MESSAGE(!told, form.path << ": " << form.name << " would be done by who may not read it");
      if (told || of_nothing) continue;
      CHECK_MESSAGE(told.error() == of_nothing.error(), form.path << ": " << form.name << " tells what is hidden ("
                                                                  << told.error() << ") from nothing ("
                                                                  << of_nothing.error() << ")");
    }
  }

  /// The question for the record that stands first in the command's path.
  static std::optional<Query> getting_of(WireForm const& form) {
    auto const digits = form.path.find_first_of("0123456789");
    if (digits == form.path.npos) return std::nullopt;
    auto const self = form.path.substr(0, form.path.find('/', digits));
    auto const routed = route(Method::get, self);
    if (!routed || !routed->endpoint->is_query) return std::nullopt;
    auto query = decode_query(*routed->endpoint, routed->ids, {});
    if (!query) return std::nullopt;
    return std::move(*query);
  }

  Twin const& twin_;
  std::mt19937_64& random_;
  Slips slips_;
  Tally& tally_;
};

}  // namespace

TEST_CASE("law: commands that are nearly right are refused in words, or do what is sound") {
  Scenario scenario;
  std::vector<Deed> deeds;
  Vocabulary vocabulary;
  std::mt19937_64 random(20261124);
  Tally tally;
  std::unique_ptr<Twin> twin;
  std::size_t made_at = 0, learnt = 0, turn = 0;
  auto const try_around = [&] {
    Trial trial(*twin, vocabulary, random, tally);
    auto const from = made_at < deeds_between_twins ? 0 : made_at - deeds_between_twins;
    for (std::size_t i = from; i < deeds.size(); ++i) {
      if (is_in_share(turn++)) trial.try_all(deeds[i]);
    }
    // And a few of long ago, when nothing is as it was.
    for (int i = 0; i < 4 && from > 0; ++i) trial.try_all(deeds[random() % from]);
  };
  keep_deeds(&deeds);
  Law law(scenario, {.looking = false, .watched = false, .after_each = [&](std::string const&) {
                       for (; learnt < deeds.size(); ++learnt) {
                         if (auto const form = wire_form(deeds[learnt].submission.command)) {
                           vocabulary.learn({form->name, form->ids, form->body});
                         }
                       }
                       if (twin && deeds.size() < made_at + deeds_between_twins) return;
                       if (twin) try_around();
                       made_at = deeds.size();
                       twin.reset();
                       twin = std::make_unique<Twin>(scenario);
                     }});
  story::whole(law);
  law.finish();
  keep_deeds(nullptr);
  try_around();
  MESSAGE(tally.asked << " asked, " << tally.accepted << " would be done, " << tally.refused << " refused, "
                      << tally.unreadable << " not even read");
  CHECK(tally.asked > share_of(60'000, 8'000));
  CHECK(tally.accepted > tally.asked / 20);
  CHECK(tally.refused > tally.asked / 4);
  for (auto const code : {ErrorCode::not_found, ErrorCode::forbidden, ErrorCode::conflict, ErrorCode::unprocessable,
                          ErrorCode::precondition_failed}) {
    CHECK_MESSAGE(tally.by_code[code] > 0, "never " << to_text(code));
  }
}

}  // namespace staffroom::tests
