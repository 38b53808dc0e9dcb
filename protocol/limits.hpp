// Every limit of the hub in one place: what a client may send, what a server keeps, how long things last.
// Texts are limited in Unicode code points; the byte limit of a body is checked before anything is allocated.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace staffroom::limits {
using namespace std::chrono_literals;

// Decoding
inline constexpr std::size_t header_bytes_max = 8 * 1024;
inline constexpr std::size_t target_bytes_max = 2 * 1024;
inline constexpr std::size_t body_bytes_max = 64 * 1024;
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
inline constexpr int password_hashes_at_once = 2;
inline constexpr std::size_t password_hashes_waiting_max = 64;

}  // namespace staffroom::limits
