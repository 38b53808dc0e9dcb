"""The part of check_script.py about purchases: what their commands hold, the money of their prices, and that one stands
in every stage at the end."""
import collections

FIELDS = {  # of each command: needed, and optional
    "create_purchase": ("organisation title category law agreement", ""),
    "start_purchase": ("pool", ""),
    "edit_purchase": ("purchase title category law agreement what why months market_notes splitting_answer",
                      "starts market_on related"),
    "set_purchase_value": ("purchase lines", ""),
    "set_tender_pack": ("purchase pack", ""),
    "name_purchase_people": ("purchase people reason", ""),
    "choose_route": ("purchase way reason", ""),
    "advance_purchase": ("purchase reason", ""),
    "approve_purchase": ("purchase note", ""),
    "cancel_purchase": ("purchase reason", ""),
    "sign_tender": ("purchase school content_hash", ""),
    "declare_for_purchase": ("purchase nil words", ""),
    "clear_purchase_declaration": ("declaration reason", ""),
    "invite_to_quote": ("purchase supplier email contact", ""),
    "send_quote": ("supplier_link answers lines remarks", ""),
    "open_quotes": ("purchase", ""),
    "score_quote": ("quote scores", ""),
    "submit_scores": ("purchase", ""),
    "submit_price_scores": ("purchase scores", ""),
    "agree_scores": ("purchase agreed", ""),
    "close_moderation": ("purchase reason", ""),
    "propose_award": ("purchase reasons", ""),
    "sign_award": ("purchase school content_hash", ""),
    "publish_award": ("purchase", ""),
    "confirm_award": ("purchase", ""),
    "complete_purchase": ("purchase starts ends notice extension_months extensions saving", ""),
}
STAGES = "need market_analysis sourcing_options go_to_market evaluation contract_award handover complete".split()
AFTER = {"create_purchase": "need", "open_quotes": "evaluation", "close_moderation": "contract_award",
         "confirm_award": "handover", "complete_purchase": "complete", "cancel_purchase": "cancelled"}
ONE_OF = {"law": "goods_services light_touch works concessions", "agreement": "one_off ongoing",
          "way": "page print catalogue quotes tender framework full_procedure"}
MAY_BE_EMPTY = {"why", "market_notes", "splitting_answer", "approval", "remarks", "reason", "words"}
REFERENCES = ("pack", "award", "quote")     # to what a purchase holds: "@quote/copiers/inkwell"
LONG = {"what": "need"}                     # named as elsewhere, and longer


class Check:
    def __init__(self, bad):
        self.bad, self.counts = bad, collections.Counter()
        self.weights = {}

    def step(self, where, step, states):
        call, with_ = step["call"], step["with"]
        self.counts[call] += 1
        if call == "start_purchase":
            states[step["as"]] = "need"
        if call == "advance_purchase":
            stage = STAGES.index(states[with_["purchase"][1:]])
            states[with_["purchase"][1:]] = STAGES[stage + 1]
        if call == "set_tender_pack":
            pack = with_["pack"]
            if pack["price_weight"] + sum(it["weight"] for it in pack["criteria"]) != 10_000:
                self.bad(where, "weights do not add up to the whole")
        if call == "invite_to_quote" and not with_["email"].endswith(".example"):
            self.bad(where, "an address that could be somebody's")
        for line in with_.get("lines", []):
            pence = line["amount"]["pence"]
            if not isinstance(pence, int) or isinstance(pence, bool) or pence <= 0:
                self.bad(where, f"{pence} pence")

    def wanted(self, by_kind):
        return {"stages of purchases": all(by_kind["purchase"][it] for it in [*STAGES, "cancelled"]),
                "quotes": self.counts["send_quote"] >= 10}
