// What a supporter and the supported school agree: written, signed by all four lines, kept, ended.
#include "store/support_agreements.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "protocol/json_text.hpp"
#include "store/answering.hpp"
#include "store/person_load.hpp"
#include "store/resources.hpp"
#include "store/seats.hpp"
#include "store/talk.hpp"

namespace staffroom {

using agreements::Found;
using support::Request;

Result<Found> agreements::agreement_for(View const& view, Asked const& asked, SupportAgreementId id, Thing thing,
                                        Action action, CheckVersion check) {
  Door const door(view, asked);
  TRY_INTO(auto agreement, door.readable<SupportAgreement>("ids.support_agreement", id));
  TRY_INTO(auto request, support::request_of(view, agreement->request, "ids.support_agreement"));
  TRY(door.may(thing, action, support::subject_of(request)));
  if (check == CheckVersion::yes) TRY(check_version(asked, agreement->version));
  return Found{std::move(agreement), std::move(request)};
}

std::string agreements::content_hash_of(SupportAgreement const& it) {
  JsonText names;
  names.number("requester", it.requester.value)
      .number("requester_school", it.requester_school.value)
      .number("supporter", it.supporter.value)
      .number("supporter_school", it.supporter_school.value);
  JsonText json;  // members in the order of their names
  json.text("aims", it.aims.value).number("days", std::uint64_t{it.days}).text("ends", to_text(it.ends));
  json.text("exit", it.exit.value).text("funding", boost::describe::enum_to_string(it.funding, ""));
  json.text("funding_note", it.funding_note.value).number("id", it.id.value).text("kind", "support_agreement");
  json.raw("names", names.close()).number("pence_a_day", it.pence_a_day).number("schema", std::uint64_t{1});
  json.text("starts", to_text(it.starts));
  return resources::sha256_of(json.close());
}

bool agreements::is_signed(SupportAgreement const& it, SigningCapacity capacity) {
  return std::any_of(it.signatures.begin(), it.signatures.end(), [&](Signature const& signature) {
    return signature.capacity == capacity && signature.hash == it.content_hash;
  });
}

namespace {

constexpr SigningCapacity lines[] = {SigningCapacity::requester, SigningCapacity::requester_head,
                                     SigningCapacity::supporter, SigningCapacity::supporter_head};
constexpr std::uint64_t pence_a_day_max = 1'000'000;

std::vector<PersonId> holders_of(View const& view, SupportRequest const& request, SigningCapacity line) {
  switch (line) {
    case SigningCapacity::requester: return {request.requester};
    case SigningCapacity::requester_head: return support::heads_of_requester(view, request);
    case SigningCapacity::supporter: return {request.supporter.value_or(PersonId{})};
    case SigningCapacity::supporter_head: return support::heads_of_supporter(view, request);
  }
  return {};
}

bool holds(View const& view, PersonStanding const& me, SupportRequest const& request, SigningCapacity line) {
  auto const leads = [&](OrganisationId node) {
    return me.holds(view, node, Role::headteacher) || me.holds(view, node, Role::trust_leader);
  };
  switch (line) {
    case SigningCapacity::requester: return request.requester == me.person;
    case SigningCapacity::requester_head: return leads(request.organisation);
    case SigningCapacity::supporter: return request.supporter == me.person;
    case SigningCapacity::supporter_head: return request.supporter_school && leads(*request.supporter_school);
  }
  return false;
}

std::vector<PersonId> missing_signers(View const& view, SupportRequest const& request, SupportAgreement const& it) {
  std::vector<PersonId> out;
  for (auto const line : lines) {
    if (agreements::is_signed(it, line)) continue;
    for (auto const person : holders_of(view, request, line)) {
      if (person && std::find(out.begin(), out.end(), person) == out.end()) out.push_back(person);
    }
  }
  return out;
}

template <class Command>
void write(SupportAgreement& it, Command const& command) {
  it.aims = command.aims;
  it.days = command.days;
  it.funding = command.funding;
  it.pence_a_day = command.pence_a_day;
  it.funding_note = command.funding_note;
  it.starts = command.starts;
  it.ends = command.ends;
  it.exit = command.exit;
  it.midterm_on = {it.starts.days + (it.ends.days - it.starts.days) / 2};
  it.content_hash = agreements::content_hash_of(it);
}

template <class Command>
Result<void> check_terms(Asked const& asked, Command const& it) {
  if (it.days < 1 || it.days > limits::support_days_max) {
    return Error::unprocessable("body.days", "From 1 day to " + std::to_string(limits::support_days_max) + ".");
  }
  if (it.ends < it.starts) {
    return Error::unprocessable("body.ends", "The last day lies before the first. Change one of them.");
  }
  if (it.ends < asked.today) return Error::unprocessable("body.ends", "This day is over. Choose a later one.");
  if (it.pence_a_day > pence_a_day_max) {
    return Error::unprocessable("body.pence_a_day", "At most £10,000 a day. Check the amount.");
  }
  if (it.funding == Funding::none && it.pence_a_day > 0) {
    return Error::unprocessable("body.funding", "Say who pays, or take the rate out.");
  }
  TRY(talk::check_pupils({it.aims.value, it.funding_note.value, it.exit.value}, {}));
  return {};
}

/// The supporter promises so many days for it from now on.
Result<void> promise(Change& change, View const& view, SupportRequest const& request, std::uint32_t days) {
  auto const before = support::promised_days(view, request);
  auto const match = request.match ? view.find<SupportMatch>(*request.match) : nullptr;
  bool const in_spite = match && !match->override_reason.empty();
  auto const free = person_load::free_days(view, *request.supporter);
  if (days > before && free && *free < days - before && !in_spite) {
    return Error::conflict("full_diary", "The supporter has fewer days left this term. Agree on fewer days.");
  }
  auto const more = static_cast<std::int32_t>(days) - static_cast<std::int32_t>(before);
  if (more != 0) person_load::promise_days(change, view, *request.supporter, more);
  return {};
}

void ask_to_sign(Change& change, View const& view, Asked& asked, SupportRequest const& request,
                 SupportAgreement const& it) {
  support::tell(change, view, asked, request, missing_signers(view, request, it),
                {.because = Because::agreement_to_sign, .support_agreement = it.id});
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateAgreement const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const request, door.readable<SupportRequest>("ids.support_request", command.support_request));
  TRY(door.may(Thing::agreement, Action::create, support::subject_of(request)));
  TRY(check_version(asked, request->version));
  if (request->state != SupportState::matched) {
    return wrong_state("An agreement is written once somebody has said that they will help.");
  }
  if (request->agreement) return Error::conflict("wrong_state", "There is an agreement. Edit that one.");
  TRY(check_terms(asked, command));
  SupportAgreement made{.id = asked.take<SupportAgreementId>(),
                        .request = request->id,
                        .requester = request->requester,
                        .supporter = *request->supporter,
                        .requester_school = request->organisation,
                        .supporter_school = *request->supporter_school,
                        .created = asked.now};
  write(made, command);
  Change change;
  change.answer_key = record_key<SupportAgreement>(made.id);
  TRY(promise(change, view, *request, made.days));
  auto changed = *request;
  changed.agreement = made.id;
  ++changed.version;
  answer_needs(change, view, request->id, Because::agreement_wanted);
  ask_to_sign(change, view, asked, changed, made);
  change.put(std::move(made)).put(std::move(changed));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditAgreement const& command) {
  TRY_INTO(auto const it, agreements::agreement_for(view, asked, command.support_agreement, Thing::agreement,
                                                    Action::edit, agreements::CheckVersion::yes));
  if (it.agreement->state != AgreementState::draft && it.agreement->state != AgreementState::signing) {
    return wrong_state("It is signed by all, or has ended. End it, and write a new one.");
  }
  TRY(check_terms(asked, command));
  auto edited = *it.agreement;
  write(edited, command);
  if (edited.content_hash == it.agreement->content_hash) return Change::unchanged<SupportAgreement>(edited.id);
  edited.state = AgreementState::draft;
  ++edited.version;
  Change change;
  change.answer_key = record_key<SupportAgreement>(edited.id);
  TRY(promise(change, view, *it.request, edited.days));
  answer_needs(change, view, it.request->id, Because::agreement_to_sign);
  ask_to_sign(change, view, asked, *it.request, edited);
  change.put(std::move(edited));
  return change;
}

namespace {

Result<void> check_signing(View const& view, Asked const& asked, Found const& it, SignAgreement const& command) {
  auto const& agreement = *it.agreement;
  if (agreement.content_hash != command.content_hash.value) {
    return Error::conflict("changed", "It is not what you read any more. Read it again, then sign it.");
  }
  if (agreements::is_signed(agreement, command.capacity)) {
    return Error::conflict("already_signed", "This line is signed.");
  }
  if (agreement.exit.empty()) return Error::conflict("no_exit", "Say first how it ends, well or early. Edit it.");
  if (agreement.ends < asked.today) return Error::conflict("dates_over", "Its last day is over. Choose new dates.");
  if (agreement.signatures.size() >= limits::signatures_kept_max) {
    return Error::conflict("too_many_signatures", "It was signed and changed too often. End it, and write a new one.");
  }
  // Who signs two lines signs none for another, unless nobody else could.
  auto const me = asked.actor.person;
  for (auto const& signature : agreement.signatures) {
    if (signature.person != me || signature.hash != agreement.content_hash) continue;
    for (auto const line : {signature.capacity, command.capacity}) {
      auto const others = holders_of(view, *it.request, line);
      if (std::any_of(others.begin(), others.end(), [&](PersonId person) { return person != me; })) {
        return Error::conflict("two_lines", "You signed another line. This one is for somebody else who can.");
      }
    }
  }
  return {};
}

void come_into_force(Change& change, View const& view, Asked& asked, SupportRequest request,
                     SupportAgreement& agreement) {
  agreement.state = AgreementState::in_force;
  agreement.in_force = asked.now;
  request.state = SupportState::agreed;
  request.agreement_by.reset();
  ++request.version;
  for (auto const because : {Because::agreement_to_sign, Because::agreement_wanted, Because::release_wanted}) {
    answer_needs(change, view, request.id, because);
  }
  support::tell(change, view, asked, request, support::parties_of(view, request),
                {.because = Because::agreement_in_force, .support_agreement = agreement.id});
  change.put(std::move(request));
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SignAgreement const& command) {
  TRY_INTO(auto const it, agreements::agreement_for(view, asked, command.support_agreement, Thing::agreement,
                                                    Action::sign, agreements::CheckVersion::no));
  if (asked.actor.is_system()) return Error::not_found();
  auto const standing = view.standing(asked.actor.person);
  if (!standing || !holds(view, *standing, *it.request, command.capacity)) {
    return Error::forbidden("own_line", "Sign your own line: this one is for somebody else.");
  }
  TRY(check_version(asked, it.agreement->version));
  if (it.agreement->state != AgreementState::draft && it.agreement->state != AgreementState::signing) {
    return wrong_state("It is signed by all, or has ended.");
  }
  TRY(check_signing(view, asked, it, command));
  auto agreement = *it.agreement;
  agreement.signatures.values.push_back({command.capacity, asked.actor.person, agreement.content_hash, asked.now});
  agreement.state = AgreementState::signing;
  ++agreement.version;
  Change change;
  change.answer_key = record_key<SupportAgreement>(agreement.id);
  bool const by_all = std::all_of(std::begin(lines), std::end(lines),
                                  [&](auto line) { return agreements::is_signed(agreement, line); });
  if (by_all) {
    come_into_force(change, view, asked, *it.request, agreement);
  } else {
    auto const waited_for = missing_signers(view, *it.request, agreement);
    answer_needs(change, view, it.request->id, Because::agreement_to_sign, [&](Notification const& notice) {
      return std::find(waited_for.begin(), waited_for.end(), notice.person) == waited_for.end();
    });
    if (command.capacity == SigningCapacity::supporter_head) {
      answer_needs(change, view, it.request->id, Because::release_wanted);
    }
  }
  change.put(std::move(agreement));
  return change;
}

void agreements::end(Change& change, View const& view, Asked& asked, SupportRequest const& request,
                     Note const& reason) {
  support::free_promises(change, view, asked, request, reason);
  for (auto const because : {Because::agreement_to_sign, Because::midterm_due}) {
    answer_needs(change, view, request.id, because);
  }
}

void agreements::name_requester(Change& change, View const& view, Asked& asked, SupportRequest const& request) {
  auto const found = request.agreement ? view.find<SupportAgreement>(*request.agreement) : nullptr;
  if (!found || found->state == AgreementState::in_force || found->state == AgreementState::ended) return;
  auto renamed = *found;
  renamed.requester = request.requester;
  renamed.content_hash = content_hash_of(renamed);
  renamed.state = AgreementState::draft;
  ++renamed.version;
  answer_needs(change, view, request.id, Because::agreement_to_sign);
  ask_to_sign(change, view, asked, request, renamed);
  change.put(std::move(renamed));
}

void agreements::ask_to_evaluate(Change& change, View const& view, Asked& asked, SupportRequest const& request) {
  auto people = support::heads_of_requester(view, request);
  people.push_back(request.requester);
  support::tell(change, view, asked, request, people, {.because = Because::evaluation_due});
}

Result<Change> decide(View const& view, Asked& asked, EndAgreement const& command) {
  TRY_INTO(auto const it, agreements::agreement_for(view, asked, command.support_agreement, Thing::agreement,
                                                    Action::end, agreements::CheckVersion::yes));
  if (it.agreement->state == AgreementState::ended) return wrong_state("It has ended.");
  if (command.reason.empty()) return Error::unprocessable("body.reason", "Say why it ends: the others read it.");
  TRY(talk::check_pupils({command.reason.value}, {}));
  auto const& request = *it.request;
  Change change;
  change.answer_key = record_key<SupportAgreement>(it.agreement->id);
  auto people = support::parties_of(view, request);
  auto const tell_ended = [&](SupportRequest const& of) {
    support::tell(change, view, asked, of, people,
                  {.because = Because::agreement_ended, .support_agreement = it.agreement->id});
  };
  if (request.state == SupportState::active) {
    agreements::end(change, view, asked, request, command.reason);
    agreements::ask_to_evaluate(change, view, asked, request);
    tell_ended(request);
    return change;
  }
  // Before the first visit: somebody else may help. Who read it as a supporter does not any more.
  auto const leavers = support::readers_lost_without_supporter(view, request);
  std::erase_if(people,
                [&](PersonId person) { return std::find(leavers.begin(), leavers.end(), person) != leavers.end(); });
  for (auto const person : leavers) {
    notify(change, view, asked, {.to = person, .because = Because::agreement_ended, .support_match = request.match});
  }
  tell_ended(request);
  support::reopen(change, view, asked, request, command.reason);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AnswerMidterm const& command) {
  TRY_INTO(auto const it, agreements::agreement_for(view, asked, command.support_agreement, Thing::agreement,
                                                    Action::answer, agreements::CheckVersion::yes));
  if (it.agreement->state != AgreementState::in_force || !it.agreement->midterm_asked) {
    return wrong_state("This is asked half way, while the agreement is in force.");
  }
  TRY(talk::check_pupils({command.change.value}, {}));
  auto const capacity =
      it.request->requester == asked.actor.person ? SigningCapacity::requester : SigningCapacity::supporter;
  auto answered = *it.agreement;
  std::erase_if(answered.midterm.values, [&](auto const& one) { return one.capacity == capacity; });
  answered.midterm.values.push_back({capacity, command.working, command.change, asked.now});
  ++answered.version;
  Change change;
  change.put(std::move(answered));
  answer_needs(change, view, it.request->id, Because::midterm_due,
               [&](Notification const& notice) { return notice.person == asked.actor.person; });
  if (!command.working) {
    support::tell_brokers(change, view, asked, *it.request,
                          {.because = Because::midterm_due, .support_agreement = it.agreement->id, .news = true});
  }
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, GetAgreement const& query, Page const&) {
  TRY_INTO(auto const found,
           Door(view, asked).readable<SupportAgreement>("ids.support_agreement", query.support_agreement));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, ListAgreements const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<SupportRequest>("ids.support_request", query.support_request));
  auto const prefix = IndexKey(Index::agreements_by_request).id(query.support_request).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<SupportAgreement>(SupportAgreementId{~read_u64(key.substr(9))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<SupportAgreement>(found->id);
    return true;
  });
}

}  // namespace staffroom
