// Resources: what schools share to teach with. The description is here; files and versions, uses and collections each
// have a header of their own.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/rare.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class ResourceType : std::uint8_t {
  lesson_materials,
  scheme_of_work,
  assessment,
  knowledge_organiser,
  policy,
  staff_training,
  template_form,
  reading,
  other
};
BOOST_DESCRIBE_ENUM(ResourceType, lesson_materials, scheme_of_work, assessment, knowledge_organiser, policy,
                    staff_training, template_form, reading, other)
enum class KeyStage : std::uint8_t { eyfs, ks1, ks2, ks3, ks4, ks5 };
BOOST_DESCRIBE_ENUM(KeyStage, eyfs, ks1, ks2, ks3, ks4, ks5)
enum class SchoolYear : std::uint8_t { nursery, reception, y1, y2, y3, y4, y5, y6, y7, y8, y9, y10, y11, y12, y13 };
BOOST_DESCRIBE_ENUM(SchoolYear, nursery, reception, y1, y2, y3, y4, y5, y6, y7, y8, y9, y10, y11, y12, y13)
enum class ExamBoard : std::uint8_t { aqa, edexcel, eduqas, ocr, wjec, other };
BOOST_DESCRIBE_ENUM(ExamBoard, aqa, edexcel, eduqas, ocr, wjec, other)
enum class Tier : std::uint8_t { foundation, higher };
BOOST_DESCRIBE_ENUM(Tier, foundation, higher)
/// `all_rights`: within the trust only, and not to be copied elsewhere. The others may go as far as the network.
enum class Licence : std::uint8_t { all_rights, cc0, cc_by, cc_by_sa, cc_by_nc, cc_by_nc_sa, ogl };
BOOST_DESCRIBE_ENUM(Licence, all_rights, cc0, cc_by, cc_by_sa, cc_by_nc, cc_by_nc_sa, ogl)
/// Other people's work inside, and how far the permission for it goes.
enum class ThirdParty : std::uint8_t { none, school_only, trust_only };
BOOST_DESCRIBE_ENUM(ThirdParty, none, school_only, trust_only)
/// Deleted: nobody reads it any more; its parts go with the ticks.
enum class ResourceState : std::uint8_t { draft, published, withdrawn, deleted };
BOOST_DESCRIBE_ENUM(ResourceState, draft, published, withdrawn, deleted)
enum class FileFormat : std::uint8_t {
  pdf,
  docx,
  pptx,
  xlsx,
  odt,
  odp,
  ods,
  html,
  text,
  markdown,
  csv,
  image,
  audio,
  video,
  archive,
  other
};
BOOST_DESCRIBE_ENUM(FileFormat, pdf, docx, pptx, xlsx, odt, odp, ods, html, text, markdown, csv, image, audio, video,
                    archive, other)

/// A place in the curriculum: a unit, or one lesson of it.
struct Pin {
  CurriculumUnitId unit;
  std::optional<Line> lesson;  // the lesson's slug
  friend bool operator==(Pin const&, Pin const&) = default;
};
STAFFROOM_DESCRIBE(Pin, (), (unit, lesson))

/// Of the newest clean version: what a list shows without fetching it.
struct CurrentVersion {
  ResourceVersionId version;
  std::uint32_t number = 1;
  std::uint32_t files = 0;
  std::uint64_t bytes = 0;
  std::uint32_t pages = 0;  // of the first file that has pages
  Many<FileFormat, limits::files_per_version_max> formats;
  bool has_preview = false;
  std::optional<Line> address;  // a web page instead of files
  std::string content_hash;     // what an approval is bound to: files or address, title, licence, third-party flag
  TimestampMs ready;
};
STAFFROOM_DESCRIBE(CurrentVersion, (),
                   (version, number, files, bytes, pages, formats, has_preview, address, content_hash, ready))

