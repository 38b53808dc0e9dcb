// Arranging the cases of support, a school that asks and one that helps for each; and what each action asks for.
#include "tests/laws/policy_pleas.hpp"
#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {

Colleague broker_at(Scenario& s, OrganisationId at) {
  auto const broker = s.engages("Brona Broker", at, Role::staff);
  auto const page = s.nadia.sees(ListOrganisationPeople{.organisation = at});
  for (auto const& it : page.at("items")) {
    if (it.at("person") != broker.id().value) continue;
    s.nadia.does(GiveDuty{MembershipId{it.at("id").get<std::uint64_t>()}, Duty::broker});
  }
  return broker;
}

namespace {

Colleague viewer_of(PleaWorld const& w) {
  auto& s = w.s;
  auto const& who = w.it.situation.who;
  std::map<std::string, Colleague> const known{{"requester", w.requester},
                                               {"head", w.head},
                                               {"broker", w.broker},
                                               {"supporter", w.supporter},
                                               {"supporter head", w.supporter_head},
                                               {"candidate", w.candidate},
                                               {"declined", w.declined},
                                               {"tess", s.tess},
                                               {"tom", s.tom},
                                               {"nadia", s.nadia},
                                               {"helen", s.helen},
                                               {"dan", s.dan},
                                               {"paul", s.paul},
                                               {"leo", s.leo}};
  if (auto const found = known.find(who); found != known.end()) return found->second;
  if (who == "staff") return s.engages("Stella Staff", w.node, Role::staff);
  if (who == "governor") return s.engages("Gus Governor", w.node, Role::governor);
  if (who == "business") return s.engages("Bea Business", w.node, Role::business_manager);
  if (who == "own admin") return s.engages("Otis Ownadmin", w.node, Role::administrator);
  if (who == "network broker") return broker_at(s, s.network);
  if (who == "other broker") return broker_at(s, s.moor);
  if (who == "team member") return s.engages("Terry Team", s.beckside, Role::staff);
  if (who == "stranger") {
    auto const email = "stan" + std::to_string(w.node.value) + "@x.example";
    return {s, PersonId{id_in(*s.as_system(CreatePerson{{"Stan Stranger"}, {email}, "x"}))}};
  }
  throw std::runtime_error("nobody is " + who);
}

/// Create and edit describe a request with the same members.
template <class Command>
Command described(PleaWorld const& w) {
  Command out;
  out.title = {"Greater depth in Year 6"};
  out.need = {"Few pupils reach it."};
  out.subject = Name{"Maths"};
  out.stages = {{KeyStage::ks2}};
  out.outcomes = {"A plan for each class."};
  out.wanted_from = w.s.in_days(1);
  out.wanted_to = w.s.in_days(90);
  out.ways = {{SupportWay::visit}};
  out.days = 2;
  return out;
}

CreateSupportRequest made(PleaWorld const& w) {
  auto out = described<CreateSupportRequest>(w);
  out.organisation = w.node;
  out.confidentiality = w.it.confidentiality;
  if (out.confidentiality == Confidentiality::team) out.team = w.team;
  return out;
}

template <class Command>
Command terms(PleaWorld const& w) {
  Command out;
  out.aims = {"A plan for each class."};
  out.days = 2;
  out.starts = w.s.today();
  out.ends = w.s.in_days(60);
  out.exit = {"A week's notice."};
  return out;
}

AskCandidate asking(PleaWorld const& w, Colleague const& who) {
  AskCandidate out{.support_request = w.request, .person = who.id(), .days = 1};
  out.override_reason = {"They have offered to fit it in."};
  return out;
}

CreateAgreement agreeing(PleaWorld const& w) {
  auto out = terms<CreateAgreement>(w);
  out.support_request = w.request;
  return out;
}

SigningCapacity capacity_of(PleaWorld const& w) {
  auto const& who = w.it.situation.who;
  if (who == "supporter") return SigningCapacity::supporter;
  if (who == "supporter head") return SigningCapacity::supporter_head;
  bool const leads = who == "head" || who == "tess";
  return leads ? SigningCapacity::requester_head : SigningCapacity::requester;
}

SubmitEvaluation submitting(PleaWorld const& w) {
  SubmitEvaluation out{.support_request = w.request, .outcomes = OutcomesMet::mostly};
  out.changed = {"Each class has a plan."};
  out.next = {"Keep to it."};
  return out;
}

void find_somebody(PleaWorld& w) {
  w.broker.does(TakeSupportRequest{w.request});
  w.candidate.does(EditProfile{w.candidate.id(), {.subjects = {{Name{"Maths"}}}}});
  SupportMatchId const no{id_in(w.broker.does(asking(w, w.declined)))};
  w.declined.does(DeclineMatch{no, {"Not this term."}});
  w.match = {id_in(w.broker.does(asking(w, w.candidate)))};
  if (w.it.stage == Stage::open) return;
  w.match = {id_in(w.broker.does(asking(w, w.supporter)))};
  w.supporter.does(AcceptMatch{w.match});
}

void agree(PleaWorld& w) {
  w.agreement = {id_in(w.supporter.does(agreeing(w)))};
  w.content_hash = w.requester.sees(GetAgreement{w.agreement}).at("content_hash").get<std::string>();
}

void carry_through(PleaWorld& w) {
  Name const hash{w.content_hash};
  w.requester.does(SignAgreement{w.agreement, SigningCapacity::requester, hash});
  w.head.does(SignAgreement{w.agreement, SigningCapacity::requester_head, hash});
  w.supporter.does(SignAgreement{w.agreement, SigningCapacity::supporter, hash});
  w.supporter_head.does(SignAgreement{w.agreement, SigningCapacity::supporter_head, hash});
  CreateVisit plan{.support_agreement = w.agreement, .date = w.s.today()};
  w.visit = {id_in(w.requester.does(plan))};
  w.supporter.does(RecordVisit{.support_visit = w.visit, .happened = {"We met."}, .next = {"Again."}});
  w.evaluation = {id_in(w.requester.does(submitting(w)))};
}

std::vector<PleaEntry> request_entries() {
  return {
      {"support_request", "read", [](PleaWorld const& w) { return Query(GetSupportRequest{w.request}); }},
      {"support_request", "list", [](PleaWorld const&) { return Query(ListSupportRequests{}); },
       [](PleaWorld const& w) { return key("support_request", w.request); }},
      {"support_request", "create",
       [](PleaWorld const& w) {
         auto command = described<CreateSupportRequest>(w);
         command.organisation = w.node;
         return Command(std::move(command));
       }},
      {"support_request", "edit",
       [](PleaWorld const& w) {
         auto command = described<EditSupportRequest>(w);
         command.support_request = w.request;
         return Command(std::move(command));
       }},
      {"support_request", "open", [](PleaWorld const& w) { return Command(OpenSupportRequest{w.request}); }},
      {"support_request", "set_confidentiality",
       [](PleaWorld const& w) { return Command(SetConfidentiality{w.request, Confidentiality::brokers, {}}); }},
      {"support_request", "delete", [](PleaWorld const& w) { return Command(DeleteSupportRequest{w.request}); }},
      {"support_request", "withdraw",
       [](PleaWorld const& w) { return Command(WithdrawSupportRequest{w.request, {"It is done."}}); }},
      {"support_request", "take", [](PleaWorld const& w) { return Command(TakeSupportRequest{w.request}); }},
      {"support_request", "decline",
       [](PleaWorld const& w) { return Command(DeclineSupportRequest{w.request, {"Nobody near."}}); }},
      {"support_request", "hand_on",
       [](PleaWorld const& w) { return Command(HandOnSupportRequest{w.request, w.s.moor, {"More people."}}); }},
      {"support_request", "close", [](PleaWorld const& w) { return Command(CloseSupportRequest{w.request}); }},
      {"support_request", "read_suggestions", [](PleaWorld const& w) { return Query(ListSuggestions{w.request}); }},
      {"support_request", "read_left_out", [](PleaWorld const& w) { return Query(ListSuggestions{w.request}); },
       [](PleaWorld const&) { return std::string("left out"); }},
      {"match", "read", [](PleaWorld const& w) { return Query(GetMatch{w.match}); }},
      {"match", "list", [](PleaWorld const& w) { return Query(ListMatches{w.request}); },
       [](PleaWorld const& w) { return key("support_match", w.match); }},
      {"match", "create", [](PleaWorld const& w) { return Command(asking(w, w.helper)); }},
      {"match", "accept", [](PleaWorld const& w) { return Command(AcceptMatch{w.match}); }},
      {"match", "decline", [](PleaWorld const& w) { return Command(DeclineMatch{w.match, {"No time."}}); }},
      {"match", "hand_on",
       [](PleaWorld const& w) { return Command(HandOnMatch{w.match, w.helper.id(), {"They know more."}}); }},
      {"match", "withdraw", [](PleaWorld const& w) { return Command(WithdrawMatch{w.match}); }},
  };
}

std::vector<PleaEntry> agreement_entries() {
  auto const edit = [](PleaWorld const& w) {
    auto command = terms<EditAgreement>(w);
    command.support_agreement = w.agreement;
    return Command(std::move(command));
  };
  auto const submit = [](PleaWorld const& w) { return Command(submitting(w)); };
  return {
      {"agreement", "read", [](PleaWorld const& w) { return Query(GetAgreement{w.agreement}); }},
      {"agreement", "list", [](PleaWorld const& w) { return Query(ListAgreements{w.request}); },
       [](PleaWorld const& w) { return key("support_agreement", w.agreement); }},
      {"agreement", "create", [](PleaWorld const& w) { return Command(agreeing(w)); }},
      {"agreement", "edit", edit},
      {"agreement", "sign",
       [](PleaWorld const& w) { return Command(SignAgreement{w.agreement, capacity_of(w), {w.content_hash}}); }},
      {"agreement", "end", [](PleaWorld const& w) { return Command(EndAgreement{w.agreement, {"All done."}}); }},
      {"visit", "read", [](PleaWorld const& w) { return Query(GetVisit{w.visit}); }},
      {"visit", "list", [](PleaWorld const& w) { return Query(ListVisits{w.request}); },
       [](PleaWorld const& w) { return key("support_visit", w.visit); }},
      {"visit", "create",
       [](PleaWorld const& w) {
         return Command(CreateVisit{.support_agreement = w.agreement, .date = w.s.in_days(2)});
       }},
      {"visit", "edit",
       [](PleaWorld const& w) { return Command(EditVisit{.support_visit = w.visit, .date = w.s.in_days(3)}); }},
      {"visit", "cancel", [](PleaWorld const& w) { return Command(CancelVisit{w.visit}); }},
      {"visit", "record",
       [](PleaWorld const& w) { return Command(RecordVisit{.support_visit = w.visit, .happened = {"We met."}}); }},
      {"visit", "acknowledge", [](PleaWorld const& w) { return Command(AcknowledgeVisit{w.visit}); }},
      {"support_evaluation", "read", [](PleaWorld const& w) { return Query(GetEvaluation{w.evaluation}); }},
      {"support_evaluation", "create", submit},
      {"support_evaluation", "submit", submit},
      {"support_evaluation", "rate_usefulness",
       [](PleaWorld const& w) { return Command(RateUsefulness{w.evaluation, 4, {}}); }},
      {"support_evaluation", "check_quality",
       [](PleaWorld const& w) { return Command(CheckQuality{w.evaluation, {"Sound."}}); }},
      {"overview", "read", [](PleaWorld const& w) { return Query(GetSupportOverview{w.node}); }},
      {"org_settings", "edit_calendar",
       [](PleaWorld const& w) { return Command(EditCalendar{.organisation = w.node}); }},
  };
}

}  // namespace

