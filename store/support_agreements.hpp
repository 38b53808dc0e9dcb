// What the rules of agreements and visits share.
#pragma once
#include <string>

#include "store/support.hpp"

namespace staffroom::agreements {

struct Found {
  std::shared_ptr<SupportAgreement const> agreement;
  support::Request request;
};
enum class CheckVersion { no, yes };
/// The agreement with its request, if the actor may do this to the thing under it.
Result<Found> agreement_for(View const& view, Asked const& asked, SupportAgreementId id, Thing thing, Action action,
                            CheckVersion check);

/// As canonical JSON, hashed: what a signature is bound to.
std::string content_hash_of(SupportAgreement const& agreement);
/// Whether the line has signed what the agreement says now.
bool is_signed(SupportAgreement const& agreement, SigningCapacity capacity);

/// The request's agreement ends, and what was promised is free. Puts the agreement and visits that fall with it, not
/// the request.
void end(Change& change, View const& view, Asked& asked, SupportRequest const& request, Note const& reason);
/// The request has another requester: an agreement that is not in force names them from now on, and is signed anew.
void name_requester(Change& change, View const& view, Asked& asked, SupportRequest const& request);
void ask_to_evaluate(Change& change, View const& view, Asked& asked, SupportRequest const& request);

}  // namespace staffroom::agreements
