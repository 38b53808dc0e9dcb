// Working a question out behind the store's front without doing it, so that thousands of mistakes can be asked about.
#include "tests/laws/policy_trying.hpp"

#include "store/calendar.hpp"
#include "store/store_parts.hpp"
#include "tests/laws/policy_cases_help.hpp"
#include "tests/laws/policy_shelves.hpp"

namespace staffroom::tests {
namespace {

constexpr std::uint64_t above_all_ids = std::uint64_t{1} << 40U;

// What a command would do is decided behind the store's front, which does it at once. An explicit instantiation may
// name a private member: this is the one place that does.
Engine& engine_behind(Store& store);
template <auto Member>
struct Behind {
  friend Engine& engine_behind(Store& store) { return *(store.*Member)->engine; }
};
template struct Behind<&Store::impl_>;

struct Tried {
  std::string answer;
  std::optional<Error> refused;
};

std::string class_of(std::optional<Error> const& refused) {
  if (!refused) return "allow";
  if (refused->code == ErrorCode::not_found) return "not_found";
  if (refused->code == ErrorCode::forbidden) return "forbidden";
  return "allow";  // the door opened; the state or a value said no
}

Tried try_asking(Asker const& asker, PolicyCase const& one, Asking const& asking) {
  Actor const actor{one.viewer, {}, one.fresh ? asker.now + std::chrono::minutes{1} : TimestampMs{}};
  if (auto const* command = std::get_if<Command>(&asking)) {
    auto refused = asker.refuses(actor, *command);
    auto answer = class_of(refused);
    return {std::move(answer), std::move(refused)};
  }
  bool found = !one.listed.has_value();
  Page page{200, {}};
  while (true) {
    auto const answer = asker.answers(actor, std::get<Query>(asking), page);
    if (!answer) return {class_of(answer.error()), answer.error()};
    if (!one.listed) break;
    auto const json = Json::parse(answer->json);
    found = holds(one, json);
    if (found || one.record == "audit" || !json.contains("next") || json.at("next").is_null()) break;
    page.cursor = json.at("next").get<std::string>();
  }
  return {found ? "allow" : "not_found", {}};
}

}  // namespace

Asker the_store(Store& store) {
  return {store.now(),
          [&store](Actor const& actor, Command const& command) -> std::optional<Error> {
            auto const outcome = store.submit_and_wait({actor, command});
            return outcome ? std::nullopt : std::optional(outcome.error());
          },
          [&store](Actor const& actor, Query const& query, Page const& page) {
            return *store.ask(actor, query, page, ReadTier::disk);
          }};
}

Asker without_doing(Store& store) {
  auto& engine = engine_behind(store);
  auto const now = store.now();
  // Standings of its own: who people are may be what is computed wrongly.
  auto const view_of = [&engine](StandingCache& standings) {
    return SnapshotView(*engine.database, engine.shown(), ReadTier::disk, engine.decoded, standings);
  };
  return {now,
          [now, view_of](Actor const& actor, Command const& command) -> std::optional<Error> {
            StandingCache standings;
            auto const view = view_of(standings);
            Asked asked{actor, now, calendar::date_of(now), {}, above_all_ids};
            auto const change = dispatch(view, asked, command);
            return change ? std::nullopt : std::optional(change.error());
          },
          [now, view_of](Actor const& actor, Query const& query, Page const& page) {
            StandingCache standings;
            return dispatch_query(view_of(standings), actor, now, query, page);
          }};
}

std::string complaint(Asker const& asker, PolicyCase const& one, Verdict const& verdict) {
  auto const tried = try_asking(asker, one, one.asking);
  if (tried.answer != verdict.answer) return tried.answer + " instead of " + verdict.answer;
  if (tried.answer == "forbidden" && !verdict.reasons.contains(tried.refused->reason)) {
    return "forbidden because of " + tried.refused->reason;
  }
  if (tried.answer != "not_found" || !tried.refused || !one.hidden) return {};
  auto const unknown = try_asking(asker, one, one.unknown);
  if (!unknown.refused) return "an id that never existed is not refused";
  return *unknown.refused == *tried.refused ? std::string() : "differs from an id that never existed";
}

std::string in_words(PolicyCase const& one) {
  std::string out = one.record + "." + one.action + " by " + one.situation->name + " (";
  for (auto const& it : one.facts.relations) out += it + " ";
  return out + ")";
}

}  // namespace staffroom::tests
