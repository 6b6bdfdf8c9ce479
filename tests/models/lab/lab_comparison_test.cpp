// Samples compared with those of the data, in the lab: where a view asks, or where the best moment is kept by it.
#include "tests/models/lab/inline_lab.h"

namespace gan {
namespace {

class LabComparison : public InlineLab {
 protected:
  // As a frame in which the table, or a plot, shows them.
  void look() {
    Actions actions;
    actions.compare_samples = true;
    lab_->carry_out(actions);
  }
  const Measurement* measured() const { return lab_->session().answers().measurement.get(); }
  const Series& series(const char* id) const { return *lab_->session().history().find(id); }
};

TEST_F(LabComparison, IsMeasuredForThoseWhoLookAlone) {
  until_settled();
  ASSERT_NE(measured(), nullptr);
  EXPECT_FALSE(measured()->metrics.comparison.measured);
  EXPECT_TRUE(series("points_recall").empty());
  look();
  EXPECT_FALSE(lab_->settled()) << "the same state is to be measured again, with more";
  until([this] {
    look();
    return lab_->settled();
  });
  EXPECT_TRUE(measured()->metrics.comparison.measured);
  EXPECT_TRUE(measured()->perfect->comparison.measured);
  EXPECT_EQ(series("points_recall").size(), 1u);
  EXPECT_EQ(series("jsd").size(), 1u);
  EXPECT_EQ(series("points_recall").last(), static_cast<float>(measured()->metrics.comparison[SampleMetric::recall]));
}

TEST_F(LabComparison, IsMeasuredWhereTheBestMomentIsKeptByIt) {
  Actions actions;
  actions.best_metric = "energy_distance";
  lab_->carry_out(actions);
  until([&] {
    lab_->carry_out(actions);
    return lab_->settled() && lab_->kept().moments().best() != nullptr;
  });
  const KeptMoment& best = *lab_->kept().moments().best();
  EXPECT_TRUE(best.metrics->comparison.measured);
  EXPECT_EQ(best.best, &scalar_info("energy_distance"));
}

}  // namespace
}  // namespace gan
