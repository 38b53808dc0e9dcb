// Uploads and the versions of a resource that are made of them: checked before anyone else sees them, approved as they
// are.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "protocol/described.hpp"
#include "protocol/resources.hpp"

namespace staffroom {

enum class UploadState : std::uint8_t { receiving, stored };
BOOST_DESCRIBE_ENUM(UploadState, receiving, stored)

/// A file on its way to becoming part of a version. Visible to its person only; goes when a version takes it, or when
/// limits::upload_lives is over.
struct Upload {
  static constexpr Kind kind = Kind::upload;
  static constexpr std::string_view path = "/uploads/{id}";
  UploadId id;
  std::uint32_t version = 1;
  PersonId person;
  OrganisationId organisation;
  Line file_name;
  std::uint64_t bytes = 0;
  UploadState state = UploadState::receiving;
  std::optional<FileFormat> format;   // once stored
  std::optional<std::string> sha256;  // 64 hex digits, once stored
  std::optional<Name> media_type;     // as its first bytes say
  TimestampMs created;
  TimestampMs expires;
};
STAFFROOM_DESCRIBE(Upload, (),
                   (id, version, person, organisation, file_name, bytes, state, format, sha256, media_type, created,
                    expires))

/// tus 1.0.0: POST creates an upload, its Location takes the bytes. Answered by the server, which submits OpenUpload.
struct CreateUpload {
  static constexpr std::string_view name = "create_upload";
  static constexpr Route route{Method::post, "/organisations/{organisation}/uploads"};
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(CreateUpload, (), (organisation))

/// tus 1.0.0: more bytes of an upload.
struct AppendUpload {
  static constexpr std::string_view name = "append_upload";
  static constexpr Route route{Method::patch, "/uploads/{upload}"};
  UploadId upload;
};
STAFFROOM_DESCRIBE(AppendUpload, (), (upload))

/// tus 1.0.0: gives an upload up.
struct TerminateUpload {
  static constexpr std::string_view name = "terminate_upload";
  static constexpr Route route{Method::remove, "/uploads/{upload}"};
  UploadId upload;
};
STAFFROOM_DESCRIBE(TerminateUpload, (), (upload))

/// Internal: by the person, before the first byte.
struct OpenUpload {
  static constexpr std::string_view name = "open_upload";
  OrganisationId organisation;
  Line file_name;
  std::uint64_t bytes = 0;
};
STAFFROOM_DESCRIBE(OpenUpload, (), (organisation, file_name, bytes))

/// Internal: the last byte is on disk, and the file has its name.
struct StoreUpload {
  static constexpr std::string_view name = "store_upload";
  UploadId upload;
  std::string sha256;
  FileFormat format = FileFormat::other;
  Name media_type;
};
STAFFROOM_DESCRIBE(StoreUpload, (), (upload, sha256, format, media_type))

/// Internal: given up by the person, or refused by the server.
struct DropUpload {
  static constexpr std::string_view name = "drop_upload";
  UploadId upload;
};
STAFFROOM_DESCRIBE(DropUpload, (), (upload))

/// My uploads that wait for their bytes or for a version, newest first.
struct ListUploads {
  static constexpr std::string_view name = "list_uploads";
  static constexpr Route route{Method::get, "/uploads"};
  using Item = Upload;
};
STAFFROOM_DESCRIBE(ListUploads, (), ())

struct GetUpload {
  static constexpr std::string_view name = "get_upload";
  static constexpr Route route{Method::get, "/uploads/{upload}"};
  using Item = Upload;
  UploadId upload;
};
STAFFROOM_DESCRIBE(GetUpload, (), (upload))

// ---- versions

/// Checking, held, quarantined: for the editors only. Purged: the bytes are gone, note and date stay.
enum class VersionState : std::uint8_t { checking, held, quarantined, ready, purged };
BOOST_DESCRIBE_ENUM(VersionState, checking, held, quarantined, ready, purged)

/// Bytes: GET /resource-versions/{id}/files/{n} (from 0), with ranges; its first page: …/preview; its text by pages:
/// …/text.
struct VersionFile {
  Line name;
  std::uint64_t bytes = 0;
  std::string sha256;
  FileFormat format = FileFormat::other;
  Name media_type;
  std::optional<std::uint32_t> pages;  // pages, slides or sheets, once read
  bool has_text = false;
  bool has_preview = false;
};
STAFFROOM_DESCRIBE(VersionFile, (), (name, bytes, sha256, format, media_type, pages, has_text, has_preview))

struct ResourceVersion {
  static constexpr Kind kind = Kind::resource_version;
  static constexpr std::string_view path = "/resource-versions/{id}";
  ResourceVersionId id;
  std::uint32_t version = 1;
  ResourceId resource;
  OrganisationId organisation;  // the resource's: its files lie there
  std::uint32_t number = 1;
  std::optional<Name> label;
  Note note;  // what changed
  VersionState state = VersionState::checking;
  bool check_late = false;  // no result within limits::check_alarm_after
  Many<VersionFile, limits::files_per_version_max> files;
  std::optional<Line> address;
  std::string bytes_hash;  // SHA-256 over the files' hashes in order, or over the address
  std::optional<std::uint32_t> restored_from;
  PersonId author;
  TimestampMs created;
  std::optional<TimestampMs> ready;
};
STAFFROOM_DESCRIBE(ResourceVersion, (),
                   (id, version, resource, organisation, number, label, note, state, check_late, files, address,
                    bytes_hash, restored_from, author, created, ready))

enum class FindingType : std::uint8_t {
  upn,
  former_upn,
  national_insurance,
  nhs_number,
  uln,
  class_list,  // columns that look like a list of pupils
  virus,
  wrong_type,  // the first bytes are not what the name says
  bomb,        // unpacks to too much
  unreadable
};
BOOST_DESCRIBE_ENUM(FindingType, upn, former_upn, national_insurance, nhs_number, uln, class_list, virus, wrong_type,
                    bomb, unreadable)

/// What and where, never the value.
struct Finding {
  FindingType type = FindingType::upn;
  std::uint32_t file = 0;
  Line where;  // "page 3", "slide 2, notes", "sheet Year 7, cell B4", "file name"
};
STAFFROOM_DESCRIBE(Finding, (), (type, file, where))

/// What the checks found, for the editors only. Has the version's id.
struct VersionCheck {
  static constexpr Kind kind = Kind::version_check;
  static constexpr std::string_view path = "/resource-versions/{id}/check";
  ResourceVersionId id;
  std::uint32_t version = 1;
  ResourceId resource;
  Many<Finding, limits::findings_max> findings;
  std::uint32_t found = 0;               // all of them
  std::optional<Line> trouble;           // a file that could not be read, or the virus's name
  std::optional<PersonId> confirmed_by;  // as a false alarm
  std::optional<Note> reason;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(VersionCheck, (), (id, version, resource, findings, found, trouble, confirmed_by, reason, created))

/// From uploads of the same organisation, or an address. The first needs no note. `may_share`: "I may share this".
struct CreateVersion {
  static constexpr std::string_view name = "create_version";
  static constexpr Route route{Method::post, "/resources/{resource}/versions"};
  static constexpr Success success = Success::created;
  ResourceId resource;
  Many<UploadId, limits::files_per_version_max> uploads;
  std::optional<Line> address;
  Note note;
  std::optional<Name> label;
  bool may_share = false;
};
STAFFROOM_DESCRIBE(CreateVersion, (), (resource, uploads, address, note, label, may_share))

/// A new version with an earlier one's files.
struct RestoreVersion {
  static constexpr std::string_view name = "restore_version";
  static constexpr Route route{Method::post, "/resource-versions/{resource_version}/restore"};
  static constexpr Success success = Success::created;
  ResourceVersionId resource_version;
  Note note;
};
STAFFROOM_DESCRIBE(RestoreVersion, (), (resource_version, note))

/// An empty label takes it away.
struct LabelVersion {
  static constexpr std::string_view name = "label_version";
  static constexpr Route route{Method::put, "/resource-versions/{resource_version}/label"};
  static constexpr Success success = Success::changed;
  ResourceVersionId resource_version;
  Line label;
};
STAFFROOM_DESCRIBE(LabelVersion, (), (resource_version, label))

/// Instead of a held or quarantined version: that one is purged, a new one is checked.
struct ReplaceVersion {
  static constexpr std::string_view name = "replace_version";
  static constexpr Route route{Method::post, "/resource-versions/{resource_version}/replace"};
  static constexpr Success success = Success::created;
  ResourceVersionId resource_version;
  Many<UploadId, limits::files_per_version_max> uploads;
  bool may_share = false;
};
STAFFROOM_DESCRIBE(ReplaceVersion, (), (resource_version, uploads, may_share))

/// Of a held version: nothing in it is about a pupil. The reason is kept.
struct ConfirmFalseAlarm {
  static constexpr std::string_view name = "confirm_false_alarm";
  static constexpr Route route{Method::post, "/resource-versions/{resource_version}/false-alarm"};
  static constexpr Success success = Success::changed;
  ResourceVersionId resource_version;
  Note reason;
};
STAFFROOM_DESCRIBE(ConfirmFalseAlarm, (), (resource_version, reason))

/// Purges its bytes.
struct DeleteVersion {
  static constexpr std::string_view name = "delete_version";
  static constexpr Route route{Method::remove, "/resource-versions/{resource_version}"};
  static constexpr Success success = Success::changed;
  ResourceVersionId resource_version;
};
STAFFROOM_DESCRIBE(DeleteVersion, (), (resource_version))

enum class CheckResult : std::uint8_t { passed, found, bad };
BOOST_DESCRIBE_ENUM(CheckResult, passed, found, bad)

/// Internal: what the file checks say of a version in `checking`; `files` are its files with pages, text and preview.
struct FinishCheck {
  static constexpr std::string_view name = "finish_check";
  ResourceVersionId resource_version;
  std::string bytes_hash;
  CheckResult result = CheckResult::passed;
  Many<VersionFile, limits::files_per_version_max> files;
  Many<Finding, limits::findings_max> findings;
  std::uint32_t found = 0;
  std::optional<Line> trouble;
};
STAFFROOM_DESCRIBE(FinishCheck, (), (resource_version, bytes_hash, result, files, findings, found, trouble))

// ---- approval

enum class ApprovalState : std::uint8_t { asked, approved, refused, withdrawn, fallen };
BOOST_DESCRIBE_ENUM(ApprovalState, asked, approved, refused, withdrawn, fallen)

/// By a subject lead or leader of the owner, of exactly what `content_hash` says. Fallen: what it was bound to changed.
struct Approval {
  static constexpr Kind kind = Kind::approval;
  static constexpr std::string_view path = "/approvals/{id}";
  ApprovalId id;
  std::uint32_t version = 1;
  ResourceId resource;
  ResourceVersionId resource_version;
  std::string content_hash;
  ApprovalState state = ApprovalState::asked;
  PersonId asked_by;
  std::optional<PersonId> decided_by;
  std::optional<Note> reason;  // of a refusal or withdrawal
  TimestampMs created;
  std::optional<TimestampMs> decided;
};
STAFFROOM_DESCRIBE(Approval, (),
                   (id, version, resource, resource_version, content_hash, state, asked_by, decided_by, reason, created,
                    decided))

struct AskApproval {
  static constexpr std::string_view name = "ask_approval";
  static constexpr Route route{Method::post, "/resources/{resource}/approvals"};
  static constexpr Success success = Success::created;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(AskApproval, (), (resource))

/// With the hash that the approver saw: refused with `changed` when it is another one now. Also without being asked.
struct ApproveResource {
  static constexpr std::string_view name = "approve_resource";
  static constexpr Route route{Method::put, "/resources/{resource}/approval"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  Line content_hash;
};
STAFFROOM_DESCRIBE(ApproveResource, (), (resource, content_hash))

struct RefuseApproval {
  static constexpr std::string_view name = "refuse_approval";
  static constexpr Route route{Method::post, "/approvals/{approval}/refuse"};
  static constexpr Success success = Success::changed;
  ApprovalId approval;
  Note reason;
};
STAFFROOM_DESCRIBE(RefuseApproval, (), (approval, reason))

struct WithdrawApproval {
  static constexpr std::string_view name = "withdraw_approval";
  static constexpr Route route{Method::post, "/approvals/{approval}/withdraw"};
  static constexpr Success success = Success::changed;
  ApprovalId approval;
  Note reason;
};
STAFFROOM_DESCRIBE(WithdrawApproval, (), (approval, reason))

/// Newest first. `also`: their checks, for the editors; and the resource's approvals.
struct ListVersions {
  static constexpr std::string_view name = "list_versions";
  static constexpr Route route{Method::get, "/resources/{resource}/versions"};
  using Item = ResourceVersion;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(ListVersions, (), (resource))

struct GetVersion {
  static constexpr std::string_view name = "get_version";
  static constexpr Route route{Method::get, "/resource-versions/{resource_version}"};
  using Item = ResourceVersion;
  ResourceVersionId resource_version;
};
STAFFROOM_DESCRIBE(GetVersion, (), (resource_version))

struct GetVersionCheck {
  static constexpr std::string_view name = "get_version_check";
  static constexpr Route route{Method::get, "/resource-versions/{resource_version}/check"};
  using Item = VersionCheck;
  ResourceVersionId resource_version;
};
STAFFROOM_DESCRIBE(GetVersionCheck, (), (resource_version))

struct ListApprovals {
  static constexpr std::string_view name = "list_approvals";
  static constexpr Route route{Method::get, "/resources/{resource}/approvals"};
  using Item = Approval;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(ListApprovals, (), (resource))

struct GetApproval {
  static constexpr std::string_view name = "get_approval";
  static constexpr Route route{Method::get, "/approvals/{approval}"};
  using Item = Approval;
  ApprovalId approval;
};
STAFFROOM_DESCRIBE(GetApproval, (), (approval))

}  // namespace staffroom
