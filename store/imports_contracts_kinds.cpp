// The words of contract registers: kinds of spend, how it was bought, codes, roles.
#include <algorithm>
#include <array>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <unordered_map>

#include "store/imports_contracts_words.hpp"
#include "store/index_rows.hpp"

namespace staffroom::imports {
namespace {

struct SpendKind {
  SpendCategory category;
  std::string_view name;   // as the web app shows it (static/src/strings/en-GB/buying.ts)
  std::string_view words;  // others for it, between bars; what could mean two things is left to people to say
};
constexpr std::array spend_kinds{
    SpendKind{SpendCategory::displays, "Audio-visual displays",
              "audio visual|av|av equipment|displays|interactive screens|interactive whiteboards|projectors"},
    SpendKind{SpendCategory::broadband_infrastructure, "Broadband infrastructure",
              "cabling|fibre installation|network cabling|structured cabling"},
    SpendKind{SpendCategory::broadband_service, "Broadband service",
              "broadband|connectivity|internet|internet and filtering|internet connection|internet service|"
              "isp"},
    SpendKind{SpendCategory::cloud_software, "Cloud software",
              "cloud|google workspace|it software|microsoft licences|microsoft licensing|office 365|saas|"
              "software|software licences"},
    SpendKind{SpendCategory::curriculum_content, "Curriculum content",
              "curriculum resources|curriculum software|curriculum subscriptions|educational software|"
              "learning resources"},
    SpendKind{SpendCategory::cyber_services, "Cyber security services",
              "antivirus|cyber|cyber security|cybersecurity|filtering and monitoring|firewall|web filtering"},
    SpendKind{SpendCategory::hosting_and_storage, "Hosting and storage",
              "backup|backups|cloud hosting|data backup|hosting"},
    SpendKind{SpendCategory::laptops, "Laptops and tablets",
              "chromebooks|computers|desktops|devices|end user devices|ict equipment|ict hardware|ipads|"
              "it equipment|it hardware|laptops|tablets"},
    SpendKind{SpendCategory::multifunctional_devices, "Photocopiers and printers",
              "copier|copier lease|copiers|managed print|managed print service|managed print services|mfd|"
              "mfds|photocopier|photocopiers|photocopying|print|printers|printing|reprographics"},
    SpendKind{SpendCategory::management_information_systems, "Management information system",
              "information management system|management information systems|mis|school mis"},
    SpendKind{SpendCategory::operating_systems, "Operating systems", "operating system|windows licences"},
    SpendKind{SpendCategory::peripherals, "Peripherals", "it peripherals|keyboards and mice"},
    SpendKind{SpendCategory::learning_platforms, "Learning platforms",
              "learning platform|lms|virtual learning environment|vle"},
    SpendKind{SpendCategory::server_support, "Server support", "server maintenance|servers"},
    SpendKind{SpendCategory::switches_and_routers, "Switches and routers",
              "network equipment|network switches|switches|wi fi|wifi|wireless"},
    SpendKind{SpendCategory::telecoms, "Telephones",
              "mobile phones|mobiles|phone|phone system|phones|telecommunications|telecoms|telephone|"
              "telephony|voip"},
    SpendKind{SpendCategory::websites, "Websites", "school website|web design|web site|website|website hosting"},
    SpendKind{SpendCategory::it_support, "IT support",
              "ict|ict services|ict support|it|it managed service|it services|it technician|managed it|"
              "technical support"},
    SpendKind{SpendCategory::boilers_and_plumbing, "Boilers and plumbing",
              "boiler|boiler maintenance|boiler servicing|boilers|gas servicing|heating|heating and plumbing|"
              "heating maintenance|plumbing"},
    SpendKind{SpendCategory::building_maintenance, "Building maintenance",
              "building works|decorating|facilities management|lift maintenance|lifts|maintenance|"
              "pest control|premises maintenance|repairs|repairs and maintenance"},
    SpendKind{SpendCategory::cleaning_products, "Cleaning products",
              "cleaning consumables|cleaning materials|cleaning supplies|janitorial|janitorial supplies"},
    SpendKind{SpendCategory::cleaning_services, "Cleaning services",
              "cleaners|cleaning|cleaning and hygiene|cleaning contract|contract cleaning|window cleaning"},
    SpendKind{SpendCategory::fire_safety, "Fire safety",
              "emergency lighting|fire|fire alarm|fire alarm maintenance|fire alarms|fire equipment|"
              "fire extinguishers|fire safety maintenance"},
    SpendKind{SpendCategory::furniture, "Furniture", "classroom furniture|office furniture|school furniture"},
    SpendKind{SpendCategory::grounds_and_winter, "Grounds and winter maintenance",
              "gardening|gritting|ground maintenance|grounds maintenance|horticulture|landscaping|tree works|"
              "winter maintenance"},
    SpendKind{SpendCategory::mechanical_and_electrical, "Mechanical and electrical systems",
              "air conditioning|electrical|electrical maintenance|hvac|m and e|mechanical and electrical"},
    SpendKind{SpendCategory::sports_pitches, "Sports pitches and play areas",
              "3 g pitch|astro|play areas|play equipment|playground|playground maintenance|sports pitches"},
    SpendKind{SpendCategory::protective_equipment, "Protective equipment", "personal protective equipment|ppe"},
    SpendKind{SpendCategory::removals, "Removals", "relocation|removal|storage and removals"},
    SpendKind{SpendCategory::security, "Security and CCTV",
              "access control|cctv|intruder alarm|intruder alarms|keyholding|security|security services"},
    SpendKind{SpendCategory::statutory_testing, "Statutory testing",
              "asbestos|legionella|legionella testing|pat|pat testing|statutory compliance|"
              "statutory inspections|water hygiene"},
    SpendKind{SpendCategory::uniform, "Uniform", "school uniform|uniforms|workwear"},
    SpendKind{SpendCategory::waste, "Waste and recycling",
              "bins|recycling|refuse|refuse collection|sanitary|sanitary waste|waste|waste collection|"
              "waste disposal|waste management"},
    SpendKind{SpendCategory::water_and_drains, "Water systems and drains",
              "drainage|drains|water coolers|water systems"},
    SpendKind{SpendCategory::vending, "Vending", "vending machine|vending machines"},
    SpendKind{SpendCategory::decarbonisation, "Decarbonisation", "energy efficiency|heat pumps|led lighting|leds"},
    SpendKind{SpendCategory::electricity, "Electricity", "electric|electricity supply"},
    SpendKind{SpendCategory::gas, "Gas", "gas supply|natural gas"},
    SpendKind{SpendCategory::other_fuels, "Other fuels", "biomass|fuel|heating oil|lpg|oil"},
    SpendKind{SpendCategory::solar, "Solar", "photovoltaics|pv|solar panels|solar pv"},
    SpendKind{SpendCategory::water, "Water supply",
              "sewerage|water|water and sewerage|water and waste water|water rates"},
    SpendKind{SpendCategory::breakfast_club, "Breakfast club",
              "breakfast|breakfast clubs|wrap around care|wraparound care"},
    SpendKind{SpendCategory::catering_equipment, "Catering equipment", "kitchen equipment|kitchen maintenance"},
    SpendKind{SpendCategory::catering_services, "Catering services",
              "catering|catering contract|food and catering|food services|meals|school catering|school meals"},
    SpendKind{SpendCategory::vehicles, "Vehicles",
              "minibus|minibus hire|minibus lease|minibuses|vans|vehicle|vehicle hire"},
    SpendKind{SpendCategory::audit, "Audit",
              "accountancy|audit and accountancy|auditors|audits|external audit|financial audit|"
              "internal audit"},
    SpendKind{SpendCategory::books, "Books", "library books|textbooks"},
    SpendKind{SpendCategory::insurance, "Insurance",
              "insurance services|insurances|risk protection arrangement|rpa|staff absence insurance"},
    SpendKind{SpendCategory::leasing, "Leasing", "equipment lease|operating lease"},
    SpendKind{SpendCategory::passenger_transport, "Passenger transport",
              "bus|buses|coach hire|coaches|home to school transport|school transport|taxis|transport"},
    SpendKind{SpendCategory::property_agents, "Property agents", ""},
    SpendKind{SpendCategory::spend_analysis, "Spend analysis", "spend review"},
    SpendKind{SpendCategory::stationery, "Stationery and office supplies",
              "education supplies|office supplies|stationery"},
    SpendKind{SpendCategory::consultancy, "Consultancy",
              "consultants|consulting|energy consultancy|procurement services|professional services|"
              "school improvement"},
    SpendKind{SpendCategory::human_resources, "Human resources",
              "employee assistance|hr|hr advice|hr and payroll|hr services|human resource|occupational health"},
    SpendKind{SpendCategory::legal, "Legal services", "legal|legal advice|legal support|solicitors"},
    SpendKind{SpendCategory::payroll, "Payroll", "payroll and pensions|payroll services|pensions"},
    SpendKind{SpendCategory::recruitment, "Recruitment", "job advertising|recruitment advertising"},
    SpendKind{SpendCategory::screening, "Staff screening", "dbs|dbs checks|pre employment checks|screening|vetting"},
    SpendKind{SpendCategory::supply_staff, "Supply and agency staff",
              "agency|agency staff|supply|supply agency|supply cover|supply teachers|supply teaching|"
              "temporary staff"},
    SpendKind{SpendCategory::specialist, "Specialist services",
              "alternative provision|counselling|educational psychologist|educational psychology|"
              "send services|specialist|speech and language|speech and language therapy|therapy"},
    SpendKind{SpendCategory::sports_and_arts, "Sports and arts",
              "music|music tuition|peripatetic music|sport|sports|sports coaching|swimming"},
    SpendKind{SpendCategory::trips_and_events, "Trips and events",
              "educational visits|events|residentials|school trips|trips|visits"},
    SpendKind{SpendCategory::examinations, "Examinations", "exam boards|exam fees|examination fees|exams"},
    SpendKind{SpendCategory::other, "Other", "general|misc|miscellaneous|various"},
};
static_assert(spend_kinds.size() == static_cast<std::size_t>(SpendCategory::other) + 1);

std::unordered_map<std::string, SpendCategory> const& category_names() {
  static auto const all = [] {
    std::unordered_map<std::string, SpendCategory> out;
    for (auto const& kind : spend_kinds) {
      out.emplace(plain_category(kind.name), kind.category);
      out.emplace(plain_category(boost::describe::enum_to_string(kind.category, "")), kind.category);
    }
    return out;
  }();
  return all;
}

std::unordered_map<std::string, SpendCategory> const& category_words() {
  static auto const all = [] {
    std::unordered_map<std::string, SpendCategory> out;
    for (auto const& kind : spend_kinds) {
      for (std::size_t start = 0; start < kind.words.size();) {
        auto const end = std::min(kind.words.find('|', start), kind.words.size());
        out.emplace(kind.words.substr(start, end - start), kind.category);
        start = end + 1;
      }
    }
    return out;
  }();
  return all;
}

std::string joined_tokens(std::string_view text) {
  std::string out;
  for (auto const& token : tokens_of(text)) out += (out.empty() ? "" : " ") + token;
  return out;
}

template <class Value>
struct WordFor {
  std::string_view text;
  Value value;
};

template <class Value, std::size_t N>
std::optional<Value> value_for(std::string_view text, std::array<WordFor<Value>, N> const& words) {
  auto const said = joined_tokens(text);
  auto const found = std::find_if(words.begin(), words.end(), [&](auto const& it) { return it.text == said; });
  return found == words.end() ? std::nullopt : std::optional(found->value);
}

using MethodWord = WordFor<ProcurementMethod>;
constexpr std::array method_words{MethodWord{"framework", ProcurementMethod::framework},
                                  MethodWord{"framework agreement", ProcurementMethod::framework},
                                  MethodWord{"dfe framework", ProcurementMethod::framework},
                                  MethodWord{"mini competition", ProcurementMethod::framework},
                                  MethodWord{"further competition", ProcurementMethod::framework},
                                  MethodWord{"call off", ProcurementMethod::framework},
                                  MethodWord{"catalogue", ProcurementMethod::catalogue},
                                  MethodWord{"quotes", ProcurementMethod::quotes},
                                  MethodWord{"quote", ProcurementMethod::quotes},
                                  MethodWord{"quotation", ProcurementMethod::quotes},
                                  MethodWord{"quotations", ProcurementMethod::quotes},
                                  MethodWord{"three quotes", ProcurementMethod::quotes},
                                  MethodWord{"3 quotes", ProcurementMethod::quotes},
                                  MethodWord{"three quotations", ProcurementMethod::quotes},
                                  MethodWord{"3 quotations", ProcurementMethod::quotes},
                                  MethodWord{"rfq", ProcurementMethod::quotes},
                                  MethodWord{"tender", ProcurementMethod::tender},
                                  MethodWord{"tendered", ProcurementMethod::tender},
                                  MethodWord{"open tender", ProcurementMethod::tender},
                                  MethodWord{"itt", ProcurementMethod::tender},
                                  MethodWord{"full procedure", ProcurementMethod::full_procedure},
                                  MethodWord{"find a tender", ProcurementMethod::full_procedure},
                                  MethodWord{"fts", ProcurementMethod::full_procedure},
                                  MethodWord{"ojeu", ProcurementMethod::full_procedure},
                                  MethodWord{"procurement act", ProcurementMethod::full_procedure},
                                  MethodWord{"direct award", ProcurementMethod::direct_award},
                                  MethodWord{"direct", ProcurementMethod::direct_award},
                                  MethodWord{"single source", ProcurementMethod::direct_award},
                                  MethodWord{"waiver", ProcurementMethod::direct_award},
                                  MethodWord{"not known", ProcurementMethod::unknown},
                                  MethodWord{"unknown", ProcurementMethod::unknown},
                                  MethodWord{"other", ProcurementMethod::unknown}};

using SeatWord = WordFor<Role>;
constexpr std::array seat_words{SeatWord{"business manager", Role::business_manager},
                                SeatWord{"school business manager", Role::business_manager},
                                SeatWord{"school business leader", Role::business_manager},
                                SeatWord{"trust business manager", Role::business_manager},
                                SeatWord{"sbm", Role::business_manager},
                                SeatWord{"sbl", Role::business_manager},
                                SeatWord{"bursar", Role::business_manager},
                                SeatWord{"finance manager", Role::business_manager},
                                SeatWord{"finance director", Role::business_manager},
                                SeatWord{"cfo", Role::business_manager},
                                SeatWord{"headteacher", Role::headteacher},
                                SeatWord{"head teacher", Role::headteacher},
                                SeatWord{"head", Role::headteacher},
                                SeatWord{"principal", Role::headteacher},
                                SeatWord{"trust leader", Role::trust_leader},
                                SeatWord{"ceo", Role::trust_leader},
                                SeatWord{"chief executive", Role::trust_leader},
                                SeatWord{"administrator", Role::administrator},
                                SeatWord{"hub administrator", Role::administrator}};

}  // namespace

std::string plain_category(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return joined_tokens(spaced);
}

std::optional<SpendCategory> category_of(std::string_view text, Many<ImportWord, limits::import_words_max> const& own) {
  auto const said = plain_category(text);
  auto const& names = category_names();
  if (auto const named = names.find(said); named != names.end()) return named->second;
  for (auto const& it : own) {
    if (plain_category(it.word.value) == said) return it.category;
  }
  auto const& words = category_words();
  auto const found = words.find(said);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::string_view name_of(SpendCategory category) {
  auto const found =
      std::find_if(spend_kinds.begin(), spend_kinds.end(), [&](auto const& it) { return it.category == category; });
  return found == spend_kinds.end() ? "Other" : found->name;
}

Result<ProcurementMethod> method_of(std::string_view text) {
  if (auto const method = value_for(text, method_words)) return *method;
  return Error::unprocessable(
      "cell", "How was it bought? Write framework, catalogue, three quotes, tender, full procedure or direct award.");
}

std::string_view name_of(ProcurementMethod method) {
  switch (method) {
    case ProcurementMethod::framework: return "Framework";
    case ProcurementMethod::catalogue: return "Catalogue";
    case ProcurementMethod::quotes: return "Three quotes";
    case ProcurementMethod::tender: return "Tender";
    case ProcurementMethod::full_procedure: return "Full procedure";
    case ProcurementMethod::direct_award: return "Direct award";
    case ProcurementMethod::unknown: break;
  }
  return "";
}

Result<CfrCode> cfr_of(std::string_view text) {
  auto word = folded(text.substr(0, text.find_first_of(" :-,")));
  if (word.size() == 2 && word[0] == 'e') word.insert(1, "0");
  CfrCode code{};
  if (boost::describe::enum_from_string(word.c_str(), code)) return code;
  return Error::unprocessable("cell", "This is no CFR code of expenditure. Write E01 to E32.");
}

std::string name_of(CfrCode code) {
  std::string out = boost::describe::enum_to_string(code, "e01");
  out[0] = 'E';
  return out;
}

Result<bool> is_yes(std::string_view text) {
  auto const said = folded(text);
  for (auto const* word : {"yes", "y", "true", "1", "sme"}) {
    if (said == word) return true;
  }
  for (auto const* word : {"no", "n", "false", "0", "large"}) {
    if (said == word) return false;
  }
  return Error::unprocessable("cell", "Write yes or no.");
}

bool says_over(std::string_view text) {
  auto const said = joined_tokens(text);
  for (auto const* word : {"ended", "expired", "terminated", "cancelled", "closed", "finished", "void", "voided",
                           "over", "inactive", "not renewed", "archived"}) {
    if (said == word) return true;
  }
  return false;
}

std::optional<Role> seat_of(std::string_view text) { return value_for(text, seat_words); }

std::string_view name_of_seat(Role role) {
  switch (role) {
    case Role::headteacher: return "Headteacher";
    case Role::trust_leader: return "Trust leader";
    case Role::administrator: return "Administrator";
    default: return "Business manager";
  }
}

}  // namespace staffroom::imports
