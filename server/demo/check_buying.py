"""The part of check_script.py about buying together: what its commands hold, and what must stand there at the end."""
import collections

FIELDS = {  # of each command: needed, and optional
    "create_supplier": ("organisation supplier_name company_number sme website note", ""),
    "merge_supplier": ("supplier into", ""),
    "create_contract": ("organisation details money money_shared", "shared_with"),
    "give_notice": ("contract given reason", ""),
    "extend_contract": ("contract", ""),
    "void_contract": ("contract reason", ""),
    "add_contract_entry": ("contract type date what note", "quantity amount as_agreed"),
    "create_experience": ("supplier organisation category delivered price_held buy_again text", ""),
    "reply_to_experience": ("experience text", ""),
    "create_pool": ("organisation terms schools", "shared_with"),
    "open_pool": ("pool", ""),
    "sign_pool": ("pool school committed maximum content_hash", ""),
    "leave_pool": ("pool school reason", ""),
    "close_pool": ("pool", ""),
    "cancel_pool": ("pool reason", ""),
    "edit_bands": ("organisation bands source", ""),
    "create_saving": ("organisation title category from to method baseline baseline_source against evidence",
                      "contract pool"),
    "confirm_saving": ("saving method baseline baseline_source against evidence", ""),
    "drop_saving": ("saving reason", ""),
}
ONE_OF = {"delivered": "on_time mostly late not_yet", "price_held": "yes rose_as_agreed rose_unexpectedly",
          "buy_again": "yes with_changes no"}
MAY_BE_EMPTY = {"description", "reference", "framework", "early_termination", "exit_plan", "data_protection",
                "company_number", "website"}
AFTER = {"create_contract": "entered", "give_notice": "notice_given", "void_contract": "voided",
         "create_pool": "draft", "open_pool": "open", "close_pool": "closed", "cancel_pool": "cancelled",
         "start_purchase": "purchasing",
         "create_saving": "potential", "confirm_saving": "realised", "drop_saving": "unrealised"}
SUBJECTS = ("contract", "pool", "saving", "purchase")   # what AFTER is about, by the field that names it


def month_of(text):
    """'@last/4': 4, counted from the month of the last day; nothing of a date that is told otherwise."""
    kind, _, months = text[1:].partition("/")
    return int(months) if kind in ("first", "last") else None


class Check:
    def __init__(self, bad, places):
        self.bad, self.places = bad, places
        self.suppliers, self.signed, self.left = {}, collections.Counter(), collections.Counter()
        self.ends = collections.defaultdict(set)    # of a category: the months of the ends, with the schools
        self.states, self.owners, self.counts = collections.Counter(), set(), collections.Counter()

    def step(self, where, step):
        call, with_ = step["call"], step["with"]
        self.counts[call] += 1
        if call == "create_contract":
            self.contract(where, step, with_)
        if call == "create_supplier":
            if with_["supplier_name"] in self.suppliers:
                self.bad(where, "supplier entered twice under one name")
            self.suppliers[with_["supplier_name"]] = step["as"]
            if with_["company_number"]:
                self.bad(where, "a number could be a real company's")
        if call == "sign_pool":
            self.signed[with_["pool"]] += 1
            if not 0 < with_["committed"] <= with_["maximum"]:
                self.bad(where, "more committed than the maximum")
        if call == "leave_pool":
            self.left[with_["pool"]] += 1
        for name in ("date", "given"):      # bank holidays move it on, by four days at Easter
            if name in with_ and -int(with_[name].split("/")[1]) < int(step["at"].split()[0]) + 4:
                self.bad(where, f"{with_[name]} could be a day to come")
        for name in ("amount", "baseline", "against"):
            if name in with_:
                self.amount(f"{where} {name}", with_[name])

    def amount(self, where, amount):
        if not isinstance(amount["pence"], int) or isinstance(amount["pence"], bool) or amount["pence"] <= 0:
            self.bad(where, f"{amount['pence']} pence")

    def contract(self, where, step, with_):
        details, owner = with_["details"], with_["organisation"].split("/", 1)[1]
        self.owners.add(owner)
        first, last = month_of(details["starts"]), month_of(details["ends"])
        if first is None or last is None or first > last:
            self.bad(where, f"from {details['starts']} to {details['ends']}")
            return
        for name in ("annual", "total"):
            if name in with_["money"]:
                self.amount(f"{where} {name}", with_["money"][name])
        if (details["extensions_left"] > 0) != (details["extension_months"] > 0):
            self.bad(where, "options without months, or months without options")
        self.counts["renews by itself"] += details["renewal_months"] > 0
        self.counts["renewed"] += details["renewal_months"] > 0 and last < 0
        self.counts["ended"] += details["renewal_months"] == 0 and last < 0
        self.counts["planned"] += first > 0
        self.counts["shared with nobody"] += "shared_with" not in with_
        self.counts["money is shared"] += with_["money_shared"]
        self.ends[details["category"]].add((last, owner))

    def renewed_together(self, category):
        """Organisations of which a contract ends within three months of each other."""
        return max(len({owner for month, owner in self.ends[category] if first <= month <= first + 2})
                   for first in range(0, 12))

    def wanted(self, by_kind):
        return {
            "contracts": 40 <= self.counts["create_contract"] <= 60, "registers": len(self.owners) >= 8,
            "contracts that are void or given up": by_kind["contract"]["voided"] >= 1
            and by_kind["contract"]["notice_given"] >= 2,
            "contracts that ended, renewed, are to come": self.counts["ended"] >= 2 and self.counts["renewed"] >= 1
            and self.counts["planned"] >= 2,
            "contracts that renew by themselves": self.counts["renews by itself"] >= 8,
            "contracts shared with nobody, and with their money": self.counts["shared with nobody"] >= 2
            and self.counts["money is shared"] >= 6,
            "schools that renew cleaning together": self.renewed_together("cleaning_services") >= 3,
            "schools that renew copiers together": self.renewed_together("multifunctional_devices") >= 3,
            "entries": self.counts["add_contract_entry"] >= 6, "experience": self.counts["create_experience"] >= 5
            and self.counts["reply_to_experience"] >= 1, "merged suppliers": self.counts["merge_supplier"] >= 1,
            "states of pools": all(by_kind["pool"][it] for it in ("draft", "open", "purchasing", "cancelled")),
            "signatures": sum(self.signed.values()) >= 5 and sum(self.left.values()) >= 1,
            "states of savings": all(by_kind["saving"][it] for it in ("potential", "realised", "unrealised")),
            "bands": self.counts["edit_bands"] >= 1,
        }
