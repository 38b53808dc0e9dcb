// The parts of a person's copy, and what is theirs of what is bought together.
#include "store/personal_copy_parts.hpp"

#include "store/permissions.hpp"

namespace staffroom {

std::vector<PersonalCopy::Part> copies::empty_parts() {
  return {{"Who I am", "account", {}},
          {"What I say of myself, and what is asked of me", "profile", {}},
          {"Where I work and worked", "memberships", {}},
          {"Where I am signed in", "sessions", {}},
          {"Teams", "teams", {}},
          {"Topics that I started or summed up, and actions", "topics", {}},
          {"Messages that I wrote", "messages", {}},
          {"Earlier texts of messages that I edited", "revisions", {}},
          {"Reactions that I gave", "reactions", {}},
          {"Where others mentioned me", "mentions", {}},
          {"How far I have read", "marks", {}},
          {"Notifications", "notifications", {}},
          {"Invitations by me and to me", "invitations", {}},
          {"Requests to join a team", "join_requests", {}},
          {"Messages to the leads of a team", "lead_messages", {}},
          {"Reports to the leads", "reports", {}},
          {"Resources that I made or keep", "resources", {}},
          {"Versions that I added", "versions", {}},
          {"Approvals that I asked for or decided", "approvals", {}},
          {"Where I said that a school uses a resource", "uses", {}},
          {"How I judged resources", "scores", {}},
          {"Problems with resources that I reported or answered", "resource_reports", {}},
          {"Practice posts that I made, keep or am named in", "practice", {}},
          {"Where I said that a school tries something", "adoptions", {}},
          {"Support that I asked for, was asked for or gave", "support", {}},
          {"Peer reviews that I took part in", "peer_reviews", {}},
          {"Contracts, pools, purchases and savings that I entered, signed or wrote about", "buying", {}},
          {"Collections that I made or keep", "collections", {}},
          {"Files that I uploaded and did not use yet", "uploads", {}},
          {"Downloads that I asked for", "downloads", {}},
          {"Imports that I made", "imports", {}},
          {"Mail to me", "mail", {}},
          {"Erasures asked for", "erasures", {}},
          {"What I did", "deeds", {}}};
}

namespace {

class OwnInBuying {
 public:
  OwnInBuying(View const& view, PersonId person) : view_(view), person_(person) {}

  template <class R>
  void add(R const&) {}

