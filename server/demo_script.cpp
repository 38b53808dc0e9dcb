// The script of the demo network, from server/demo/script/.
#include "server/demo_script.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <utility>

#include "protocol/codec.hpp"
#include "server/demo_content.hpp"
#include "server/demo_quotes.hpp"
#include "server/records.hpp"
#include "store/calendar.hpp"

namespace staffroom {
namespace {

using Json = nlohmann::json;

constexpr std::string_view script_folder = "script/";

[[noreturn]] void unknown(std::string const& reference) {
  throw std::runtime_error("the demo script speaks of the unknown " + reference);
}

/// "@person/nair" in its two parts; nothing when the text is no reference. Texts that mention people start with "@",
/// too.
std::optional<std::pair<std::string, std::string>> reference_in(std::string const& text) {
  auto const slash = text.find('/');
  if (!text.starts_with('@') || slash == std::string::npos || text.find(' ') < slash) return std::nullopt;
  return std::pair(text.substr(1, slash - 1), text.substr(slash + 1));
}

template <class Enum>
Enum quoted_enum(Json const& word) {
  Enum value{};
  auto const text = word.get<std::string>();
  if (!boost::describe::enum_from_string(text.c_str(), value)) {
    throw std::runtime_error("the demo script says \"" + text + "\" where it is no word");
  }
  return value;
}

Amount quoted_amount(Json const& amount) {
  return {.pence = amount.at("pence").get<std::int64_t>(),
          .basis = quoted_enum<AmountBasis>(amount.at("basis")),
          .vat = quoted_enum<VatRate>(amount.at("vat"))};
}

/// "supplier_link", "answers", "lines" and "remarks", as a supplier writes them.
SaveQuote quoted_draft(Json const& with) {
  SaveQuote draft{.supplier_link = {with.at("supplier_link").get<std::uint64_t>()},
                  .remarks = {with.at("remarks").get<std::string>()}};
  for (auto const& answer : with.at("answers")) draft.answers.values.push_back({answer.get<std::string>()});
  for (auto const& line : with.at("lines")) {
    draft.lines.values.push_back({.what = {line.at("what").get<std::string>()},
                                  .amount = quoted_amount(line.at("amount")),
                                  .times = line.at("times").get<std::uint32_t>()});
  }
  return draft;
}

std::string as_path_id(Json const& value) {
  return value.is_string() ? value.get<std::string>() : std::to_string(value.get<std::uint64_t>());
}

}  // namespace

class DemoScript::Player {
 public:
  Player(DemoStore& store, DemoDays const& days, Find find) : store_(store), days_(days), find_(std::move(find)) {}

  void make(Plan const& plan) {
    for (auto const& [path, content] : demo_content()) {
      if (!path.starts_with(script_folder)) continue;
      for (auto& step : Json::parse(content)) {
        auto const at = days_.moment(step.at("at"));
        plan(at, [this, kept = std::make_shared<Json const>(std::move(step))] { return play(*kept); });
      }
    }
  }

 private:
  Result<void> play(Json const& step) {
    auto const call = step.at("call").get<std::string>();
    auto const made_as = step.value("as", std::string());
    auto const by = step.value("by", std::string());
    auto const what = call + " " + made_as + " by " + by + " at " + step.at("at").get<std::string>();
    auto with = resolved(step.at("with"));
    if (call == "send_quote") return demo_quotes::send(store_, quoted_draft(with), what);
    TRY_INTO(auto command, command_of(call, std::move(with)));
    PersonId const actor{by.empty() ? 0 : id_of("person", by)};
    TRY_INTO(auto const accepted, store_.run(actor, std::move(command), what));
    if (!made_as.empty()) made_[made_as] = Json::parse(accepted.record);
    return {};
  }

  static Result<Command> command_of(std::string const& call, Json with) {
    auto const* const endpoint = endpoint_of(call);
    if (endpoint == nullptr) unknown("command " + call);
    PathIds ids;
    Json body = Json::object();
    for (auto const& [name, value] : with.items()) {
      if (endpoint->path.find("{" + name + "}") != std::string_view::npos) {
        ids.emplace_back(name, as_path_id(value));
      } else {
        body[name] = value;
      }
    }
    auto command = decode_command(*endpoint, ids, body.empty() ? std::string() : body.dump());
    if (!command)
      throw std::runtime_error(call + " of the demo script: " + command.error().path + " " + command.error().detail +
                               " in " + body.dump());
    return command;
  }

