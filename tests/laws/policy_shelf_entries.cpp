// What each action of the library asks for.
#include "tests/laws/policy_shelves.hpp"
#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {
namespace {

EditResource edited(ShelfWorld const& w) {
  EditResource command{.resource = w.resource, .title = {"Renamed"}};
  command.licence = w.it.over_cap || w.it.all_rights ? Licence::all_rights : Licence::cc_by;
  if (w.it.has_subject) command.subject = Name{"Maths"};
  return command;
}

std::vector<ShelfEntry> resource_entries() {
  auto const confirm = [](ShelfWorld const& w) { return Command(ConfirmResource{w.resource, w.s.in_days(60)}); };
  return {
      {"resource", "read", [](ShelfWorld const& w) { return Query(GetResource{w.resource}); }},
      {"resource", "list", [](ShelfWorld const&) { return Query(ListResources{}); },
       [](ShelfWorld const& w) { return key("resource", w.resource); }},
      {"resource", "create",
       [](ShelfWorld const& w) { return Command(CreateResource{.organisation = w.node, .title = {"New"}}); }},
      {"resource", "edit", [](ShelfWorld const& w) { return Command(edited(w)); }},
      {"resource", "publish",
       [](ShelfWorld const& w) { return Command(PublishResource{w.resource, w.s.in_days(60)}); }},
      {"resource", "set_audience",
       [](ShelfWorld const& w) {
         return Command(ShareResource{.resource = w.resource, .shared_with = w.it.over_cap ? w.s.network : w.node});
       }},
      {"resource", "withdraw", [](ShelfWorld const& w) { return Command(WithdrawResource{w.resource}); }},
      {"resource", "invite_coauthor",
       [](ShelfWorld const& w) { return Command(InviteCoauthor{w.resource, w.helper.id()}); }},
      {"resource", "set_review_by", confirm},
      {"resource", "confirm_current", confirm},
      {"resource", "accept_coauthorship", [](ShelfWorld const& w) { return Command(AcceptCoauthorship{w.resource}); }},
      {"resource", "leave_coauthorship", [](ShelfWorld const& w) { return Command(LeaveCoauthorship{w.resource}); }},
      {"resource", "take_down", [](ShelfWorld const& w) { return Command(TakeDownResource{w.resource, {"Why."}}); }},
      {"resource", "transfer_owner",
       [](ShelfWorld const& w) { return Command(TransferResource{w.resource, w.helper.id()}); }},
      {"resource", "delete", [](ShelfWorld const& w) { return Command(DeleteResource{w.resource}); }},
      {"resource", "feature", [](ShelfWorld const& w) { return Command(FeatureResource{w.resource, true}); }},
      {"resource", "unfeature", [](ShelfWorld const& w) { return Command(FeatureResource{w.resource, false}); }},
      {"resource", "copy_to_adapt", [](ShelfWorld const& w) { return Command(CopyResource{w.resource, w.target}); }},
  };
}

std::vector<ShelfEntry> version_entries() {
  return {
      {"version", "read", [](ShelfWorld const& w) { return Query(GetVersion{w.version}); }},
      {"version", "list", [](ShelfWorld const& w) { return Query(ListVersions{w.resource}); },
       [](ShelfWorld const& w) { return key("resource_version", w.version); }},
      {"version", "create",
       [](ShelfWorld const& w) {
         return Command(CreateVersion{
             .resource = w.resource, .address = Line{"https://example.org/2"}, .note = {"New."}, .may_share = true});
       }},
      {"version", "restore", [](ShelfWorld const& w) { return Command(RestoreVersion{w.version, {}}); }},
      {"version", "label", [](ShelfWorld const& w) { return Command(LabelVersion{w.version, {"Spring"}}); }},
      {"version", "replace",
       [](ShelfWorld const& w) { return Command(ReplaceVersion{w.version, {{w.upload}}, true}); }},
      {"version", "confirm_false_alarm",
       [](ShelfWorld const& w) {
         return Command(ConfirmFalseAlarm{w.version, {"It is an example from the guidance."}});
       }},
      {"version", "delete", [](ShelfWorld const& w) { return Command(DeleteVersion{w.version}); }},
      {"approval", "read", [](ShelfWorld const& w) { return Query(GetApproval{w.approval}); }},
      {"approval", "list", [](ShelfWorld const& w) { return Query(ListApprovals{w.resource}); },
       [](ShelfWorld const& w) { return key("approval", w.approval); }},
      {"approval", "ask", [](ShelfWorld const& w) { return Command(AskApproval{w.resource}); }},
      {"approval", "approve",
       [](ShelfWorld const& w) { return Command(ApproveResource{w.resource, {w.content_hash}}); }},
      {"approval", "refuse", [](ShelfWorld const& w) { return Command(RefuseApproval{w.approval, {"Not yet."}}); }},
      {"approval", "withdraw", [](ShelfWorld const& w) { return Command(WithdrawApproval{w.approval, {"Not yet."}}); }},
  };
}

std::vector<ShelfEntry> use_entries() {
  auto const tells = [](ShelfWorld const& w) {
    return Command(TellUse{w.use, {"A lesson."}, {}, {}, {"It went well."}});
  };
  auto const scores = [](ShelfWorld const& w) { return Command(ScoreResource{w.resource, 1, 2, 3, 4}); };
  return {
      {"use", "read", [](ShelfWorld const& w) { return Query(GetUse{w.use}); }},
      {"use", "list", [](ShelfWorld const& w) { return Query(ListUses{w.resource}); },
       [](ShelfWorld const& w) { return key("resource_use", w.use); }},
      {"use", "create", [](ShelfWorld const& w) { return Command(UseResource{w.resource, w.user}); }},
      {"use", "edit", tells},
      {"use", "follow_up", tells},
      {"use", "change_state", [](ShelfWorld const& w) { return Command(SetUse{w.use, UseState::stopped}); }},
      // What others see of scores is their mean, in the activity.
      {"rubric_score", "read", [](ShelfWorld const& w) { return Query(GetActivity{w.resource}); }},
      {"rubric_score", "list", [](ShelfWorld const& w) { return Query(GetActivity{w.resource}); }},
      {"rubric_score", "create", scores},
      {"rubric_score", "edit", scores},
      {"rubric_score", "delete", [](ShelfWorld const& w) { return Command(WithdrawScore{w.resource}); }},
      {"adaptation", "read", [](ShelfWorld const& w) { return Query(GetLineage{w.resource}); },
       [](ShelfWorld const& w) { return key("resource", w.copy); }},
      {"adaptation", "list", [](ShelfWorld const& w) { return Query(GetLineage{w.resource}); },
       [](ShelfWorld const& w) { return key("resource", w.copy); }},
  };
}

std::vector<ShelfEntry> more_shelf_entries() {
  return {
      {"collection", "read", [](ShelfWorld const& w) { return Query(GetCollection{w.collection}); }},
      {"collection", "list", [](ShelfWorld const&) { return Query(ListCollections{}); },
       [](ShelfWorld const& w) { return key("collection", w.collection); }},
      {"collection", "create",
       [](ShelfWorld const& w) { return Command(CreateCollection{.organisation = w.node, .title = {"New"}}); }},
      {"collection", "edit",
       [](ShelfWorld const& w) { return Command(EditCollection{.collection = w.collection, .title = {"Renamed"}}); }},
      {"collection", "publish", [](ShelfWorld const& w) { return Command(PublishCollection{w.collection}); }},
      {"collection", "set_audience",
       [](ShelfWorld const& w) {
         return Command(
             ShareCollection{.collection = w.collection, .shared_with = w.it.over_cap ? w.s.network : w.node});
       }},
      {"collection", "withdraw", [](ShelfWorld const& w) { return Command(WithdrawCollection{w.collection}); }},
      {"collection", "take_down",
       [](ShelfWorld const& w) { return Command(TakeDownCollection{w.collection, {"Why."}}); }},
      {"collection", "transfer_owner",
       [](ShelfWorld const& w) { return Command(TransferCollection{w.collection, w.helper.id()}); }},
      {"collection", "delete", [](ShelfWorld const& w) { return Command(DeleteCollection{w.collection}); }},
      {"upload", "read", [](ShelfWorld const& w) { return Query(GetUpload{w.upload}); }},
      {"upload", "list", [](ShelfWorld const&) { return Query(ListUploads{}); },
       [](ShelfWorld const& w) { return key("upload", w.upload); }},
      {"upload", "create", [](ShelfWorld const& w) { return Command(OpenUpload{w.node, {"new.pdf"}, 10}); }},
      {"upload", "edit",
       [](ShelfWorld const& w) {
         return Command(StoreUpload{w.upload, std::string(64, 'e'), FileFormat::pdf, {"application/pdf"}});
       }},
      {"upload", "delete", [](ShelfWorld const& w) { return Command(DropUpload{w.upload}); }},
      {"curriculum", "read", [](ShelfWorld const& w) { return Query(GetCurriculumUnit{w.unit}); }},
      {"curriculum", "list", [](ShelfWorld const&) { return Query(ListCurriculum{}); },
       [](ShelfWorld const& w) { return key("curriculum_unit", w.unit); }},
      {"curriculum", "edit",
       [](ShelfWorld const& w) {
         return Command(PutCurriculumUnit{
             .source = {"Our own"}, .slug = {std::to_string(w.node.value)}, .subject = {"Art"}, .title = {"New"}});
       }},
  };
}

}  // namespace

