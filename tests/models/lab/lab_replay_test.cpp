// Recordings that the lab opens: a replayed game is another run, and nothing of the one before is taken for its own.
#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

TEST_F(LabTest, ARecordingOpensAtItsEnd) {
  lab_->session().run_to(150);
  until_settled();
  set("hyperparameters.k", std::int64_t{2});
  act(LabRequest::step_discriminator);
  lab_->session().run_to(1200);
  until_settled();
  const auto end = hash_state(*lab_->snapshot().state);
  act(LabRequest::save_recording);
  until_settled();
  const std::string path = saved_file(".toml");
  ASSERT_NE(path, "") << newest_message();

  open(small_game());
  open_file(path);
  until([this] { return lab_->snapshot().position.step == 1200 && lab_->settled(); });
  EXPECT_EQ(hash_state(*lab_->snapshot().state), end);
  EXPECT_NE(newest_message().find("hashes agree"), std::string::npos) << newest_message();
  EXPECT_EQ(lab_->history().last_step(), 1200);
  EXPECT_EQ(lab_->history().find("g_loss")->size(), 1200u);
  ASSERT_EQ(lab_->history().marks().size(), 2u);
  EXPECT_EQ(lab_->history().marks()[0].label, "k 1→2");
  // It goes on like the run that it was made from.
  lab_->session().run_to(1300);
  until_settled();
  EXPECT_EQ(lab_->snapshot().position.step, 1300);
}

// A replayed game is another run: nothing that was asked of, measured in or said about the one before is taken for its
// own.
TEST_F(LabTest, AReplayedGameHasNothingOfTheOneBefore) {
  Scenario scenario = small_game();
  scenario.settings.schedule = {{10, "hyperparameters.k", std::int64_t{2}}};
  open(scenario);
  lab_->session().run_to(20);
  until_settled();
  act(LabRequest::save_recording);
  until_settled();
  const std::string path = saved_file(".toml");
  ASSERT_NE(path, "") << newest_message();

  Scenario large = small_game();
  large.title = "Large";
  large.settings.spec.generator.hidden = {256, 256, 256};
  open(large);
  for (int again = 0; again < 5; ++again) {
    SCOPED_TRACE(again);
    for (int i = 0; i < 40; ++i) set("hyperparameters.r1_weight", 0.01 * (1 + i % 7), true);
    act(LabRequest::play);
    until([&] {
      return lab_->snapshot().position.step > 25 * (again + 1) && lab_->session().answers().measurement != nullptr;
    });
    const RunId before = lab_->session().id();
    open_file(path);
    until([&] { return !(lab_->session().id() == before); });
    until_settled();
    EXPECT_EQ(lab_->snapshot().position.step, 20);
    EXPECT_EQ(lab_->session().answers().measurement->snapshot->moment(), lab_->snapshot().moment());
    const Series& measured = *lab_->history().find("high_quality_fraction");
    EXPECT_TRUE(measured.empty() || measured.last_step() <= 20);
    ASSERT_EQ(lab_->history().marks().size(), 1u) << "what the schedule did is marked once";
    EXPECT_EQ(lab_->history().marks()[0].label, "k 1→2");
    EXPECT_FALSE(lab_->session().can_undo());
    EXPECT_FALSE(lab_->session().is_pending("hyperparameters.r1_weight"));
  }
}

// Whether a replay that differs is of another build is read, not guessed.
TEST_F(LabTest, AReplayThatDiffersSaysWhetherItsBuildDoes) {
  lab_->session().run_to(60);
  until_settled();
  act(LabRequest::save_recording);
  until_settled();
  const std::string path = saved_file(".toml");
  ASSERT_NE(path, "") << newest_message();
  std::ifstream file(path);
  const std::string saved{std::istreambuf_iterator<char>(file), {}};
  const auto replaced = [](std::string text, const std::string& begin, const std::string& line) {
    const std::size_t at = text.find("\n" + begin) + 1;
    EXPECT_NE(at, 0u) << begin;
    return text.replace(at, text.find('\n', at) - at, line);
  };
  const std::string altered = replaced(saved, "beta2 = ", "beta2 = 0.98");
  const std::string of_another = replaced(altered, "build = ", "build = \"Eigen 3.4.0, vectors of 64 floats\"");
  for (const bool another : {false, true}) {
    open(small_game());
    open_file(written(another ? "another.toml" : "same.toml", another ? of_another : altered));
    until([this] { return newest_message().find("first differs at step") != std::string::npos; });
    EXPECT_EQ(
        newest_message().find("another build (Eigen 3.4.0, vectors of 64 floats; this one: ") != std::string::npos,
        another)
        << newest_message();
  }
}

}  // namespace
}  // namespace gan
