// What suppliers do by the link from their mail, without an account: look, draft, send, take back. Reads and commands
// on a pool of its own. A link that is altered, foreign, revoked, replaced or past its time is not_found, always alike.
// Thread-safe.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/supplier_desk.hpp"
#include "server/links.hpp"
#include "server/pool.hpp"
#include "server/quote_files.hpp"
#include "server/rates.hpp"
#include "store/store.hpp"
#include "store/supplier_pages.hpp"

namespace staffroom {

class SupplierDesk {
 public:
  SupplierDesk(Store& store, links::Key const& key, QuoteFiles& files, bool limits_off);

  /// What the token says, if it is of ours: cheap, no disk. Whether its link is live is asked with each act.
  std::optional<links::Link> read(std::string_view token) const;
  bool may_call(links::Link const& link) { return limits_off_ || calls_.take(link.id); }
  bool may_send_file(links::Link const& link) { return limits_off_ || sent_files_.take(link.id); }

  // `done` is called on another thread. Errors: not_found; those of the store; unavailable.
  using Done = std::function<void(Result<SupplierView>)>;
  void look(links::Link const& link, Done done);
  void save(links::Link const& link, SupplierSaves body, Done done);
  void submit(links::Link const& link, SupplierSubmits body, Done done);
  void withdraw(links::Link const& link, Done done);
  void detach(links::Link const& link, std::uint32_t place, Done done);
  /// Takes it as one of their draft's. Errors: also those of QuoteFiles::take.
  void attach(links::Link const& link, std::string name, std::string bytes, std::shared_ptr<QuoteFiles::Place> place,
              Done done);

  /// Blocks.
  Result<SupplierPage> page_of(links::Link const& link) const;

  void stop() { pool_.stop(); }

 private:
  void does(links::Link const& link, std::function<Command(SupplierLinkId)> make, Done const& done);
  Result<SupplierView> act(links::Link const& link, Command command);
  Result<SupplierView> take_file(links::Link const& link, std::string const& name, std::string const& bytes);

  Store& store_;
  links::Key key_;
  QuoteFiles& files_;
  bool limits_off_;
  Buckets calls_;
  Buckets sent_files_;
  WorkerPool pool_;
};

/// The address of a supplier's page, which works while the link is live.
std::string supplier_address(std::string const& hub, links::Key const& key, SupplierLink const& link);

}  // namespace staffroom
