// What the store knows of people's files, and who may bring and take them.
#include "store/answering.hpp"
#include "store/index_rows.hpp"
#include "store/purchases.hpp"
#include "store/resources_downloads.hpp"
#include "store/store_parts.hpp"
#include "store/supplier_pages.hpp"

namespace staffroom {

std::vector<Upload> Store::uploads() const {
  std::vector<Upload> out;
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    view.scan_index(IndexKey(Index::uploads_by_person).take(), {}, [&](std::string_view key, std::string_view) {
      if (auto const upload = view.find<Upload>(UploadId{~read_u64(key.substr(9))})) out.push_back(*upload);
      return true;
    });
  } catch (ReadFailed const&) {
    out.clear();
  }
  return out;
}

std::vector<Download> Store::downloads_preparing() const {
  std::vector<Download> out;
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    view.scan_index(IndexKey(Index::downloads_preparing).take(), {}, [&](std::string_view key, std::string_view) {
      if (auto const download = view.find<Download>(DownloadId{read_u64(key.substr(1))})) out.push_back(*download);
      return true;
    });
  } catch (ReadFailed const&) {
    out.clear();
  }
  return out;
}

std::vector<ResourceVersion> Store::versions_checking() const {
  std::vector<ResourceVersion> out;
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    view.scan_index(IndexKey(Index::versions_checking).take(), {}, [&](std::string_view key, std::string_view) {
      auto const version = view.find<ResourceVersion>(ResourceVersionId{read_u64(key.substr(1))});
      if (version) out.push_back(*version);
      return true;
    });
  } catch (ReadFailed const&) {
    out.clear();
  }
  return out;
}

bool Store::names_file(OrganisationId organisation, std::string_view sha256) const {
  try {
    bool found = false;
    auto const view = impl_->engine->view(ReadTier::disk);
    for (auto const index : {Index::files_by_hash, Index::purchase_files}) {
      auto const prefix = IndexKey(index).id(organisation).text(bytes_from_hex(sha256)).take();
      view.scan_index(prefix, {}, [&](std::string_view, std::string_view) {
        found = true;
        return false;
      });
    }
    return found;
  } catch (ReadFailed const&) {
    return true;
  }
}

bool Store::may_upload(Actor const& actor, OrganisationId organisation) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    auto const asked = asking(actor, impl_->engine->clock.now());
    Subject subject;
    subject.organisation = organisation;
    subject.about = actor.person;
    return Door(view, asked).may(Thing::upload, Action::create, subject).has_value();
  } catch (ReadFailed const&) {
    return false;
  }
}

std::vector<DownloadItem> Store::download_contents(Download const& download) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    Actor actor;
    actor.person = download.person;
    return contents_of(view, asking(actor, impl_->engine->clock.now()), download);
  } catch (ReadFailed const&) {
    return {};
  }
}

bool Store::may_take(Actor const& actor, ResourceVersionId version) const {
  try {
    return staffroom::may_take(impl_->engine->view(ReadTier::disk), asking(actor, impl_->engine->clock.now()), version);
  } catch (ReadFailed const&) {
    return false;
  }
}

Result<SupplierPage> Store::supplier_page(SupplierLinkId link) const {
  try {
    auto page = purchases::supplier_page(impl_->engine->view(ReadTier::disk), impl_->engine->clock.now(), link);
    if (!page) return Error::not_found();
    return *std::move(page);
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
}

Result<OrganisationId> Store::may_enter_quote(Actor const& actor, PurchaseId purchase) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    auto const asked = asking(actor, impl_->engine->clock.now());
    TRY_INTO(auto const found, purchases::purchase_for(view, asked, purchase, Thing::quote, Action::enter_by_hand,
                                                       buying::CheckVersion::no));
    return found->organisation;
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
}

}  // namespace staffroom