PleaWorld arrange(Scenario& s, Plea const& it) {
  static std::uint64_t number = 0;
  auto const name = std::to_string(++number);
  auto const node = s.found(OrganisationType::school, "Asking " + name, s.aire);
  auto const helping = s.found(OrganisationType::school, "Helping " + name, s.moor);
  auto const engage = [&](char const* who, OrganisationId at) { return s.engages(who, at, Role::staff); };
  auto const requester = engage("Rita Requester", node);
  PleaWorld w{.s = s,
              .it = it,
              .viewer = requester,
              .requester = requester,
              .head = s.engages("Hetty Head", node, Role::headteacher),
              .broker = broker_at(s, s.aire),
              .supporter = engage("Sue Supporter", helping),
              .supporter_head = s.engages("Hal Head", helping, Role::headteacher),
              .candidate = engage("Candy Date", helping),
              .declined = engage("Dee Clined", helping),
              .helper = engage("Helga Helper", helping),
              .node = node,
              .helping = helping};
  w.viewer = viewer_of(w);
  auto const lead = s.engages("Lara Lead", node, Role::subject_lead);
  w.team = lead.founds(node, "Team " + name, Joining::closed, node);
  lead.adds(w.team, w.requester);
  if (it.situation.who == "team member") lead.adds(w.team, w.viewer);
  s.nadia.does(EditSettings{.organisation = s.network, .requesters_choose = it.choose});
  s.nadia.does(EditSettings{.organisation = s.aire, .requesters_choose = it.choose});
  w.request = {id_in(requester.does(made(w)))};
  if (it.stage == Stage::draft) return w;
  requester.does(OpenSupportRequest{w.request});
  find_somebody(w);
  if (it.stage == Stage::open) return w;
  agree(w);
  if (it.stage == Stage::evaluated) carry_through(w);
  return w;
}

PleaWorld spoilt_of(PleaWorld w) {
  w.node = {never};
  w.team = {never};
  w.request = {never};
  w.match = {never};
  w.agreement = {never};
  w.visit = {never};
  w.evaluation = {never};
  return w;
}

std::vector<PleaEntry> const& plea_entries() {
  static std::vector<PleaEntry> const all = [] {
    auto out = request_entries();
    for (auto& it : agreement_entries()) out.push_back(std::move(it));
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