struct Resource {
  static constexpr Kind kind = Kind::resource;
  static constexpr std::string_view path = "/resources/{id}";
  ResourceId id;
  std::uint32_t version = 1;
  OrganisationId organisation;  // the owner
  ResourceState state = ResourceState::draft;
  Title title;
  SummaryText summary;
  ResourceType type = ResourceType::lesson_materials;
  std::optional<Name> subject;  // absent: none in particular
  Many<KeyStage, 6> stages;
  Many<SchoolYear, 15> years;
  std::optional<Name> unit;
  std::optional<ExamBoard> exam_board;
  std::optional<Tier> tier;
  Many<Pin, limits::pins_max> pins;
  Many<Name, limits::keywords_max> threads;
  Many<Name, limits::keywords_max> keywords;
  std::optional<Licence> licence;  // must be said before publishing
  Note attribution;                // whom to name when it is used further
  ThirdParty third_party = ThirdParty::none;
  std::optional<TeamId> team;                 // shared with this team …
  std::optional<OrganisationId> shared_with;  // … or with this organisation: the owner or one above it
  PersonId author;
  std::optional<PersonId> owner;  // absent: the seat, the team's leads or the organisation's subject leads and leaders
  Many<PersonId, limits::coauthors_max> coauthors;
  Many<PersonId, limits::coauthors_max> invited;  // have not answered yet
  Rare<CurrentVersion> current;
  std::optional<ApprovalId> approval;  // of the current version as it is
  std::optional<Date> review_by;
  bool review_reminded = false;
  bool stale = false;  // review_by has passed
  bool featured = false;
  TimestampMs created;
  std::optional<TimestampMs> published;
  std::optional<Note> taken_down;  // why, when an administrator or the owner took it down
};
STAFFROOM_DESCRIBE(Resource, (),
                   (id, version, organisation, state, title, summary, type, subject, stages, years, unit, exam_board,
                    tier, pins, threads, keywords, licence, attribution, third_party, team, shared_with, author, owner,
                    coauthors, invited, current, approval, review_by, review_reminded, stale, featured, created,
                    published, taken_down))

