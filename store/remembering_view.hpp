// A view that reads nothing twice but messages: for work that asks for the same few records again and again, as the
// search index asks for the topic, the channel and the team of each message, and suggestions for everybody's school.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/view.hpp"

namespace staffroom {

/// One thread. The view below shows one state for as long as this lives.
class RememberingView : public View {
 public:
  explicit RememberingView(View const& base) : base_(base) {}

  std::shared_ptr<Record const> find_record(Kind kind, std::string const& key) const override;
  std::optional<std::string> find_raw(Kind kind, std::string const& key) const override {
    return base_.find_raw(kind, key);
  }
  void scan_index(std::string const& prefix, std::string const& from, IndexVisitor const& visit) const override {
    base_.scan_index(prefix, from, visit);
  }
  void scan_records_down(std::string const& prefix, std::string const& below,
                         RecordVisitor const& visit) const override {
    base_.scan_records_down(prefix, below, visit);
  }
  void scan_audit_down(Seq below, AuditVisitor const& visit) const override { base_.scan_audit_down(below, visit); }
  void take_time() const override { base_.take_time(); }
  void scan_window_up(Seq after, WindowVisitor const& visit) const override { base_.scan_window_up(after, visit); }
  search::Follower* searching() const override { return base_.searching(); }
  std::shared_ptr<PersonStanding const> standing(PersonId person) const override { return base_.standing(person); }
  std::string name_json(PersonId person) const override { return base_.name_json(person); }
  Seq seq() const override { return base_.seq(); }

 protected:
  std::shared_ptr<void const> find_decoded(Kind kind, std::string const& key) const override;

 private:
  static constexpr std::size_t remembered_max = 4'096;
  View const& base_;
  mutable std::unordered_map<std::string, std::shared_ptr<Record const>> remembered_;  // null: there is none
};

}  // namespace staffroom
