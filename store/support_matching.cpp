// Who can help: points for what fits, in whole numbers; points off for being asked often; ties broken by who was asked
// longest ago. Points are never shown: the reasons are.
#include "store/support_matching.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace staffroom::matching {
namespace {

constexpr std::size_t left_out_max = 200;
constexpr std::uint32_t near_miles = 10;
constexpr std::uint32_t far_miles = 30;

std::string number_word(std::uint32_t number) {
  constexpr std::array words{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"};
  return number < words.size() ? words[number] : std::to_string(number);
}

std::string lower(std::string text) {
  for (auto& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string times(std::uint32_t number) {
  if (number == 1) return "once";
  if (number == 2) return "twice";
  return lower(number_word(number)) + " times";
}

std::string counted(std::uint32_t number, std::string const& one) {
  return number_word(number) + " " + one + (number == 1 ? "" : "s");
}

std::string_view stage_word(KeyStage stage) {
  switch (stage) {
    case KeyStage::eyfs: return "in the early years";
    case KeyStage::ks1: return "at key stage 1";
    case KeyStage::ks2: return "at key stage 2";
    case KeyStage::ks3: return "at key stage 3";
    case KeyStage::ks4: return "at key stage 4";
    case KeyStage::ks5: return "after 16";
  }
  return "";
}

std::string_view board_word(ExamBoard board) {
  switch (board) {
    case ExamBoard::aqa: return "AQA";
    case ExamBoard::edexcel: return "Edexcel";
    case ExamBoard::eduqas: return "Eduqas";
    case ExamBoard::ocr: return "OCR";
    case ExamBoard::wjec: return "WJEC";
    case ExamBoard::other: return "another board";
  }
  return "";
}

std::string_view need_word(SendNeed need) {
  switch (need) {
    case SendNeed::spld: return "specific learning difficulties";
    case SendNeed::mld: return "moderate learning difficulties";
    case SendNeed::sld: return "severe learning difficulties";
    case SendNeed::pmld: return "profound and multiple learning difficulties";
    case SendNeed::semh: return "social, emotional and mental health";
    case SendNeed::slcn: return "speech, language and communication";
    case SendNeed::hearing: return "hearing impairment";
    case SendNeed::vision: return "vision impairment";
    case SendNeed::multi_sensory: return "multi-sensory impairment";
    case SendNeed::physical: return "physical disability";
    case SendNeed::autism: return "autism";
    case SendNeed::other: return "other needs";
  }
  return "";
}

std::string_view offer_word(Offer offer) {
  switch (offer) {
    case Offer::visit: return "Offers to visit";
    case Offer::host_visit: return "Offers to host a visit";
    case Offer::coach: return "Offers coaching";
    case Offer::moderate: return "Offers to moderate work";
    case Offer::speak: return "Offers to speak to staff";
    case Offer::review_peers: return "Takes part in peer reviews";
    case Offer::answer_questions: return "Offers to answer questions";
  }
  return "";
}

bool fits_way(Offer offer, SupportWay way) {
  switch (way) {
    case SupportWay::call: return offer == Offer::answer_questions || offer == Offer::coach;
    case SupportWay::visit: return offer == Offer::visit || offer == Offer::host_visit;
    case SupportWay::coaching: return offer == Offer::coach;
    case SupportWay::documents: return offer == Offer::answer_questions || offer == Offer::moderate;
  }
  return false;
}

template <class T>
bool has(std::vector<T> const& values, T const& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

std::vector<KeyStage> common_stages(Wanted const& wanted, Candidate const& it) {
  std::vector<KeyStage> out;
  for (auto const stage : wanted.stages) {
    if (has(it.phases, stage)) out.push_back(stage);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool knows_subject(Wanted const& wanted, Candidate const& it) {
  return wanted.subject && has(it.subjects, *wanted.subject);
}

/// Those that share a word with the title, in the order of their words.
std::vector<std::string> fitting_strengths(Wanted const& wanted, Candidate const& it) {
  std::vector<std::string> out;
  for (auto const& strength : it.strengths) {
    auto const words = words_of(strength);
    bool const shares =
        std::any_of(words.begin(), words.end(), [&](auto const& word) { return has(wanted.words, word); });
    if (shares) out.push_back(strength);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<SendNeed> common_needs(Wanted const& wanted, Candidate const& it) {
  std::vector<SendNeed> out;
  for (auto const need : wanted.send_needs) {
    if (has(it.send_experience, need) && !has(out, need)) out.push_back(need);
  }
  return out;
}

std::optional<std::uint32_t> miles_between(SchoolFacts const& a, SchoolFacts const& b) {
  if (!a.place || !b.place) return std::nullopt;
  auto const east = double(a.place->first) - double(b.place->first);
  auto const north = double(a.place->second) - double(b.place->second);
  constexpr double metres_per_mile = 1609.344;
  return static_cast<std::uint32_t>(std::lround(std::hypot(east, north) / metres_per_mile));
}

/// The same phase, pupils within a third, and the same faith or region.
bool is_similar(SchoolFacts const& a, SchoolFacts const& b) {
  if (a.id == b.id || !a.phase || a.phase != b.phase || !a.pupils || !b.pupils) return false;
  auto const [low, high] = std::minmax(*a.pupils, *b.pupils);
  if (std::uint64_t{low} * 3 < std::uint64_t{high} * 2) return false;
  return (!a.character.empty() && a.character == b.character) || (!a.region.empty() && a.region == b.region);
}

/// The same for one request, different for another, so that those who are equal in all else take turns at the top.
std::uint64_t lot(SupportRequestId request, PersonId person) {
  auto mixed = request.value * 0x9E3779B97F4A7C15ULL ^ person.value;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
  return mixed ^ (mixed >> 31);
}

/// One candidate, judged.
class Judgement {
 public:
  Judgement(Wanted const& wanted, Candidate const& it) : wanted_(wanted), it_(it) {
    suggestion_.person = it.person;
    suggestion_.organisation = it.school.id;
    suggestion_.free_days = it.free_days;
    suggestion_.asked = it.asked;
    suggestion_.miles = miles_between(wanted.school, it.school);
    judge_teaching();
    judge_experience();
    judge_offers();
    judge_time();
    judge_school();
    judge_evidence();
  }

  std::optional<LeftOutBecause> left_out() const {
    if (it_.conflict) return it_.conflict;
    bool const full = it_.free_days && *it_.free_days < wanted_.days;
    return full ? std::optional(LeftOutBecause::full_diary) : std::nullopt;
  }
  auto order() const {
    auto const last = it_.last_asked.value_or(Date{0}).days;
    return std::tuple(-points_, it_.asked, last, lot(wanted_.request, it_.person), it_.person.value);
  }
  Suggestion take() { return std::move(suggestion_); }
  LeftOut leave_out() const;

 private:
  void say(int points, std::string reason) {
    points_ += points;
    if (suggestion_.reasons.size() < limits::match_reasons_max) suggestion_.reasons.push_back(std::move(reason));
  }
  void weigh(int points, std::string reason) {
    points_ -= points;
    suggestion_.to_weigh.push_back(std::move(reason));
  }

  void judge_teaching() {
    auto const stages = common_stages(wanted_, it_);
    bool const board = wanted_.exam_board && has(it_.exam_boards, *wanted_.exam_board);
    std::string words;
    int points = 0;
    if (knows_subject(wanted_, it_)) {
      points += 40;
      words = "Teaches " + *wanted_.subject;
    } else if (!stages.empty()) {
      words = "Works";
    }
    for (std::size_t i = 0; i < stages.size(); ++i) {
      words += (i == 0 ? " " : i + 1 == stages.size() ? " and " : ", ") + std::string(stage_word(stages[i]));
    }
    if (!stages.empty()) points += 15;
    if (board) {
      points += 10;
      words += words.empty() ? "Knows " : " with ";
      words += board_word(*wanted_.exam_board);
    }
    if (!words.empty()) say(points, std::move(words));
    if (!wanted_.stages.empty() && !it_.phases.empty() && stages.empty()) {
      weigh(10, "Works with another age group");
    }
    if (wanted_.exam_board && !it_.exam_boards.empty() && !board) weigh(2, "Teaches with another exam board");
  }

  void judge_experience() {
    auto const strengths = fitting_strengths(wanted_, it_);
    for (std::size_t i = 0; i < strengths.size() && i < 2; ++i) say(20, "Strength: " + strengths[i]);
    for (auto const need : common_needs(wanted_, it_)) say(15, "Experience with " + std::string(need_word(need)));
  }

  void judge_offers() {
    int found = 0;
    for (auto const offer : it_.offers) {
      bool const fits =
          std::any_of(wanted_.ways.begin(), wanted_.ways.end(), [&](SupportWay way) { return fits_way(offer, way); });
      if (fits && ++found <= 2) say(8, std::string(offer_word(offer)));
    }
    if (found == 0 && !it_.offers.empty() && !wanted_.ways.empty()) weigh(4, "Does not offer what is asked for");
  }

  void judge_time() {
    if (!it_.free_days) {
      weigh(2, "Has not said how many days there are");
    } else if (*it_.free_days >= wanted_.days) {
      say(10, counted(*it_.free_days, "day") + " free this term");
    }
    auto const asked = "Asked " + times(it_.asked) + " in the last year";
    if (it_.asked > 0) weigh(int(std::min(it_.asked, 8U)) * 6, asked);
    if (it_.let_lapse) weigh(12, "Did not answer when asked about this before");
  }

  void judge_school() {
    auto const miles = suggestion_.miles;
    auto const away = miles ? (*miles == 0 ? std::string("under a mile away") : std::to_string(*miles) + " miles away")
                            : std::string();
    auto const shown = miles == 1U ? std::string("1 mile away") : away;
    bool const similar = is_similar(wanted_.school, it_.school);
    if (similar) say(8, "Similar school" + (shown.empty() ? "" : ", " + shown));
    if (!miles) return;
    if (*miles <= near_miles) {
      if (similar) {
        points_ += 6;
      } else {
        say(6, (*miles == 0 ? "Under a mile away" : shown));
      }
    }
    if (*miles > far_miles) weigh(6, std::to_string(*miles) + " miles away");
  }

  void judge_evidence() {
    for (std::size_t i = 0; i < it_.posts.size() && i < 2; ++i) say(6, "Wrote down what worked: " + it_.posts[i]);
    if (it_.resources > 0) say(3, counted(it_.resources, "resource") + " on it in the library");
    if (it_.told_cases > 0) {
      say(int(std::min(it_.told_cases, 3U)) * 5,
          "Helped " + lower(counted(it_.told_cases, "school")) + " that said how it went");
    }
    if (wanted_.wanted == it_.person) say(10, "Whom the school has in mind");
  }

  Wanted const& wanted_;
  Candidate const& it_;
  Suggestion suggestion_;
  int points_ = 0;
};

LeftOut Judgement::leave_out() const {
  LeftOut out{.person = it_.person, .organisation = it_.school.id, .because = *left_out()};
  switch (out.because) {
    case LeftOutBecause::same_school: out.words = "Works at the school that asks"; break;
    case LeftOutBecause::line_manager: out.words = "Leads the school, or is led from there"; break;
    case LeftOutBecause::not_suggestible: out.words = "Does not want to be suggested"; break;
    case LeftOutBecause::already_asked: out.words = "Has been asked, and has not answered yet"; break;
    case LeftOutBecause::declined: out.words = "Was asked about this, and said no"; break;
    case LeftOutBecause::barred: out.words = "Can't be asked because of an interest"; break;
    case LeftOutBecause::wrong_dates: out.words = "Not there on these dates"; break;
    case LeftOutBecause::full_diary:
      out.words = counted(*it_.free_days, "day") + " free this term; " + lower(counted(wanted_.days, "day")) +
                  (wanted_.days == 1 ? " is asked for" : " are asked for");
      break;
  }
  out.may_ask_anyway = out.because == LeftOutBecause::full_diary || out.because == LeftOutBecause::wrong_dates;
  return out;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  static constexpr std::array<std::string_view, 28> silent{
      "about",   "across", "after",    "also",  "been",  "being", "from",   "have",   "help",    "into",
      "more",    "need",   "needs",    "other", "over",  "pupil", "pupils", "school", "schools", "some",
      "support", "teach",  "teaching", "that",  "their", "with",  "year",   "years"};
  std::vector<std::string> out;
  std::string word;
  auto const end_word = [&] {
    bool const says = word.size() >= 4 && std::find(silent.begin(), silent.end(), word) == silent.end();
    if (says && !has(out, word)) out.push_back(word);
    word.clear();
  };
  for (char const c : text) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += c;
      if (c >= 'A' && c <= 'Z') word.back() = static_cast<char>(c - 'A' + 'a');
    } else {
      end_word();
    }
  }
  end_word();
  return out;
}

bool fits(Wanted const& wanted, Candidate const& it) {
  if (knows_subject(wanted, it) || !fitting_strengths(wanted, it).empty() || !common_needs(wanted, it).empty()) {
    return true;
  }
  return !wanted.subject && !common_stages(wanted, it).empty();
}

Ranking rank(Wanted const& wanted, std::vector<Candidate> const& candidates) {
  std::vector<Judgement> judged;
  for (auto const& it : candidates) {
    if (fits(wanted, it)) judged.emplace_back(wanted, it);
  }
  std::vector<std::size_t> places(judged.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return judged[a].order() < judged[b].order(); });
  Ranking out;
  for (auto const place : places) {
    if (!judged[place].left_out()) {
      if (out.suggested.size() < limits::suggestions_max) out.suggested.push_back(judged[place].take());
    } else if (out.left_out.size() < left_out_max) {
      out.left_out.push_back(judged[place].leave_out());
    }
  }
  return out;
}

}  // namespace staffroom::matching
