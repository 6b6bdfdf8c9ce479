#include "app/panels/arena/arena_compare_model.h"

#include <gtest/gtest.h>

#include <cmath>

#include "app/panels/compare/compare_texts_model.h"
#include "tests/models/lab/inline_lab.h"

namespace gan {
namespace {

// Two games of the lab, looked at on one grid.
class ArenaCompare : public InlineLab {
 protected:
  void look() {
    ProbeRequest request;
    request.surface = SurfaceRequest{{-2, 2, -2, 2}, 8, 6};
    request.generated = 64;
    request.logits = true;
    Actions actions;
    actions.probe = request;
    for (std::size_t i = 0; i < lab_->games(); ++i) lab_->ask(i, actions);
    lab_->carry_out(actions);
    until_settled();
  }
  void act_and_wait(LabRequest request) {
    act(request);
    until_settled();
  }
  void compare() { comparison_.update(probe(0), probe(1), lab_->game(1).output_scale()); }
  const std::shared_ptr<const ProbeResult>& probe(std::size_t i) const { return lab_->game(i).answers().probe; }

  ArenaComparison comparison_;
};

TEST_F(ArenaCompare, ShowsHowFarTheDiscriminatorsAreApartAndWhatTheSameNoiseBecame) {
  act_and_wait(LabRequest::compare_here);
  look();
  compare();
  ASSERT_EQ(comparison_.difference().size(), 48u);
  for (const float d : comparison_.difference()) EXPECT_EQ(d, 0);
  ASSERT_EQ(comparison_.joins().size(), 4u * 64u);
  for (std::size_t i = 0; i < comparison_.joins().size(); i += 4) {
    EXPECT_EQ(comparison_.joins()[i], comparison_.joins()[i + 2]) << "the same noise, the same networks";
  }

  Actions edit;
  edit.edits.push_back({"hyperparameters.k", std::int64_t{5}});
  lab_->carry_out(edit);
  lab_->run_to(60);
  until_settled();
  look();
  const std::uint64_t before = comparison_.revision();
  compare();
  EXPECT_GT(comparison_.revision(), before);
  for (Index y = 0; y < 6; ++y) {
    for (Index x = 0; x < 8; ++x) {
      const double here = sigmoid(static_cast<double>(probe(1)->surface.logits(x, y)));
      const double there = sigmoid(static_cast<double>(probe(0)->surface.logits(x, y)));
      EXPECT_NEAR(static_cast<double>(comparison_.difference()[static_cast<std::size_t>(y * 8 + x)]), here - there,
                  1e-6);
    }
  }
  EXPECT_EQ(comparison_.joins()[0], probe(0)->generated(0, 0));
  EXPECT_EQ(comparison_.joins()[3], probe(1)->generated(1, 0));
  EXPECT_NE(comparison_.joins()[0], comparison_.joins()[2]);
}

TEST_F(ArenaCompare, OtherStepsAndOtherKindsOfOutputAreNotCompared) {
  act_and_wait(LabRequest::compare_here);
  look();
  compare();
  const std::uint64_t before = comparison_.revision();
  const std::shared_ptr<const ProbeResult> old = probe(0);
  lab_->run_to(5);
  until_settled();
  look();
  comparison_.update(old, probe(1), lab_->game(1).output_scale());
  EXPECT_EQ(comparison_.revision(), before);
  Actions edit;
  edit.edits.push_back({"hyperparameters.loss", std::string("wasserstein")});
  lab_->carry_out(edit);
  until_settled();
  look();
  compare();
  EXPECT_TRUE(comparison_.difference().empty());
  EXPECT_FALSE(comparison_.joins().empty());
}

TEST_F(ArenaCompare, TheTextsSayWhatDiffersAndWhatIsTheSame) {
  act_and_wait(LabRequest::compare_here);
  CompareTexts texts = compare_texts(*lab_);
  EXPECT_EQ(texts.differs, "Nothing differs yet: change a setting of B.");
  EXPECT_NE(texts.common.find("same batches"), std::string::npos);
  Actions edit;
  edit.edits.push_back({"hyperparameters.batch_size", std::int64_t{24}});
  lab_->carry_out(edit);
  until_settled();
  texts = compare_texts(*lab_);
  ASSERT_EQ(texts.headings.size(), 2u);
  EXPECT_NE(texts.headings[1].find("24"), std::string::npos);
  EXPECT_EQ(texts.common.find("same batches"), std::string::npos);
  EXPECT_NE(texts.common.find("same seed"), std::string::npos);
}

}  // namespace
}  // namespace gan