  void add(Contract const& it) {
    if (it.author != person_) return;
    Contract own{.id = it.id, .version = it.version, .organisation = it.organisation, .created = it.created};
    own.author = person_;
    if (i_read(it)) own = it;
    put(std::move(own), "A contract that I entered for " + name_of(it.organisation), it.created);
  }
  void add(ContractEntry const& it) {
    if (it.author != person_) return;
    ContractEntry own{.id = it.id,
                      .version = it.version,
                      .contract = it.contract,
                      .type = it.type,
                      .date = it.date,
                      .author = it.author,
                      .created = it.created};
    if (i_read(it)) own = it;
    auto words = own.note.value;
    put(std::move(own), "What I entered about a contract", it.created, std::move(words));
  }
  void add(Pool const& it) {
    if (it.owner == person_) put(it, "I organise: " + it.terms.title.value, it.created);
  }
  void add(Participation const& it) {
    Participation own{.id = it.id, .version = it.version, .pool = it.pool, .school = it.school, .state = it.state};
    for (auto const& one : it.signatures) {
      if (one.person == person_) own.signatures.values.push_back(one);
    }
    if (own.signatures.empty()) return;
    auto const at = own.signatures.values.back().at;
    put(std::move(own), "I signed for " + name_of(it.school), at);
  }
  void add(SupplierExperience const& it) {
    auto const supplier = view_.find<Supplier>(it.supplier);
    auto const about = supplier ? supplier->name.value : std::string("a supplier");
    if (it.author == person_) {
      auto own = it;  // without somebody else's words
      if (own.reply && own.reply->by != person_) own.reply.reset();
      put(std::move(own), "What I said of " + about, it.created, it.text.value);
    } else if (it.reply && it.reply->by == person_) {
      SupplierExperience own{
          .id = it.id, .version = it.version, .supplier = it.supplier, .organisation = it.organisation};
      own.reply = it.reply;
      put(std::move(own), "My reply about " + about, it.reply->at, it.reply->text.value);
    }
  }
  void add(Saving const& it) {
    bool const mine = it.author == person_ || it.expected.by == person_ || (it.had && it.had->by == person_);
    if (!mine) return;
    Saving own{.id = it.id, .version = it.version, .organisation = it.organisation, .created = it.created};
    if (i_read(it)) own = it;
    put(std::move(own), "A saving that I entered or confirmed for " + name_of(it.organisation), it.created);
  }
  void add(Purchase const& it) {
    if (it.owner == person_) return put(it, "I buy: " + it.title.value, it.created);
    // Without the others.
    Purchase own{.id = it.id, .version = it.version, .organisation = it.organisation, .created = it.created};
    auto about = std::string("I signed or approved a purchase of ");
    for (auto const& one : it.sign_offs) {
      if (one.person == person_) own.sign_offs.values.push_back(one);
    }
    if (it.approval && it.approval->person == person_) own.approval = it.approval;
    if (i_read(it)) {
      own.title = it.title;
      for (auto const& one : it.people) {
        if (one.person != person_) continue;
        own.people.values.push_back(one);
        about = "I am named in a purchase of ";
      }
    }
    if (own.sign_offs.empty() && own.people.empty() && !own.approval) return;
    put(std::move(own), about + name_of(it.organisation), it.created);
  }
  void add(PurchaseGate const& it) {
    if (it.by == person_ && i_read(it)) put(it, "I took a purchase through a gate", it.at, it.reason.value);
  }
  void add(PurchaseDeclaration const& it) {
    if (it.person == person_) return put(it, "What I declared about a purchase", it.created, it.words.value);
    if (it.decided_by != person_ || !i_read(it)) return;
    auto own = it;  // without somebody else's words
    own.words = {};
    put(std::move(own), "A declaration that I decided about", it.created, it.reason.value);
  }
  /// Of what is sealed nothing: nobody reads it.
  void add(Quote const& it) {
    if (it.entered_by == person_ && i_read(it)) put(it, "A quote that I entered", it.received.value_or(TimestampMs{}));
  }
  void add(QuoteScan const& it) {
    if (it.author == person_ && i_read(it)) put(it, "A scan of mine", it.created, it.file.name.value);
  }
  void add(QuoteScore const& it) {
    if (it.author == person_ && i_read(it)) put(it, "How I scored a quote", it.submitted.value_or(TimestampMs{}));
  }
  void add(Moderation const& it) {
    Moderation own{.id = it.id, .version = it.version, .state = it.state};
    if (!i_read(it)) return;
    std::string words;
    for (auto const& one : it.dissents) {
      if (one.person != person_) continue;
      own.dissents.values.push_back(one);
      words = one.text.value;
    }
    if (it.priced_by == person_) {
      own.priced_by = person_;
      own.prices = it.prices;
    }
    if (own.dissents.empty() && !own.priced_by) return;
    put(std::move(own), "My part in the evaluation of a purchase", it.closed.value_or(TimestampMs{}), std::move(words));
  }
  void add(RadarPlan const& it) {
    if (it.id == person_) put(it, "How far my radar looks", {});
  }

  std::vector<copies::Own> found;

 private:
  template <class R>
  bool i_read(R const& it) const {
    return reads(view_, {person_, {}, {}}, Record{it});
  }
  template <class R>
  void put(R own, std::string about, TimestampMs at, std::string text = {}) {
    found.push_back({Record{std::move(own)}, std::move(about), at, std::move(text)});
  }
  std::string name_of(OrganisationId id) const {
    auto const node = view_.find<Organisation>(id);
    return node ? node->name.value : "an organisation";
  }

  View const& view_;
  PersonId person_;
};

}  // namespace

std::vector<copies::Own> copies::own_in_buying(View const& view, PersonId person, Record const& record) {
  OwnInBuying looking(view, person);
  visit([&](auto const& it) { looking.add(it); }, record);
  return std::move(looking.found);
}

}  // namespace staffroom
