// A view with changes over it that are not applied yet: what one command does step by step (a tick, a chunk of an
// import) sees its earlier steps, each as if it came alone. Cheap to make; lives within one decide().
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/change.hpp"
#include "store/derive.hpp"
#include "store/record_cache.hpp"
#include "store/view.hpp"

namespace staffroom {

class OverlayView : public View {
 public:
  explicit OverlayView(View const& base) : base_(base) {}

  /// Shows the change from now on.
  void add(Change const& change);
  /// Everything that was added, each record once as it is now, in the order in which they were first touched. Without
  /// an answer: say yourself what the command shows.
  Change take();
  /// How many records were touched.
  std::size_t size() const { return order_.size(); }
  bool has_index_row(std::string const& key) const;

  SharedRecord find_record(Kind kind, std::string const& key) const override;
  std::optional<std::string> find_raw(Kind kind, std::string const& key) const override;
  void scan_index(std::string const& prefix, std::string const& from, IndexVisitor const& visit) const override;
  void scan_records_down(std::string const& prefix, std::string const& below,
                         RecordVisitor const& visit) const override;
  void scan_audit_down(Seq below, AuditVisitor const& visit) const override { base_.scan_audit_down(below, visit); }
  void take_time() const override { base_.take_time(); }
  std::shared_ptr<PersonStanding const> standing(PersonId person) const override;
  std::string name_json(PersonId person) const override;
  Seq seq() const override { return base_.seq(); }

 protected:
  std::shared_ptr<void const> find_decoded(Kind kind, std::string const& key) const override;

 private:
  void set(Kind kind, std::string const& key, SharedRecord after);

  View const& base_;
  std::map<std::string, SharedRecord, std::less<>> records_;  // null: removed
  std::map<std::string, std::optional<std::string>, std::less<>> indexes_;
  std::vector<std::string> order_;  // keys of records
  StandingsTouched touched_;
  mutable std::unordered_map<PersonId, std::shared_ptr<PersonStanding const>> standings_;
};

}  // namespace staffroom
