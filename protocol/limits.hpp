// Every limit of the hub in one place: what a client may send, what a server keeps, how long things last.
// Texts are limited in Unicode code points; the byte limit of a body is checked before anything is allocated.
#pragma once
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace staffroom::limits {
using namespace std::chrono_literals;

// Decoding
inline constexpr std::size_t header_bytes_max = 8 * 1024;
inline constexpr std::size_t target_bytes_max = 2 * 1024;
inline constexpr std::size_t body_bytes_max = 64 * 1024;
inline constexpr std::size_t link_body_bytes_max = 4 * 1024;  // sent to an address that holds a token
inline constexpr std::size_t link_token_length_max = 200;
inline constexpr std::size_t json_depth_max = 32;
inline constexpr std::size_t json_keys_max = 256;  // of one object
inline constexpr std::size_t frame_bytes_max = 64 * 1024;
inline constexpr std::size_t idempotency_key_length_max = 64;
inline constexpr std::size_t cursor_length_max = 128;
inline constexpr std::uint32_t page_size_default = 50;
inline constexpr std::uint32_t page_size_max = 200;

// Texts
inline constexpr std::size_t name_length_max = 120;
inline constexpr std::size_t email_length_max = 254;
inline constexpr std::size_t line_length_max = 300;
inline constexpr std::size_t title_length_max = 160;
inline constexpr std::size_t purpose_length_max = 500;
inline constexpr std::size_t note_length_max = 1'000;
inline constexpr std::size_t summary_length_max = 2'000;
inline constexpr std::size_t message_length_max = 10'000;
inline constexpr std::size_t password_length_min = 10;
inline constexpr std::size_t password_length_max = 256;

// Numbers of things
inline constexpr std::size_t mentions_max = 50;
inline constexpr std::size_t guest_channels_max = 30;
inline constexpr std::size_t teams_per_person_max = 60;
inline constexpr std::size_t channels_per_team_max = 100;
inline constexpr std::size_t members_per_team_max = 5'000;
inline constexpr std::size_t sessions_per_person_max = 50;
inline constexpr std::size_t sockets_per_person_max = 50;  // the oldest is closed
inline constexpr std::uint32_t messages_per_topic_max = 1'000'000;
inline constexpr std::size_t home_topics_max = 200;
inline constexpr std::size_t home_items_max = 200;
inline constexpr std::uint32_t guest_days_max = 365;
inline constexpr std::size_t leads_on_max = 12;
inline constexpr std::size_t rights_removed_max = 200;
inline constexpr std::size_t memberships_per_person_max = 50;

// Invitations, links and mail
inline constexpr std::size_t invitations_per_day_max = 200;  // by one inviter
inline constexpr std::size_t resends_per_day_max = 3;        // of one invitation
inline constexpr auto invitation_lives = std::chrono::hours{24 * 14};
inline constexpr auto reset_lives = std::chrono::hours{1};
inline constexpr auto email_confirmation_lives = std::chrono::hours{24};
inline constexpr auto mail_kept = std::chrono::hours{24 * 90};  // the note that a mail was sent
inline constexpr auto notice_mailed_after = std::chrono::minutes{2};
inline constexpr std::uint32_t bounces_max = 3;   // in a row; then only security mail goes to the address
inline constexpr int mail_window_days_max = 400;  // how far ahead the next hour for mail is looked for
inline constexpr auto unsubscribe_lives = std::chrono::hours{24 * 730};

// Imports
inline constexpr std::size_t import_bytes_max = 96ull * 1024 * 1024;
inline constexpr std::size_t import_uploads_at_once = 2;
inline constexpr auto import_upload_deadline = std::chrono::minutes{10};
inline constexpr std::uint32_t import_people_rows_max = 20'000;
inline constexpr std::uint32_t import_register_rows_max = 100'000;
inline constexpr std::size_t import_columns_max = 60;
inline constexpr std::size_t import_unzipped_bytes_max = 256ull * 1024 * 1024;
inline constexpr auto import_arrives_within = std::chrono::hours{1};  // all of its rows
inline constexpr auto import_ready_for = std::chrono::hours{24 * 7};
inline constexpr auto import_kept = std::chrono::hours{24 * 30};
inline constexpr std::uint32_t leavers_confirmed_percent = 10;  // more of them need a typed confirmation

// The library
inline constexpr std::uint64_t upload_bytes_max = 2ull * 1024 * 1024 * 1024;
inline constexpr auto upload_lives = std::chrono::hours{48};  // from its start until a version takes it
inline constexpr std::size_t uploads_per_person_max = 200;    // waiting ones
inline constexpr std::size_t upload_chunk_bytes = 256 * 1024;
inline constexpr auto upload_chunk_deadline = 60s;                  // for so many bytes to come
inline constexpr std::uint64_t organisation_files_gib = 50;         // unless the settings say otherwise
inline constexpr auto unnamed_file_grace = std::chrono::hours{25};  // longer than a backup takes
inline constexpr std::size_t file_text_answer_bytes = 1024 * 1024;  // of a file's text, in one answer
inline constexpr auto download_progress_every = 500ms;
inline constexpr std::size_t files_per_version_max = 50;
inline constexpr std::size_t versions_per_resource_max = 200;
inline constexpr std::size_t coauthors_max = 20;
inline constexpr std::size_t pins_max = 20;
inline constexpr std::size_t keywords_max = 20;
inline constexpr std::size_t findings_max = 50;  // of one version; more are not told one by one
inline constexpr std::size_t reason_length_min = 20;
inline constexpr int review_years_max = 3;
inline constexpr auto check_alarm_after = std::chrono::hours{24};
inline constexpr auto held_for = std::chrono::hours{24 * 30};  // then the version is purged
inline constexpr int review_reminder_days = 30;
inline constexpr auto use_story_asked_after = std::chrono::hours{24 * 7 * 6};
inline constexpr std::uint32_t scores_shown_from = 3;
inline constexpr std::uint32_t score_max = 4;
inline constexpr std::size_t collection_items_max = 200;
inline constexpr std::size_t curriculum_lessons_max = 80;  // of one unit
inline constexpr std::size_t download_items_max = 500;
inline constexpr auto download_kept = std::chrono::hours{24};
inline constexpr std::size_t passed_on_per_leaver_max = 500;  // resources that pass to the seat in one commit

// Expertise, practice and support
inline constexpr std::size_t evidence_max = 10;
inline constexpr std::size_t profile_subjects_max = 20;
inline constexpr std::size_t strengths_max = 12;
inline constexpr std::size_t languages_max = 12;
inline constexpr std::size_t asks_kept_max = 40;
inline constexpr std::uint32_t capacity_days_max = 60;  // in a term
inline constexpr std::size_t practice_steps_max = 20;
inline constexpr std::size_t practice_resources_max = 20;
inline constexpr int follow_up_days = 42;           // the first; the second after twice as many
inline constexpr int follow_up_reminder_days = 14;  // then it counts as not answered
inline constexpr std::size_t terms_max = 40;
inline constexpr std::size_t named_days_max = 200;
inline constexpr std::size_t links_per_record_max = 200;
inline constexpr std::size_t team_follows_max = 500;
inline constexpr std::size_t actions_per_topic_max = 200;
inline constexpr int planned_days_max = 400;
inline constexpr int calendar_days_back = 90;  // of a person's feed
inline constexpr int calendar_days_ahead = 400;
inline constexpr std::size_t pending_matches_max = 3;
inline constexpr std::size_t match_reasons_max = 12;
inline constexpr std::size_t signatures_kept_max = 40;
inline constexpr std::size_t suggestions_max = 20;
inline constexpr int first_answer_working_days = 3;
inline constexpr int match_lapses_working_days = 5;
inline constexpr int agreement_working_days = 10;
inline constexpr int visit_record_working_days = 5;
inline constexpr int support_draft_kept_days = 180;
inline constexpr int no_match_after_days = 30;  // after the last wanted date
inline constexpr int usefulness_asked_after_days = 42;
inline constexpr int unrated_closed_after_days = 28;
inline constexpr std::uint32_t support_days_max = 60;

// Peer review
inline constexpr std::size_t cycle_schools_min = 3;
inline constexpr std::size_t cycle_schools_max = 7;
inline constexpr std::size_t rota_pairs_max = 42;
inline constexpr std::size_t framework_headings_min = 2;
inline constexpr std::size_t framework_headings_max = 10;
inline constexpr std::size_t framework_grades_max = 6;
inline constexpr std::uint32_t visit_days_max = 5;
inline constexpr std::size_t questions_min = 2;
inline constexpr std::size_t reviewers_max = 8;  // of one review, the lead included
inline constexpr std::size_t review_colleagues_max = 20;
inline constexpr std::size_t exceptions_max = 5;
inline constexpr std::size_t interest_points_max = 12;
inline constexpr std::size_t evidence_links_max = 20;  // under one heading
inline constexpr std::size_t review_activities_max = 120;
inline constexpr std::size_t evidence_notes_max = 300;  // of one review
inline constexpr std::size_t notes_per_sentence_max = 10;
inline constexpr std::size_t sentences_per_section_max = 40;
inline constexpr std::size_t dissents_max = 40;
inline constexpr std::size_t report_comments_max = 200;
inline constexpr std::size_t report_grants_max = 60;
inline constexpr std::size_t report_readings_shown_max = 1'000;
inline constexpr std::size_t review_actions_max = 60;
inline constexpr std::size_t themes_max = 12;
inline constexpr std::uint32_t themes_shown_from = 3;  // hosts who share
inline constexpr int declare_working_days = 5;
inline constexpr int self_review_working_days = 10;  // before the visit
inline constexpr int self_review_reminder_days = 3;  // working days before that
inline constexpr int report_working_days = 5;        // after the visit
inline constexpr int factual_check_working_days = 5;
inline constexpr int plan_days = 30;  // after the report is final
inline constexpr int ninety_days = 90;
inline constexpr int closed_after_days = 60;  // after the check of one year

// Reading people's files
inline constexpr std::size_t extracted_text_max = 4 * 1024 * 1024;  // bytes of one file
inline constexpr std::size_t extracted_pages_max = 2'000;
inline constexpr std::uint64_t unzipped_bytes_max = 1024ull * 1024 * 1024;  // as an office file's directory says
inline constexpr std::size_t zip_entries_max = 20'000;
inline constexpr std::uint64_t image_pixels_max = 100'000'000;

// Buying together
inline constexpr std::int64_t pence_max = 10'000'000'000'000;  // £100,000 million, either way
inline constexpr std::size_t contract_sites_max = 100;
inline constexpr std::size_t contract_documents_max = 20;
inline constexpr std::uint32_t notice_days_max = 1'100;
inline constexpr std::uint32_t contract_months_max = 600;  // of a renewal, an option, a pool's term
inline constexpr std::uint32_t extensions_max = 10;
inline constexpr std::array<std::int32_t, 4> notice_reminders{90, 60, 30, 7};  // days before the notice date
inline constexpr std::size_t pool_schools_max = 100;
inline constexpr std::size_t pool_signatures_max = 20;  // of one school
inline constexpr std::uint32_t pool_quantity_max = 10'000'000;
inline constexpr std::size_t thresholds_max = 60;
inline constexpr std::size_t buying_bands_max = 10;
inline constexpr std::size_t put_away_max = 50;
inline constexpr std::uint32_t radar_km_max = 500;
inline constexpr std::uint32_t radar_days_max = 366;
inline constexpr std::size_t radar_groups_max = 50;
inline constexpr std::size_t radar_group_contracts_max = 60;
inline constexpr std::size_t radar_sums_max = 200;
inline constexpr std::size_t overview_schools_max = 1'000;
inline constexpr std::size_t saving_evidence_max = 10;
inline constexpr std::size_t value_lines_max = 30;
inline constexpr std::uint32_t value_times_max = 10'000;
inline constexpr std::size_t criteria_max = 20;
inline constexpr std::size_t scale_points_max = 11;
inline constexpr std::size_t pack_files_max = 10;
inline constexpr std::size_t purchase_people_max = 20;
inline constexpr std::size_t sign_offs_max = 200;  // past it the oldest go
inline constexpr std::size_t supplier_links_max = 30;
inline constexpr std::size_t quotes_max = 30;
inline constexpr std::size_t quote_files_max = 10;
inline constexpr std::uint64_t quote_file_bytes_max = 25ull * 1024 * 1024;
inline constexpr std::size_t supplier_body_bytes_max = 256 * 1024;
inline constexpr std::size_t price_lines_max = 30;
inline constexpr std::size_t agreed_max = quotes_max * criteria_max;
inline constexpr std::size_t challenges_max = 20;
inline constexpr std::int64_t related_party_pence = 40'000'00;  // above it the DfE approves before the award
inline constexpr std::int32_t standstill_days = 8;              // working days
inline constexpr std::int32_t supplier_link_days = 30;          // after the award
inline constexpr std::size_t import_words_max = 300;            // of a file, that say a category in words of its own

// Searching
inline constexpr std::size_t search_query_length_max = 300;
inline constexpr std::size_t search_terms_max = 32;
inline constexpr std::size_t search_hits_max = 1'000;  // how far one may page
inline constexpr auto search_time_max = 200ms;

// Erasing: bytes are gone when the window has rolled past and the files were rewritten
inline constexpr std::uint32_t erasure_rows_per_tick = 500;

// Deciding and committing
inline constexpr std::size_t decide_point_reads_max = 64;
inline constexpr std::size_t decide_scanned_rows_max = 1'000;
inline constexpr std::size_t group_commands_max = 256;
inline constexpr std::size_t group_bytes_max = 1024 * 1024;
inline constexpr auto group_deciding_max = 2ms;
inline constexpr std::size_t commands_waiting_max = 10'000;  // past it: unavailable
inline constexpr std::size_t import_chunk_max = 100;
inline constexpr std::size_t tick_items_max = 256;

// The window (idempotency keys, resume)
inline constexpr auto window_age_max = std::chrono::hours{24 * 30};
inline constexpr std::uint64_t window_bytes_max = 2ull * 1024 * 1024 * 1024;
inline constexpr std::size_t resume_events_max = 2'000;  // past it: resync

// Connections
inline constexpr auto header_deadline = 10s;
inline constexpr auto body_deadline = 30s;
inline constexpr auto keep_alive_idle = 60s;
inline constexpr auto write_deadline = 30s;
inline constexpr auto hello_deadline = 10s;
inline constexpr auto heartbeat_every = 20s;
inline constexpr auto socket_silence_max = 60s;  // nothing from the client, pongs included
inline constexpr std::size_t outbox_bytes_max = 1024 * 1024;
inline constexpr std::size_t calls_in_flight_max = 64;  // of one socket
inline constexpr std::size_t sends_before_yield = 256;
inline constexpr auto stop_deadline = 5s;

// Rates
inline constexpr double writes_burst = 300;
inline constexpr double writes_per_second = 30;
inline constexpr double reads_burst = 600;
inline constexpr double reads_per_second = 100;
inline constexpr double frames_burst = 300;  // WebSocket frames of any kind
inline constexpr double frames_per_second = 50;
inline constexpr auto typing_every = 3s;
inline constexpr auto mark_read_every = 5s;

// Sessions and sign-in
inline constexpr auto session_idle_max = std::chrono::hours{12};
inline constexpr auto session_absolute_max = std::chrono::hours{24 * 7};
inline constexpr auto session_touch_every = std::chrono::minutes{5};
inline constexpr auto session_fresh_for = std::chrono::minutes{10};
inline constexpr std::size_t api_tokens_per_person_max = 20;
inline constexpr std::uint32_t api_token_days_max = 366;
inline constexpr auto api_token_touch_every = std::chrono::hours{1};
inline constexpr int password_hashes_at_once = 2;
inline constexpr std::size_t password_hashes_waiting_max = 64;

}  // namespace staffroom::limits
