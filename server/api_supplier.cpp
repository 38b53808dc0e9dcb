// Suppliers by HTTP: whoever bears the link of an invitation to quote, without an account. And scans of quotes on
// paper, by whoever enters them.

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/api.hpp"
#include "server/calls.hpp"
#include "server/digits.hpp"
#include "server/file_answer.hpp"

namespace staffroom {

using net::Admission;
using net::refuse;
using net::Request;
using net::Respond;
using net::Response;
using net::Verb;

namespace {

enum class SupplierAct : std::uint8_t {
  look,
  save,
  submit,
  withdraw,
  attach,
  detach,
  fetch_own,
  fetch_sent,
  fetch_pack
};

/// Of /supplier/{token}, …/submit, …/withdraw, …/files, …/files/{n}, …/sent/{n}, …/pack/{n}.
struct SupplierPath {
  std::string_view token;
  SupplierAct act = SupplierAct::look;
  std::uint32_t place = 0;
};

std::optional<std::uint32_t> place_in(std::string_view digits) {
  auto const place = path_digits_as<std::uint32_t>(digits);
  return place && *place < limits::quote_files_max + limits::pack_files_max ? place : std::nullopt;
}

std::optional<SupplierAct> act_of(Verb verb, std::string_view word, bool has_place) {
  bool const reads = is_read(verb);
  if (has_place) {
    if (word == "files" && verb == Verb::remove) return SupplierAct::detach;
    if (word == "files" && reads) return SupplierAct::fetch_own;
    if (word == "sent" && reads) return SupplierAct::fetch_sent;
    if (word == "pack" && reads) return SupplierAct::fetch_pack;
    return {};
  }
  if (word.empty() && reads) return SupplierAct::look;
  if (word.empty() && verb == Verb::put) return SupplierAct::save;
  if (verb != Verb::post) return {};
  if (word == "submit") return SupplierAct::submit;
  if (word == "withdraw") return SupplierAct::withdraw;
  return word == "files" ? std::optional(SupplierAct::attach) : std::nullopt;
}

std::optional<SupplierPath> supplier_path(Verb verb, std::string_view rest) {
  auto const take = [&rest] {
    auto const slash = rest.find('/');
    auto const part = rest.substr(0, slash);
    rest = slash == rest.npos ? std::string_view() : rest.substr(slash + 1);
    return part;
  };
  SupplierPath out;
  bool const goes_on = rest.find('/') != rest.npos;
  out.token = take();
  bool const has_place = rest.find('/') != rest.npos;
  auto const word = take();
  auto const act = goes_on == !word.empty() ? act_of(verb, word, has_place) : std::nullopt;
  auto const place = has_place ? place_in(rest) : std::optional(std::uint32_t{0});
  if (!act || !place) return {};
  out.act = *act;
  out.place = *place;
  return out;
}

/// The file that they ask for; null: they have none there.
PurchaseFile const* file_in(SupplierPage const& page, SupplierAct act, std::uint32_t place) {
  auto const at = [place](auto const& files) { return place < files.size() ? &files[place] : nullptr; };
  if (act == SupplierAct::fetch_pack) return at(page.pack_files);
  bool const of_draft = act == SupplierAct::fetch_own && page.view.draft;  // which begins as what was sent
  auto const& quote = of_draft ? page.view.draft : page.view.sent;
  return quote ? at(quote->files.values) : nullptr;
}

Response supplier_answer(Result<SupplierView> const& view) {
  if (!view) return net::problem(view.error());
  Response response;
  append_json(response.body, *view);
  return std::move(response.add("Content-Type", "application/json").add("Cache-Control", "no-store"));
}

Error others_send_files() {
  return {ErrorCode::unavailable, {}, "Other files are on their way. Try again in a minute.", {}};
}

}  // namespace

Admission Api::admit_supplier(Request const& request, std::string_view rest) {
  bool const reads = is_read(request.verb);
  auto const path = supplier_path(request.verb, rest);
  bool const sends_file = path && path->act == SupplierAct::attach;
  if (!reads) {
    if (auto error = sends_file ? check_origin(request) : check_write(request)) return refuse(*error);
  }
  if (reads && request.has_body) return refuse(Error::bad_request("body", "A request that reads has no body."));
  auto const link = path ? shared_.suppliers.read(path->token) : std::nullopt;
  if (!link) return refuse(Error::not_found());
  if (!shared_.suppliers.may_call(*link)) return refuse(reads ? too_many_reads() : too_many_writes());
  if (sends_file) return admit_supplier_file(request, *link);
  bool const is_file = path->act >= SupplierAct::fetch_own;
  if (is_file) {
    return run_on_files_pool(
        {}, [this, link = *link, act = path->act, place = path->place, asked = RangeAsked(request)] {
          auto const page = shared_.suppliers.page_of(link);
          if (!page) return net::problem(page.error());
          auto const* about = file_in(*page, act, place);
          auto file = about ? shared_.store.files().find(about->organisation, about->sha256) : nullptr;
          if (!file) return net::problem(Error::not_found());
          FileAnswer answer{std::move(file), "\"" + about->sha256 + "\"", about->name.value, about->type,
                            Shown::attachment};
          return file_answer(std::move(answer), asked, shared_.uploads.pool());
        });
  }
  Admission admission;
  admission.body_bytes_max = limits::supplier_body_bytes_max;
  admission.run = [this, link = *link, act = path->act, place = path->place](std::string body, Respond respond) {
    auto const done = [respond](Result<SupplierView> view) { respond(supplier_answer(view)); };
    auto& desk = shared_.suppliers;
    if (act == SupplierAct::look) return desk.look(link, done);
    if (act == SupplierAct::withdraw) return desk.withdraw(link, done);
    if (act == SupplierAct::detach) return desk.detach(link, place, done);
    if (act == SupplierAct::save) {
      auto decoded = decode_supplier_saves(body);
      return decoded ? desk.save(link, *std::move(decoded), done) : done(decoded.error());
    }
    auto decoded = decode_supplier_submits(body);
    return decoded ? desk.submit(link, *std::move(decoded), done) : done(decoded.error());
  };
  return admission;
}

Admission Api::admit_supplier_file(Request const& request, links::Link const& link) {
  if (!shared_.suppliers.may_send_file(link)) return refuse(too_many_writes());
  auto place = shared_.quote_files.take_place(link.id);
  if (!place) return {net::problem(others_send_files(), 30), 0, nullptr, nullptr};
  Admission admission;
  admission.body_bytes_max = limits::quote_file_bytes_max;
  admission.body_deadline = limits::import_upload_deadline;
  admission.run = [this, link, place, name = sent_file_name(request.content_disposition)](std::string body,
                                                                                          Respond respond) {
    auto const done = [respond](Result<SupplierView> view) { respond(supplier_answer(view)); };
    shared_.suppliers.attach(link, name, std::move(body), place, done);
  };
  return admission;
}

Admission Api::admit_quote_scan(Request const& request, PathIds const& ids, Asking const& asking) {
  auto upload = decode_upload_quote_scan(ids);
  if (!upload) return refuse(upload.error());
  auto const actor = asking.signed_in.actor;
  auto place = shared_.quote_files.take_place(actor.person.value);
  if (!place) return {net::problem(others_send_files(), 30), 0, nullptr, nullptr};
  Admission admission;
  admission.body_bytes_max = limits::quote_file_bytes_max;
  admission.body_deadline = limits::import_upload_deadline;
  admission.run = [this, purchase = upload->purchase, actor, place, name = sent_file_name(request.content_disposition)](
                      std::string body, Respond respond) {
    auto const bytes = std::make_shared<std::string const>(std::move(body));
    auto work = [this, purchase, actor, place, name, bytes, respond] {
      auto response = store_quote_scan(purchase, actor, name, *bytes);
      place->give_back();
      respond(std::move(response));
    };
    if (!shared_.quote_files.run(std::move(work))) respond(net::problem(others_send_files(), 30));
  };
  return admission;
}

/// Blocks. Looked at before it is kept, and kept for whoever may enter it only.
Response Api::store_quote_scan(PurchaseId purchase, Actor const& actor, std::string const& name,
                               std::string const& bytes) {
  auto const organisation = shared_.store.may_enter_quote(actor, purchase);
  if (!organisation) return net::problem(organisation.error());
  auto file = shared_.quote_files.take(*organisation, name, bytes);
  if (!file) return net::problem(file.error());
  Submission submission;
  submission.actor = actor;
  submission.command = StoreQuoteScan{purchase, *std::move(file)};
  auto const outcome = shared_.store.submit_and_wait(std::move(submission));
  if (!outcome) return net::problem(outcome.error());
  Response response;
  response.status = status_of(Success::created, *outcome);
  response.body = outcome->record;
  response.add("Staffroom-Seq", std::to_string(outcome->seq)).add("Cache-Control", "no-store");
  response.add("Content-Type", "application/json").add("Location", outcome->self);
  return std::move(response.add("ETag", "\"" + std::to_string(outcome->version) + "\""));
}

}  // namespace staffroom
