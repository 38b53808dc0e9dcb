// What the model client asks for: the query of each list and of each record, and how an answer is compared with what is
// held.
#include <algorithm>
#include <stdexcept>

#include "protocol/codec.hpp"
#include "tests/laws/client.hpp"

namespace staffroom::tests {

using List = Open::List;

namespace {

constexpr char const* list_names[] = {"teams",
                                      "people",
                                      "organisations",
                                      "sessions",
                                      "tokens",
                                      "notifications",
                                      "home",
                                      "members",
                                      "channels",
                                      "requests",
                                      "flags",
                                      "topics",
                                      "messages",
                                      "letters",
                                      "team invitations",
                                      "invitations",
                                      "emails",
                                      "staff",
                                      "imports",
                                      "import rows",
                                      "erasures",
                                      "actions",
                                      "my actions",
                                      "my ended",
                                      "resources",
                                      "collections",
                                      "uploads",
                                      "downloads",
                                      "rebuilds",
                                      "curriculum",
                                      "versions",
                                      "approvals",
                                      "uses",
                                      "scores",
                                      "reports",
                                      "questions",
                                      "practice",
                                      "support requests",
                                      "adoptions",
                                      "practice questions",
                                      "profile parts",
                                      "matches",
                                      "agreements",
                                      "visits",
                                      "review cycles",
                                      "reviews",
                                      "my grants",
                                      "my review actions",
                                      "interests",
                                      "review activities",
                                      "evidence notes",
                                      "report comments",
                                      "report grants",
                                      "report readings",
                                      "review actions",
                                      "contracts",
                                      "suppliers",
                                      "pools",
                                      "savings",
                                      "contract entries",
                                      "experience",
                                      "participations",
                                      "purchases",
                                      "purchase gates",
                                      "purchase declarations",
                                      "supplier links",
                                      "quotes",
                                      "quote prices",
                                      "quote scores"};

Query query_of_buying(Open const& list) {
  switch (list.list) {
    case List::contracts: return ListContracts{};
    case List::suppliers: return ListSuppliers{};
    case List::pools: return ListPools{};
    case List::savings: return ListSavings{};
    case List::contract_entries: return ListContractEntries{ContractId{list.of}};
    case List::experience: return ListExperience{SupplierId{list.of}};
    case List::participations: return ListParticipations{PoolId{list.of}};
    case List::purchases: return ListPurchases{};
    case List::purchase_gates: return ListPurchaseGates{PurchaseId{list.of}};
    case List::purchase_declarations: return ListPurchaseDeclarations{PurchaseId{list.of}};
    case List::supplier_links: return ListSupplierLinks{PurchaseId{list.of}};
    case List::quotes: return ListQuotes{PurchaseId{list.of}};
    case List::quote_prices: return ListQuotePrices{PurchaseId{list.of}};
    case List::quote_scores: return ListQuoteScores{PurchaseId{list.of}};
    default: throw std::logic_error("a list without a query");
  }
}

}  // namespace

Query query_of(Open const& list) {
  switch (list.list) {
    case List::teams: return ListTeams{};
    case List::people: return ListPeople{};
    case List::organisations: return ListOrganisations{};
    case List::sessions: return ListSessions{};
    case List::api_tokens: return ListApiTokens{};
    case List::notifications: return ListNotifications{};
    case List::home: return GetHome{};
    case List::members: return ListTeamMembers{TeamId{list.of}};
    case List::channels: return ListChannels{TeamId{list.of}};
    case List::requests: return ListJoinRequests{TeamId{list.of}};
    case List::flags: return ListFlags{TeamId{list.of}};
    case List::topics: return ListTopics{ChannelId{list.of}};
    case List::messages: return ListMessages{TopicId{list.of}, {}};
    case List::letters: return ListLeadMessages{TeamId{list.of}};
    case List::team_invitations: return ListTeamInvitations{TeamId{list.of}};
    case List::invitations: return ListInvitations{OrganisationId{list.of}};
    case List::emails: return ListEmails{OrganisationId{list.of}};
    case List::staff: return ListOrganisationPeople{.organisation = OrganisationId{list.of}};
    case List::imports: return ListImports{};
    case List::import_rows: return ListImportRows{.import = ImportId{list.of}};
    case List::erasures: return ListErasures{};
    case List::actions: return ListActions{TopicId{list.of}};
    case List::my_actions: return ListMyActions{};
    case List::my_ended: return ListMyActions{.ended = true};
    case List::resources: return ListResources{};
    case List::collections: return ListCollections{};
    case List::uploads: return ListUploads{};
    case List::downloads: return ListDownloads{};
    case List::rebuilds: return ListRebuilds{};
    case List::curriculum: return ListCurriculum{};
    case List::versions: return ListVersions{ResourceId{list.of}};
    case List::approvals: return ListApprovals{ResourceId{list.of}};
    case List::uses: return ListUses{ResourceId{list.of}};
    case List::scores: return ListScores{ResourceId{list.of}};
    case List::reports: return ListReports{ResourceId{list.of}};
    case List::questions: return ListResourceTopics{ResourceId{list.of}};
    case List::practice: return ListPractice{};
    case List::support_requests: return ListSupportRequests{};
    case List::adoptions: return ListAdoptions{PracticeId{list.of}};
    case List::practice_questions: return ListPracticeTopics{PracticeId{list.of}};
    case List::profile_parts: return ListProfileParts{PersonId{list.of}};
    case List::matches: return ListMatches{SupportRequestId{list.of}};
    case List::agreements: return ListAgreements{SupportRequestId{list.of}};
    case List::visits: return ListVisits{SupportRequestId{list.of}};
    case List::review_cycles: return ListReviewCycles{};
    case List::reviews: return ListReviews{};
    case List::my_grants: return ListMyGrants{};
    case List::my_review_actions: return ListMyReviewActions{};
    case List::interests: return ListInterests{ReviewId{list.of}};
    case List::review_activities: return ListReviewActivities{ReviewId{list.of}};
    case List::evidence_notes: return ListEvidenceNotes{ReviewId{list.of}};
    case List::report_comments: return ListReportComments{ReviewId{list.of}};
    case List::report_grants: return ListReportGrants{ReviewId{list.of}};
    case List::report_readings: return ListReportReadings{ReviewId{list.of}};
    case List::review_actions: return ListReviewActions{ReviewId{list.of}};
    default: return query_of_buying(list);
  }
}

std::string to_text(Open const& list) {
  return std::string(list_names[static_cast<std::size_t>(list.list)]) + "/" + std::to_string(list.of);
}

Query query_of_self(std::string const& self) {
  static std::map<std::string, Query> known;
  // These are written by their own path, and read together with what holds besides.
  if (self.ends_with("/thresholds")) return GetThresholds{};
  if (self.ends_with("/radar-plan")) return GetRadar{};
  if (auto const found = known.find(self); found != known.end()) return found->second;
  auto const routed = route(Method::get, std::string_view(self).substr(api_root.size()));
  if (!routed) throw std::runtime_error("no route for " + self);
  auto query = decode_query(*routed->endpoint, routed->ids, {});
  if (!query) throw std::runtime_error("no query for " + self);
  return known.emplace(self, *query).first->second;
}

bool reads_self(Colleague const& person, std::string const& self) {
  auto const own = std::string(api_root) + "/people/" + std::to_string(person.id().value) + "/radar-plan";
  return self == own || person.finds(query_of_self(self));
}

Json fresh_of(Answer const& answer) {
  auto json = Json::parse(answer.json);
  for (auto const* part : {"own", "plan"}) {
    if (json.contains(part) && json.at(part).is_object()) return json.at(part);
  }
  return json;
}

bool is_as_fresh(Json const& held, Json const& fresh) {
  auto const kind = held.at("kind");
  if (kind == "threshold_table") {
    auto const rows = held.value("rows", Json::array());
    auto const& all = fresh.at("rows");
    return std::all_of(rows.begin(), rows.end(),
                       [&](auto const& row) { return std::find(all.begin(), all.end(), row) != all.end(); });
  }
  if (kind == "buying_bands") {
    bool const has_own = !held.value("bands", Json::array()).empty();
    if (held.at("version") != fresh.at("version")) return false;
    return !has_own || (held.at("bands") == fresh.at("bands") && held.at("id") == fresh.at("of"));
  }
  if (kind != "notification_setting") return held == fresh;
  auto const has_all = [&](char const* member) {
    auto const chosen = held.value(member, Json::array());
    auto const all = fresh.value(member, Json::array());
    return std::all_of(chosen.begin(), chosen.end(),
                       [&](auto const& it) { return std::find(all.begin(), all.end(), it) != all.end(); });
  };
  bool const same_digest = held.at("digest") == fresh.at("digest") && held.at("digest_day") == fresh.at("digest_day");
  return held.at("version") == fresh.at("version") && held.at("chosen") == fresh.at("chosen") && has_all("paces") &&
         has_all("teams") && (held.at("chosen") == false || same_digest);
}

}  // namespace staffroom::tests
