// Downloads: a copy of a person's data, the audit trail and a register of contracts as CSV, the file of a purchase.
// Made on the read pool, or where files are read. All but the register are deeds, and stand in the audit trail before
// the first byte leaves.
#include <algorithm>
#include <atomic>
#include <functional>

#include "protocol/limits.hpp"
#include "server/api.hpp"
#include "server/api_text.hpp"
#include "server/contracts_csv.hpp"
#include "server/digits.hpp"
#include "server/personal_copy.hpp"
#include "server/purchase_file.hpp"
#include "store/calendar.hpp"

namespace staffroom {

using net::Admission;
using net::refuse;
using net::Respond;
using net::Response;

namespace {

constexpr std::string_view audit_path = "/audit.csv";
constexpr std::string_view own_copy_path = "/me/data";
constexpr std::string_view person_prefix = "/people/";
constexpr std::string_view data_suffix = "/data";
constexpr std::string_view organisation_prefix = "/organisations/";
constexpr std::string_view contracts_suffix = "/contracts.csv";
constexpr std::string_view purchase_prefix = "/purchases/";
constexpr std::string_view file_suffix = "/file.zip";

std::atomic<bool> copying{false};

Error busy() { return {ErrorCode::unavailable, {}, "Another copy is being made. Try again in a moment.", "busy"}; }

/// The id between the two, as in /people/{person}/data.
template <class Id>
std::optional<Id> id_between(std::string_view path, std::string_view prefix, std::string_view suffix) {
  bool const fits = path.size() > prefix.size() + suffix.size() && path.starts_with(prefix) && path.ends_with(suffix);
  if (!fits) return {};
  auto const digits = path.substr(prefix.size(), path.size() - prefix.size() - suffix.size());
  auto const id = path_digits_as<std::uint64_t>(digits);
  return id && *id != 0 ? std::optional(Id{*id}) : std::nullopt;
}

/// 2026-09-07T08:00:00Z
std::string instant(TimestampMs at) {
  std::chrono::sys_time<std::chrono::milliseconds> const time{std::chrono::milliseconds{at.value}};
  auto const day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const clock{std::chrono::floor<std::chrono::seconds>(time) - day};
  auto const two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) + "-" +
         two(static_cast<unsigned>(date.day())) + "T" + two(clock.hours().count()) + ":" +
         two(clock.minutes().count()) + ":" + two(clock.seconds().count()) + "Z";
}

/// One cell: always quoted; a text that a spreadsheet would take for a formula gets an apostrophe before it.
void add_cell(std::string& line, std::string_view text) {
  if (!line.empty() && line.back() != '\n') line += ',';
  line += '"';
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) line += '\'';
  for (char const c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

std::string csv_of(Store::AuditLines const& lines) {
  std::string out;
  for (std::size_t i = 0; i < lines.page.items.size(); ++i) {
    auto const& it = lines.page.items[i];
    std::string who = "Staffroom";
    for (auto const& named : lines.page.names) {
      if (it.person == named.id) who = named.name;
    }
    std::string line;
    add_cell(line, instant(it.at));
    add_cell(line, who);
    add_cell(line, it.person ? std::to_string(it.person->value) : "");
    add_cell(line, it.command);
    add_cell(line, it.record);
    add_cell(line, it.id ? std::to_string(it.id) : "");
    add_cell(line, lines.organisations[i]);
    add_cell(line, std::to_string(it.seq));
    out += line + "\r\n";
  }
  return out;
}

/// One page of the trail as a part of the answer, and how the next one is made.
Response audit_part(Shared& shared, Actor const& actor, ListAudit const& query, std::string const& cursor) {
  auto const lines = shared.store.audit(actor, query, {limits::page_size_max, cursor});
  if (!lines) return net::problem(lines.error());
  Response part;
  if (cursor.empty()) {
    part.body =
        "\xEF\xBB\xBF\"time\",\"person\",\"person_id\",\"deed\",\"record\",\"record_id\",\"organisation\",\"seq\"\r\n";
    part.add("Content-Type", "text/csv; charset=utf-8").add("Cache-Control", "no-store");
    part.add("Content-Disposition", "attachment; filename=\"audit.csv\"");
  }
  part.body += csv_of(*lines);
  if (auto const& next = lines->page.next) {
    part.more = [&shared, actor, query, next = *next](Respond respond) {
      auto read = [&shared, actor, query, next, respond] { respond(audit_part(shared, actor, query, next)); };
      if (shared.readers.run_for(actor.person.value, std::move(read)) != Taken::yes) respond(net::problem(busy()));
    };
  }
  return part;
}

/// One part of the register, read as the asker may at that moment, and how the next one is made.
Response contracts_part(Shared& shared, Actor const& actor, OrganisationId organisation, std::string const& from) {
  auto const lines = shared.store.contract_lines(actor, organisation, from);
  if (!lines) return net::problem(lines.error());
  Response part;
  if (from.empty()) {
    part.body = contracts_csv_header();
    part.add("Content-Type", "text/csv; charset=utf-8").add("Cache-Control", "no-store");
    part.add("Content-Disposition", "attachment; filename=\"contracts.csv\"");
  }
  part.body += contracts_csv_of(*lines);
  if (auto const& next = lines->next) {
    part.more = [&shared, actor, organisation, next = *next](Respond respond) {
      auto read = [&shared, actor, organisation, next, respond] {
        respond(contracts_part(shared, actor, organisation, next));
      };
      if (shared.readers.run_for(actor.person.value, std::move(read)) != Taken::yes) respond(net::problem(busy()));
    };
  }
  return part;
}

/// A part of the file of a purchase, and how the next one is made.
Response purchase_part(Shared& shared, std::shared_ptr<PurchaseZip> const& zip) {
  auto bytes = zip->next();
  if (!bytes) return net::problem(bytes.error());
  Response part;
  part.body = std::move(*bytes);
  if (zip->is_over()) return part;
  part.more = [&shared, zip](Respond respond) {
    auto read = [&shared, zip, respond] { respond(purchase_part(shared, zip)); };
    if (!shared.uploads.pool().run(std::move(read))) respond(net::problem(busy()));
  };
  return part;
}

Response purchase_answer(Shared& shared, Actor const& actor, PurchaseId purchase) {
  auto const records = shared.store.purchase_records(actor, purchase);
  if (!records) return net::problem(records.error());
  auto response = purchase_part(shared, std::make_shared<PurchaseZip>(shared.store, actor, *records));
  if (response.status != 200) return response;
  response.add("Content-Type", "application/zip").add("Cache-Control", "no-store");
  auto const name = "purchase-" + std::to_string(purchase.value) + ".zip";
  response.add("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

/// The deed stands in the audit trail before it is done; who may not do it is refused there.
Admission noted_first(Store& store, Actor const& actor, Command note, std::function<void(Respond)> deed) {
  Admission admission;
  admission.run = [&store, actor, note = std::move(note), deed = std::move(deed)](std::string, Respond respond) {
    Submission submission;
    submission.actor = actor;
    submission.command = note;
    store.submit(std::move(submission), [deed, respond](Outcome const& noted) {
      if (!noted) return respond(net::problem(noted.error()));
      deed(respond);
    });
  };
  return admission;
}

Response zip_answer(std::string bytes) {
  Response response;
  response.body = std::move(bytes);
  response.add("Content-Type", "application/zip").add("Cache-Control", "no-store");
  response.add("Content-Disposition", "attachment; filename=\"staffroom-data.zip\"");
  return response;
}

}  // namespace

std::optional<Admission> Api::admit_export(net::Request const& request, std::string_view path, std::string_view query,
                                           Asking const& asking) {
  auto const of = id_between<PersonId>(path, person_prefix, data_suffix);
  auto const register_of = id_between<OrganisationId>(path, organisation_prefix, contracts_suffix);
  auto const purchase = id_between<PurchaseId>(path, purchase_prefix, file_suffix);
  bool const is_audit = path == audit_path;
  if (!of && !register_of && !purchase && !is_audit && path != own_copy_path) return {};
  // The register says nothing that its list does not; all else is a deed of a person.
  auto const needed = register_of ? std::optional(TokenScope::read) : std::nullopt;
  if (auto error = beyond_token(asking, needed)) return refuse(*error);
  if (request.verb != net::Verb::get) {
    Error error{ErrorCode::method_not_allowed, {}, "This path takes GET.", {}};
    return Admission{net::problem(error).add("Allow", "GET"), 0, nullptr, nullptr};
  }
  if (is_audit) return admit_audit_csv(query, asking);
  if (!query.empty()) return refuse(Error::bad_request("query", "This has no query string."));
  if (register_of) return admit_contracts_csv(*register_of, asking);
  if (purchase) return admit_purchase_file(*purchase, asking);
  return admit_data(of.value_or(asking.signed_in.actor.person), asking);
}

Admission Api::admit_audit_csv(std::string_view query, Asking const& asking) {
  auto parameters = parse_query(query);
  if (!parameters) return refuse(parameters.error());
  auto const& all = endpoints();
  auto const list = std::find_if(all.begin(), all.end(), [](auto const& it) { return it.name == ListAudit::name; });
  auto decoded = decode_query(*list, {}, *parameters);
  if (!decoded) return refuse(decoded.error());
  auto const& actor = asking.signed_in.actor;
  return noted_first(shared_.store, actor, NoteAuditRead{.exported = true},
                     [this, query = get<ListAudit>(*decoded), actor](Respond const& respond) {
                       auto read = [this, query, actor, respond] { respond(audit_part(shared_, actor, query, {})); };
                       auto const taken = shared_.readers.run_for(actor.person.value, std::move(read));
                       if (taken != Taken::yes) respond(net::problem(busy(), 2));
                     });
}

Admission Api::admit_contracts_csv(OrganisationId organisation, Asking const& asking) {
  Admission admission;
  admission.run = [this, organisation, actor = asking.signed_in.actor](std::string, Respond respond) {
    auto read = [this, organisation, actor, respond] {
      auto response = contracts_part(shared_, actor, organisation, {});
      respond(std::move(response));
    };
    if (shared_.readers.run_for(actor.person.value, std::move(read)) != Taken::yes) respond(net::problem(busy(), 2));
  };
  return admission;
}

Admission Api::admit_data(PersonId person, Asking const& asking) {
  auto const& actor = asking.signed_in.actor;
  return noted_first(shared_.store, actor, NoteExport{person}, [this, person, actor](Respond const& respond) {
    auto make = [this, person, actor, respond] {
      // It reads everything: one at a time, so that the other reader stays with those who wait for a page.
      if (copying.exchange(true)) return respond(net::problem(busy(), 2));
      auto const data = shared_.store.data_about(actor.person, person);
      auto zip = data ? copy_as_zip(*data) : Result<std::string>(data.error());
      copying = false;
      respond(zip ? zip_answer(std::move(*zip)) : net::problem(zip.error()));
    };
    auto const taken = shared_.readers.run_for(actor.person.value, std::move(make));
    if (taken != Taken::yes) respond(net::problem(busy(), 2));
  });
}

Admission Api::admit_purchase_file(PurchaseId purchase, Asking const& asking) {
  auto const& actor = asking.signed_in.actor;
  return noted_first(
      shared_.store, actor, NotePurchaseExport{purchase}, [this, purchase, actor](Respond const& respond) {
        auto make = [this, purchase, actor, respond] { respond(purchase_answer(shared_, actor, purchase)); };
        auto const taken = shared_.uploads.pool().run_for(actor.person.value, std::move(make));
        if (taken != Taken::yes) respond(net::problem(busy(), 2));
      });
}

/// Whoever administers something and opens the audit page leaves a line in it; once for each time it is opened.
void Api::note_audit_read(Query const& query, Page const& page, Actor const& actor) {
  if (!holds_alternative<ListAudit>(query) || !page.cursor.empty()) return;
  auto const standing = shared_.store.standing(actor.person);
  if (!standing) return;
  auto const administers = [](auto const& role) { return role.role == Role::administrator; };
  if (std::none_of(standing->roles.begin(), standing->roles.end(), administers)) return;
  Submission note;
  note.actor = actor;
  note.command = NoteAuditRead{};
  note.lane = Lane::background;
  shared_.store.submit(std::move(note), [](Outcome const&) {});
}

}  // namespace staffroom