/// Makes a draft, which its author alone sees.
struct CreateResource {
  static constexpr std::string_view name = "create_resource";
  static constexpr Route route{Method::post, "/resources"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Title title;
  SummaryText summary;
  ResourceType type = ResourceType::lesson_materials;
  std::optional<Name> subject;
  Many<KeyStage, 6> stages;
  Many<SchoolYear, 15> years;
  std::optional<Name> unit;
  std::optional<ExamBoard> exam_board;
  std::optional<Tier> tier;
  Many<Pin, limits::pins_max> pins;
  Many<Name, limits::keywords_max> threads;
  Many<Name, limits::keywords_max> keywords;
  std::optional<Licence> licence;
  Note attribution;
  ThirdParty third_party = ThirdParty::none;
};
STAFFROOM_DESCRIBE(CreateResource, (),
                   (organisation, title, summary, type, subject, stages, years, unit, exam_board, tier, pins, threads,
                    keywords, licence, attribution, third_party))

/// Replaces the whole description. Title, licence and third-party flag are part of what an approval is bound to: it
/// falls when they change. A licence or flag that no longer allows the present audience is refused.
struct EditResource {
  static constexpr std::string_view name = "edit_resource";
  static constexpr Route route{Method::put, "/resources/{resource}/description"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  Title title;
  SummaryText summary;
  ResourceType type = ResourceType::lesson_materials;
  std::optional<Name> subject;
  Many<KeyStage, 6> stages;
  Many<SchoolYear, 15> years;
  std::optional<Name> unit;
  std::optional<ExamBoard> exam_board;
  std::optional<Tier> tier;
  Many<Pin, limits::pins_max> pins;
  Many<Name, limits::keywords_max> threads;
  Many<Name, limits::keywords_max> keywords;
  std::optional<Licence> licence;
  Note attribution;
  ThirdParty third_party = ThirdParty::none;
};
STAFFROOM_DESCRIBE(EditResource, (),
                   (resource, title, summary, type, subject, stages, years, unit, exam_board, tier, pins, threads,
                    keywords, licence, attribution, third_party))

/// With whom it is shared, or will be once published: exactly one of both.
struct ShareResource {
  static constexpr std::string_view name = "share_resource";
  static constexpr Route route{Method::put, "/resources/{resource}/audience"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  std::optional<TeamId> team;
  std::optional<OrganisationId> shared_with;
};
STAFFROOM_DESCRIBE(ShareResource, (), (resource, team, shared_with))

/// Of a draft, or of one that was withdrawn.
struct PublishResource {
  static constexpr std::string_view name = "publish_resource";
  static constexpr Route route{Method::post, "/resources/{resource}/publish"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  Date review_by;
};
STAFFROOM_DESCRIBE(PublishResource, (), (resource, review_by))

struct WithdrawResource {
  static constexpr std::string_view name = "withdraw_resource";
  static constexpr Route route{Method::post, "/resources/{resource}/withdraw"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(WithdrawResource, (), (resource))

/// By the owner, or by an administrator who reads it; the author learns why.
struct TakeDownResource {
  static constexpr std::string_view name = "take_down_resource";
  static constexpr Route route{Method::post, "/resources/{resource}/take-down"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  Note reason;
};
STAFFROOM_DESCRIBE(TakeDownResource, (), (resource, reason))

struct DeleteResource {
  static constexpr std::string_view name = "delete_resource";
  static constexpr Route route{Method::remove, "/resources/{resource}"};
  static constexpr Success success = Success::gone;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(DeleteResource, (), (resource))

/// To a person, or to the seat when nobody is named.
struct TransferResource {
  static constexpr std::string_view name = "transfer_resource";
  static constexpr Route route{Method::put, "/resources/{resource}/owner"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  std::optional<PersonId> owner;
};
STAFFROOM_DESCRIBE(TransferResource, (), (resource, owner))

struct InviteCoauthor {
  static constexpr std::string_view name = "invite_coauthor";
  static constexpr Route route{Method::post, "/resources/{resource}/coauthors"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  PersonId person;
};
STAFFROOM_DESCRIBE(InviteCoauthor, (), (resource, person))

struct AcceptCoauthorship {
  static constexpr std::string_view name = "accept_coauthorship";
  static constexpr Route route{Method::post, "/resources/{resource}/coauthorship"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(AcceptCoauthorship, (), (resource))

/// Also: declines the invitation.
struct LeaveCoauthorship {
  static constexpr std::string_view name = "leave_coauthorship";
  static constexpr Route route{Method::remove, "/resources/{resource}/coauthorship"};
  static constexpr Success success = Success::gone;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(LeaveCoauthorship, (), (resource))

/// Says that it still holds, and until when: it is not stale any more.
struct ConfirmResource {
  static constexpr std::string_view name = "confirm_resource";
  static constexpr Route route{Method::post, "/resources/{resource}/confirm"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  Date review_by;
};
STAFFROOM_DESCRIBE(ConfirmResource, (), (resource, review_by))

struct FeatureResource {
  static constexpr std::string_view name = "feature_resource";
  static constexpr Route route{Method::put, "/resources/{resource}/featured"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  bool featured = true;
};
STAFFROOM_DESCRIBE(FeatureResource, (), (resource, featured))

/// A draft of one's own with the same description and files, which says where it comes from.
struct CopyResource {
  static constexpr std::string_view name = "copy_resource";
  static constexpr Route route{Method::post, "/resources/{resource}/copies"};
  static constexpr Success success = Success::created;
  ResourceId resource;
  OrganisationId organisation;  // where the copy belongs
};
STAFFROOM_DESCRIBE(CopyResource, (), (resource, organisation))

/// Newest first. `mine`: those I am author, co-author, invited or owner of, drafts included. `review_due`: stale ones.
struct ListResources {
  static constexpr std::string_view name = "list_resources";
  static constexpr Route route{Method::get, "/resources"};
  using Item = Resource;
  std::optional<bool> mine;
  std::optional<TeamId> team;
  std::optional<OrganisationId> organisation;
  std::optional<CurriculumUnitId> unit;
  std::optional<bool> stale;
};
STAFFROOM_DESCRIBE(ListResources, (), (mine, team, organisation, unit, stale))

struct GetResource {
  static constexpr std::string_view name = "get_resource";
  static constexpr Route route{Method::get, "/resources/{resource}"};
  using Item = Resource;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(GetResource, (), (resource))

}  // namespace staffroom
