// The permission table's rows of buying together.
#include "store/policy_rules.hpp"

namespace staffroom {
std::vector<Rule> buying_rules() {
  using enum Action;
  using enum Condition;
  using R = Relation;
  auto const managers = [] { return any_of({R::business, R::leader}); };
  auto const stewards = [] { return any_of({R::owner, R::business, R::leader, R::governor}); };
  auto const shared = [&](std::vector<Condition> only_if) {
    auto out = stewards();
    out.push_back({R::audience, std::move(only_if)});
    return out;
  };
  return {
      {Thing::contract, {read}, shared({}), {}, Refused::not_found},
      {Thing::contract, {read_money, download}, shared({money_shared}), {}, Refused::not_found},
      {Thing::contract, {create}, managers(), {cap}},
      {Thing::contract,
       {edit, give_notice, extend, end, void_entry, attach, set_audience},
       any_of({R::owner, R::business}),
       {cap}},
      {Thing::radar, {read}, managers(), {}, Refused::not_found},
      {Thing::pool, {read}, any_of({R::organiser, R::participant, R::audience}), {}, Refused::not_found},
      {Thing::pool, {create}, managers(), {cap}},
      {Thing::pool, {edit, open, close, cancel, hand_over, to_purchase}, any_of({R::organiser}), {}},
      {Thing::pool, {set_audience}, any_of({R::organiser}), {cap}},
      {Thing::participation,
       {read},
       {{R::organiser, {}}, {R::participant, {}}, {R::business, {mine}}, {R::leader, {mine}}},
       {},
       Refused::not_found},
      {Thing::participation,
       {create, sign},
       {{R::participant, {}}, {R::leader, {}}, {R::business, {signatory}}},
       {own_school}},
      {Thing::participation, {change_quantity, leave}, any_of({R::participant}), {own_school, signatory}},
      {Thing::participation, {remove}, any_of({R::organiser}), {}},
      {Thing::participation,
       {sign_off_tender, sign_off_award, refuse_award},
       any_of({R::participant}),
       {own_school, signatory}},
      {Thing::supplier, {read}, any_of({R::network}), {}, Refused::not_found},
      {Thing::supplier, {create, edit, merge}, managers(), {}},
      {Thing::supplier_experience, {read}, any_of({R::network}), {}, Refused::not_found},
      {Thing::supplier_experience, {create}, managers(), {own_school, used_supplier}},
      {Thing::supplier_experience, {edit, withdraw}, {{R::author, {reads}}, {R::business, {own_school}}}, {}},
      {Thing::supplier_experience, {reply}, managers(), {}},
      {Thing::threshold_table, {read}, any_of({R::network}), {}, Refused::not_found},
      {Thing::threshold_table, {edit}, any_of({R::admin}), {fresh}},
      {Thing::saving, {read}, stewards(), {}, Refused::not_found},
      {Thing::saving, {create, edit, void_entry}, any_of({R::owner, R::business}), {}},
      {Thing::saving, {confirm_realised}, managers(), {not_own}},
  };
}

std::vector<Rule> purchase_rules() {
  using enum Action;
  using enum Condition;
  using R = Relation;
  auto const panel = [](std::vector<Condition> const& owner, std::vector<Condition> const& evaluator,
                        std::vector<Condition> const& price_evaluator) {
    return std::vector<Grant>{
        {R::owner, owner}, {R::chair, owner}, {R::evaluator, evaluator}, {R::price_evaluator, price_evaluator}};
  };
  std::vector<Condition> const opened{unsealed, declared};
  std::vector<Condition> const scored{all_scored, declared};
  auto const participants = [](std::vector<Grant> grants, Condition when) {
    grants.push_back({R::participant, {when}});
    return grants;
  };
  auto const all_when_scored = panel({all_scored}, {all_scored}, {all_scored});
  auto with_author = all_when_scored;
  with_author.push_back({R::author, {}});
  return {
      {Thing::purchase,
       {read},
       any_of(
           {R::owner, R::participant, R::business, R::leader, R::governor, R::chair, R::evaluator, R::price_evaluator}),
       {},
       Refused::not_found},
      {Thing::purchase, {create}, any_of({R::business, R::leader}), {cap}},
      {Thing::purchase,
       {edit, set_value, set_criteria, choose_route, advance, name_people, cancel, hand_over},
       any_of({R::owner}),
       {}},
      {Thing::purchase, {approve_gate}, any_of({R::leader}), {not_own}},
      {Thing::purchase, {export_file}, any_of({R::owner, R::leader, R::governor}), {fresh}},
      {Thing::supplier_link, {read, create, revoke, extend_all}, any_of({R::owner}), {}, Refused::not_found},
      {Thing::quote, {enter_by_hand}, any_of({R::owner}), {not_evaluator}},
      {Thing::quote, {read}, panel(opened, opened, scored), {}, Refused::not_found},
      {Thing::quote, {read_price}, panel(opened, scored, opened), {}, Refused::not_found},
      {Thing::quote, {open_all, admit_late, reject}, any_of({R::owner, R::chair}), {declared}},
      {Thing::score, {read}, participants(with_author, awarded), {}, Refused::not_found},
      {Thing::score, {create, edit, submit}, {{R::evaluator, {declared}}, {R::price_evaluator, {declared}}}, {}},
      {Thing::moderation, {read}, participants(all_when_scored, awarded), {}, Refused::not_found},
      {Thing::moderation, {edit, close}, any_of({R::chair}), {declared}},
      {Thing::moderation, {dissent}, any_of({R::evaluator, R::price_evaluator}), {declared}},
      {Thing::award,
       {read},
       any_of(
           {R::owner, R::chair, R::participant, R::evaluator, R::price_evaluator, R::business, R::leader, R::governor}),
       {},
       Refused::not_found},
      {Thing::award, {propose, edit_letters, publish, record_challenge, confirm, abandon}, any_of({R::owner}), {}},
      {Thing::award, {sign_off}, any_of({R::participant}), {own_school, signatory}},
      {Thing::award, {read_letter}, any_of({R::owner}), {}, Refused::not_found},
  };
}

}  // namespace staffroom
