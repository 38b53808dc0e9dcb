// Suppliers' acts.
#include "server/supplier_desk.hpp"

#include <limits>

#include "protocol/limits.hpp"
#include "server/log.hpp"

namespace staffroom {
namespace {

constexpr unsigned supplier_threads = 2;
constexpr std::size_t suppliers_waiting_max = 1'000;
constexpr double calls_burst = 60, calls_per_second = 2;
constexpr double files_burst = 15, files_per_second = 1.0 / 120;

/// The link itself says when it ends.
constexpr TimestampMs no_end_of_link{std::numeric_limits<std::int64_t>::max()};

Error desk_is_busy() {
  return {ErrorCode::unavailable, {}, "Many people send quotes at this moment. Try again in a minute.", "busy"};
}

/// Which of the things behind a link is not there is nobody's to learn.
Error told_alike(Error error) { return error.code == ErrorCode::not_found ? Error::not_found() : error; }

}  // namespace

std::string supplier_address(std::string const& hub, links::Key const& key, SupplierLink const& link) {
  return hub + "/supplier/" + links::token_of(key, {LinkType::quote, link.id.value, link.generation, no_end_of_link});
}

SupplierDesk::SupplierDesk(Store& store, links::Key const& key, QuoteFiles& files, bool limits_off)
    : store_(store),
      key_(key),
      files_(files),
      limits_off_(limits_off),
      calls_(calls_burst, calls_per_second),
      sent_files_(files_burst, files_per_second),
      pool_("suppliers", supplier_threads, {suppliers_waiting_max, suppliers_waiting_max}) {}

std::optional<links::Link> SupplierDesk::read(std::string_view token) const {
  auto const link = links::read_token(key_, token);
  return link && link->type == LinkType::quote ? link : std::nullopt;
}

Result<SupplierPage> SupplierDesk::page_of(links::Link const& link) const {
  auto page = store_.supplier_page(SupplierLinkId{link.id});
  if (!page) return told_alike(page.error());
  if (!page->is_live || page->link.generation != link.state) return Error::not_found();
  return page;
}

// ---- acts

void SupplierDesk::look(links::Link const& link, Done done) {
  auto work = [this, link, done] {
    auto page = page_of(link);
    if (!page) return done(page.error());
    done(std::move(page->view));
  };
  if (!pool_.run(std::move(work))) done(desk_is_busy());
}

void SupplierDesk::save(links::Link const& link, SupplierSaves body, Done done) {
  does(
      link,
      [body = std::move(body)](SupplierLinkId id) {
        return Command(SaveQuote{id, body.answers, body.lines, body.remarks});
      },
      done);
}

void SupplierDesk::submit(links::Link const& link, SupplierSubmits body, Done done) {
  does(link, [hash = std::move(body.content_hash)](SupplierLinkId id) { return Command(SubmitQuote{id, hash}); }, done);
}

void SupplierDesk::withdraw(links::Link const& link, Done done) {
  does(link, [](SupplierLinkId id) { return Command(WithdrawQuote{id}); }, done);
}

void SupplierDesk::detach(links::Link const& link, std::uint32_t place, Done done) {
  does(link, [place](SupplierLinkId id) { return Command(DetachQuoteFile{id, place}); }, done);
}

void SupplierDesk::attach(links::Link const& link, std::string name, std::string bytes,
                          std::shared_ptr<QuoteFiles::Place> place, Done done) {
  auto const shared_bytes = std::make_shared<std::string const>(std::move(bytes));
  auto work = [this, link, name = std::move(name), shared_bytes, place = std::move(place), done] {
    auto view = take_file(link, name, *shared_bytes);
    place->give_back();
    done(std::move(view));
  };
  if (!files_.run(std::move(work))) done(desk_is_busy());
}

void SupplierDesk::does(links::Link const& link, std::function<Command(SupplierLinkId)> make, Done const& done) {
  auto work = [this, link, make = std::move(make), done] { done(act(link, make(SupplierLinkId{link.id}))); };
  if (!pool_.run(std::move(work))) done(desk_is_busy());
}

Result<SupplierView> SupplierDesk::act(links::Link const& link, Command command) {
  TRY(page_of(link));
  Submission submission;
  submission.command = std::move(command);
  auto const outcome = store_.submit_and_wait(std::move(submission));
  if (!outcome) return told_alike(outcome.error());
  TRY_INTO(auto page, page_of(link));
  return std::move(page.view);
}

Result<SupplierView> SupplierDesk::take_file(links::Link const& link, std::string const& name,
                                             std::string const& bytes) {
  TRY_INTO(auto const page, page_of(link));
  // Before anything is kept that the store would not take.
  if (!page.takes_quotes) return Error::conflict("wrong_state", "Quotes are not taken any more.");
  auto const& now = page.view.draft ? page.view.draft : page.view.sent;  // a new draft begins as what was sent
  if (now && now->files.size() >= limits::quote_files_max) {
    return Error::unprocessable("file", "A quote may have at most " + std::to_string(limits::quote_files_max) +
                                            " files. Remove one, or put several into one PDF.");
  }
  auto file = files_.take(page.organisation, name, bytes);
  if (!file) {
    auto const& error = file.error();
    bool const is_full = error.code == ErrorCode::too_large || error.code == ErrorCode::no_space;
    if (!is_full) return error;
    log::warn("no_room_for_quote_file", {{"organisation", page.organisation.value}});
    return Error{error.code, "file", "There is no room for this file at the moment. Tell the contact.", error.reason};
  }
  return act(link, AttachQuoteFile{page.link.id, *std::move(file)});
}

}  // namespace staffroom
