// The spectrum in the lab: asked for by a view, answered beside the training, recorded; and one sentence where there is
// none.
#include "app/panels/view_settings_model.h"
#include "core/game/rules/rule_list.h"
#include "tests/models/lab/inline_lab.h"

namespace gan {
namespace {

class LabSpectrum : public InlineLab {
 protected:
  // As a frame in which the tab is open.
  void look() {
    Actions actions;
    actions.want_spectrum(lab_->session().shows_training());
    lab_->carry_out(actions);
  }
  void look_until_settled() {
    look();
    until([this] {
      look();
      return lab_->settled();
    });
  }
  void train_to(std::int64_t step) {
    lab_->run_to(step);
    until([this, step] {
      look();
      return lab_->snapshot().position.step >= step && !lab_->busy_training();
    });
  }
  const Series& series(const char* id) const { return *lab_->session().history().find(id); }
};

TEST_F(LabSpectrum, IsOfTheStateThatIsShown) {
  look_until_settled();
  const auto& first = lab_->session().answers().spectrum;
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->snapshot, lab_->session().snapshot());
  EXPECT_FALSE(first->multipliers.empty());
  EXPECT_EQ(series("spectral_radius").size(), 1u);
  train_to(400);
  look_until_settled();
  const auto& last = lab_->session().answers().spectrum;
  EXPECT_EQ(last->snapshot->position.step, 400);
  EXPECT_EQ(series("spectral_radius").last(), static_cast<float>(std::abs(last->multipliers.front())));
  EXPECT_EQ(series("leading_turn").size(), series("spectral_radius").size());
  EXPECT_GT(series("spectral_radius").size(), 1u);
}

// Who does not look pays nothing.
TEST_F(LabSpectrum, IsFoundForThoseWhoLookAlone) {
  lab_->run_to(50);
  until([this] { return lab_->snapshot().position.step >= 50 && !lab_->busy_training(); });
  until_settled();
  EXPECT_EQ(lab_->session().answers().spectrum, nullptr);
  EXPECT_TRUE(series("spectral_radius").empty());
}

TEST_F(LabSpectrum, SaysWhyThereIsNoneAndComesBack) {
  set("hyperparameters.rule", std::string("lookahead"));
  look_until_settled();
  EXPECT_NE(lab_->session().answers().spectrum->why_not.find("lookahead"), std::string::npos);
  set("hyperparameters.rule", std::string("simultaneous"));
  look_until_settled();
  EXPECT_EQ(lab_->session().answers().spectrum->why_not, "");
}

// A spectrum is found once: what it is of another segment is not shown, and is there again for who comes back.
TEST_F(LabSpectrum, OfAnotherSegmentIsNotShown) {
  look_until_settled();
  const auto found = lab_->session().answers().spectrum;
  const auto shown = [this] {
    Actions actions;
    ViewSettings settings;
    return lab_->context(settings, actions, 0).spectrum;
  };
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(shown(), found);
  const auto segment = lab_->snapshot().position.segment;
  set("noise.dimension", std::int64_t{3});
  until([&] { return lab_->snapshot().position.segment != segment; });
  EXPECT_EQ(shown(), nullptr);
}

// Looking changes no number.
TEST_F(LabSpectrum, ChangesNoNumber) {
  train_to(60);
  look_until_settled();
  const std::uint64_t looked = hash_state(*lab_->snapshot().state);
  open(small_game());
  lab_->run_to(60);
  until([this] { return lab_->snapshot().position.step >= 60 && !lab_->busy_training(); });
  EXPECT_EQ(hash_state(*lab_->snapshot().state), looked);
}

}  // namespace
}  // namespace gan