  Json resolved(Json value) {
    if (value.is_structured()) {
      for (auto& inner : value) inner = resolved(std::move(inner));
      return value;
    }
    if (!value.is_string()) return value;
    auto const reference = reference_in(value.get<std::string>());
    if (!reference) return value;
    auto const& [kind, key] = *reference;
    if (kind == "day") return to_text(working_day(std::stoi(key)));
    if (kind == "visit") return to_text(visit_day(key));
    if (kind == "first") return to_text(month_day(std::stoi(key)));
    if (kind == "last") return to_text(Date{month_day(std::stoi(key) + 1).days - 1});
    if (kind == "year") return school_year(std::stoi(key));
    if (kind == "review") return review_of(key);
    if (kind == "hash") return field_of(key, "content_hash");
    if (kind == "pack") return demo_quotes::pack_hash(store_, {id_of("purchase", key)});
    if (kind == "award") return demo_quotes::award_hash(store_, {id_of("purchase", key)});
    if (kind == "quote") return quote_of(key);
    if (kind == "next") return field_of(key, "handed_to");
    return id_of(kind, key);
  }

  Json field_of(std::string const& made_as, char const* field) const {
    auto const made = made_.find(made_as);
    if (made == made_.end()) unknown(made_as);
    return made->second.at(field);
  }

  /// So many weekdays after the demo's last day, or the next one that is no bank holiday: nobody visits on one.
  Date working_day(int weekdays) {
    if (bank_holidays_.empty()) {
      auto const calendar = calendar_of("partnership");
      for (auto const& holiday : calendar.at("bank_holidays")) {
        bank_holidays_.insert(holiday.at("date").get<std::string>());
      }
    }
    auto day = days_.day(weekdays);
    while (!calendar::is_weekday(day) || bank_holidays_.contains(to_text(day))) ++day.days;
    return day;
  }

  /// "lifeboat/7+2": the first day from the seventh on that is in a term of the school, and two weekdays more.
  Date visit_day(std::string const& key) {
    auto const slash = key.find('/'), plus = key.find('+');
    auto const terms = calendar_of(key.substr(0, slash)).at("terms");
    int days = std::stoi(key.substr(slash + 1));
    while (!is_in_term(terms, to_text(working_day(days)))) ++days;
    return working_day(days + (plus == std::string::npos ? 0 : std::stoi(key.substr(plus + 1))));
  }

  /// The first day of the month that is so many after that of the demo's last day: contracts begin and end by months.
  Date month_day(int months_later) const {
    using namespace std::chrono;
    year_month_day const today{sys_days{days{days_.day(0).days}}};
    auto const month = today.year() / today.month() + std::chrono::months{months_later};
    return {static_cast<std::int32_t>(sys_days{month / 1}.time_since_epoch().count())};
  }

  /// After the last term that is entered every day is as good as another.
  static bool is_in_term(Json const& terms, std::string const& date) {
    bool later = false;
    for (auto const& term : terms) {
      if (term.at("starts") <= date && date <= term.at("ends")) return true;
      later = later || date < term.at("starts");
    }
    return !later;
  }

  Json calendar_of(std::string const& organisation) {
    GetCalendar query{{id_of("organisation", organisation)}};
    auto const answer = store_.store().ask({}, query, {}, ReadTier::disk);
    if (!answer || !*answer) unknown("calendar of " + organisation);
    return Json::parse((*answer)->json);
  }

  /// In which the school year begins that the day lies in.
  int school_year(int weekdays) const {
    auto const iso = to_text(days_.day(weekdays));  // 2026-12-06
    int const year = std::stoi(iso.substr(0, 4));
    return iso.substr(5, 2) < "09" ? year - 1 : year;
  }

  /// "church/ellerwick": of the cycle that the script calls so, the review of that school.
  std::uint64_t review_of(std::string const& key) const {
    auto const slash = key.find('/');
    OrganisationId const host{id_of("organisation", key.substr(slash + 1))};
    ReviewCycleId const cycle{id_of("review_cycle", key.substr(0, slash))};
    auto const found = records::find<ReviewCycle>(store_.store(), GetReviewCycle{cycle});
    for (auto const id : found ? found->reviews.values : std::vector<ReviewId>{}) {
      auto const review = records::find<Review>(store_.store(), GetReview{id});
      if (review && review->host == host) return id.value;
    }
    unknown("review/" + key);
  }

  /// "copiers/inkwell": of the purchase that the script calls so, the quote of that supplier.
  std::uint64_t quote_of(std::string const& key) const {
    auto const slash = key.find('/');
    return demo_quotes::quote_of(store_, {id_of("purchase", key.substr(0, slash))},
                                 {id_of("supplier", key.substr(slash + 1))});
  }

  std::uint64_t id_of(std::string const& kind, std::string const& key) const {
    auto const made = made_.find(kind + "/" + key);
    if (made != made_.end()) return made->second.at("id").get<std::uint64_t>();
    auto const found = find_(kind, key);
    if (!found) unknown(kind + "/" + key);
    return *found;
  }

  DemoStore& store_;
  DemoDays const& days_;
  Find find_;
  std::set<std::string> bank_holidays_;
  std::map<std::string, Json> made_;  // by what the script calls them: the record as it was answered
};

DemoScript::DemoScript(DemoStore& store, DemoDays const& days, Find find)
    : player_(std::make_unique<Player>(store, days, std::move(find))) {}

DemoScript::~DemoScript() = default;

void DemoScript::make(Plan const& plan) { player_->make(plan); }

}  // namespace staffroom