std::vector<ShelfEntry> const& shelf_entries() {
  static std::vector<ShelfEntry> const all = [] {
    auto out = resource_entries();
    for (auto part : {version_entries(), use_entries(), more_shelf_entries()}) {
      out.insert(out.end(), part.begin(), part.end());
    }
    return out;
  }();
  return all;
}

namespace {

/// A field of a profile, in one of the parts that came.
bool shows_field(std::string const& field, Json const& answer) {
  if (field == "promised_days") return !answer.at("also").empty();
  auto const& parts = answer.at("items");
  return std::any_of(parts.begin(), parts.end(), [&](auto const& part) {
    auto const found = part.at("fields").find(field);
    return found != part.at("fields").end() && !found->empty() && *found != "";
  });
}

}  // namespace

bool holds(PolicyCase const& one, Json const& answer) {
  if (one.record == "audit") return !answer.at("items").empty();
  if (one.listed == "left out") return !answer.at("left_out").empty();
  if (one.listed == "themes") return answer.at("sharing") != 0;
  if (one.listed->starts_with("field/")) return shows_field(one.listed->substr(6), answer);
  auto const has = [&](char const* part) {
    if (!answer.contains(part)) return false;
    auto const& all = answer.at(part);
    return std::any_of(all.begin(), all.end(), [&](auto const& it) {
      if (one.record == "link") return "link/" + it.at("link").dump() == *one.listed;
      return it.contains("kind") && it.at("kind").template get<std::string>() + "/" + it.at("id").dump() == *one.listed;
    });
  };
  return has("items") || has("also") || (one.record == "adaptation" && has("into"));
}

}  // namespace staffroom::tests
