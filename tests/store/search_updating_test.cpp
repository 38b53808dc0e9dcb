// What the search index's follower reads and what it leaves alone.
#include "store/search_updating.hpp"

#include <doctest/doctest.h>

#include "store/overlay_view.hpp"
#include "store/remembering_view.hpp"
#include "store/views.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

constexpr TopicId topic{7};
constexpr Ordinal ordinal = 1;

/// A topic with a message over an empty database; counts what is read.
class CountingView : public OverlayView {
 public:
  explicit CountingView(View const& empty) : OverlayView(empty) {
    Change change;
    change.put(Topic{.id = topic, .title = {"Fractions"}});
    change.put(Message{.id = MessageId{8}, .topic = topic, .ordinal = ordinal, .text = "Bar models first."});
    add(change);
  }
  std::shared_ptr<Record const> find_record(Kind kind, std::string const& key) const override {
    ++reads;
    return OverlayView::find_record(kind, key);
  }
  mutable int reads = 0;
};

struct UpdatingCase {
  TempFolder folder;
  std::unique_ptr<Database> database = Database::open({folder.path() / "hub", true, nullptr, nullptr}).value();
  DecodedCache decoded;
  StandingCache standings;
  SnapshotView empty{*database, database->snapshot(1), ReadTier::disk, decoded, standings};
  CountingView view{empty};
};

Event of_message(std::string_view because) {
  Event event;
  event.because = because;
  event.kind = Kind::message;
  event.key = record_key<Message>(topic, ordinal);
  return event;
}

}  // namespace

TEST_CASE("following for the search reads a topic once, however many of its messages are written, and each message") {
  UpdatingCase it;
  RememberingView const view(it.view);
  it.view.reads = 0;
  for (int i = 0; i < 3; ++i) {
    auto const found = view.find<Topic>(topic);
    REQUIRE(found);
    CHECK(found->title.value == "Fractions");
    CHECK_FALSE(view.find<Team>(TeamId{9}));
  }
  CHECK(it.view.reads == 2);
  for (int i = 0; i < 3; ++i) REQUIRE(view.find<Message>(topic, ordinal));
  CHECK(it.view.reads == 2 + 3);
}

TEST_CASE("what others think of a message is not written to the search index, what its author changes is") {
  UpdatingCase it;
  search::IndexWriter writer(it.folder.path() / "index", search::IndexWriter::Purpose::follow);
  search::Updating updating(writer, it.view, nullptr);
  CHECK_FALSE(updating.apply(of_message(React::name)));
  CHECK_FALSE(updating.apply(of_message(WithdrawReaction::name)));
  CHECK(updating.apply(of_message(PostMessage::name)));
  writer.commit(std::nullopt);
  CHECK(writer.documents() == 1);
}

}  // namespace staffroom::tests
