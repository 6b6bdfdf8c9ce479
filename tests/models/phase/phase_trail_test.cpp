// Where the players have been, from the history of a run and of those before it.
#include <gtest/gtest.h>

#include "app/panels/phase/phase_trail_model.h"
#include "tests/models/phase/phase_game.h"

namespace gan {
namespace {

// A run with what the window would remember of it.
class PhaseTrailTest : public testing::Test {
 protected:
  void train(int steps) {
    for (int i = 0; i < steps; ++i) {
      ASSERT_TRUE(run_->step());
      history_.append({{run_->id(), run_->position().segment}, run_->record()});
    }
  }
  void apply(const Command& command) {
    const auto event = run_->apply(command);
    ASSERT_TRUE(event) << event.message();
    HistoryMark mark;
    mark.segment = event.value().then.segment;
    mark.starts_segment = event.value().begins_segment;
    mark.other_game = std::holds_alternative<OpenGame>(command);
    history_.add_mark(mark);
    history_.begin_segment(run_->position().segment);
  }
  bool look() { return trail_.update(history_, *run_->snapshot()); }

  std::unique_ptr<gan::Run> run_ = std::move(gan::Run::create(test::two_numbers("minimax")).value());
  RunHistory history_{run_->id()};
  PhaseTrail trail_;
};

TEST_F(PhaseTrailTest, BeginsAtTheStartAndEndsAtThePresentPlace) {
  EXPECT_TRUE(look());
  ASSERT_EQ(trail_.live().size(), 1u);
  EXPECT_EQ(trail_.live()[0], (PhasePoint{1, 0}));
  train(30);
  EXPECT_TRUE(look());
  EXPECT_FALSE(look()) << "nothing has changed";
  ASSERT_GE(trail_.live().size(), 31u);
  EXPECT_EQ(trail_.live().front(), (PhasePoint{1, 0}));
  EXPECT_EQ(trail_.live().back().theta, static_cast<double>(run_->state().generator.parameters[0]));
  EXPECT_EQ(trail_.live().back().psi, static_cast<double>(run_->state().discriminator.parameters[0]));
  EXPECT_LT(trail_.live()[1].psi, 0) << "D has moved first";
}

TEST_F(PhaseTrailTest, ALongRunShowsItsEnd) {
  train(static_cast<int>(kTrailSteps) + 50);
  look();
  EXPECT_EQ(trail_.live().size(), static_cast<std::size_t>(kTrailSteps) + 1);
  EXPECT_NE(trail_.live().front(), (PhasePoint{1, 0}));
}

TEST_F(PhaseTrailTest, RunsBeforeStayUntilAnotherGameIsOpened) {
  train(20);
  apply(SetValues{{{"generator.start", std::vector<double>{0.5}}, {"discriminator.start", std::vector<double>{1}}}});
  EXPECT_EQ(run_->position().segment, 1) << "one start";
  train(10);
  look();
  EXPECT_EQ(trail_.live().front(), (PhasePoint{0.5, 1}));
  ASSERT_EQ(trail_.earlier().size(), 1u);
  EXPECT_EQ(trail_.earlier()[0].size(), 20u);
  apply(SameStart{});
  train(5);
  look();
  EXPECT_EQ(trail_.earlier().size(), 2u);
  apply(OpenGame{std::make_shared<const Settings>(test::two_numbers("wasserstein"))});
  train(5);
  look();
  EXPECT_TRUE(trail_.earlier().empty());
}

}  // namespace
}  // namespace gan
