// The line between two moments in the lab: of the start, of what is shown and of what is kept; found beside the
// training, and only for those who look.
#include "tests/models/lab/inline_lab.h"
#include "tests/models/lab/past_steps.h"

namespace gan {
namespace {

class LabPath : public PastLab {
 protected:
  // As a frame in which the part of the tab is open.
  void look(const PathWish& wish = {}) {
    Actions actions;
    actions.path = wish;
    lab_->carry_out(actions);
  }
  void look_until_settled(const PathWish& wish = {}) {
    look(wish);
    until([&] {
      look(wish);
      return lab_->settled();
    });
  }
  const std::shared_ptr<const MomentPath>& path() const { return lab_->session().answers().path; }
};

TEST_F(LabPath, IsOfTheStartAndOfWhatIsShown) {
  train_to(80);
  EXPECT_EQ(path(), nullptr) << "nobody looked";
  look_until_settled();
  ASSERT_NE(path(), nullptr);
  EXPECT_EQ(path()->why_not, "");
  EXPECT_EQ(path()->snapshot, lab_->session().snapshot());
  EXPECT_EQ(*path()->request.from->state, *plain(0)->snapshot()->state);
  const std::uint64_t version = lab_->session().answers().path_version;
  look_until_settled();
  EXPECT_EQ(lab_->session().answers().path_version, version) << "it is known";
  // A moment of the past is looked at as the present is.
  look_at(0, 40);
  look_until_settled();
  EXPECT_EQ(hash_state(*path()->snapshot->state), plain(40)->hash());
}

TEST_F(LabPath, IsOfMomentsThatAreKept) {
  train_to(50);
  act(LabRequest::keep_moment);
  train_to(120);
  act(LabRequest::keep_moment);
  until_settled();
  const auto kept = lab_->kept().moments().all();
  ASSERT_EQ(kept.size(), 2u);
  const PathWish wish{{PathEnd::Kind::kept, kept[0].number}, {PathEnd::Kind::kept, kept[1].number}};
  train_to(140);
  look_until_settled(wish);
  ASSERT_NE(path(), nullptr);
  EXPECT_EQ(hash_state(*path()->request.from->state), plain(50)->hash());
  EXPECT_EQ(hash_state(*path()->snapshot->state), plain(120)->hash());
  // What is not there any more is not looked for, and holds nothing up.
  Actions actions;
  actions.kept.push_back({kept[0].number, KeptChange::Kind::remove});
  lab_->carry_out(actions);
  look_until_settled(wish);
}

TEST_F(LabPath, SaysWhyThereIsNone) {
  look_until_settled();
  ASSERT_NE(path(), nullptr);
  EXPECT_NE(path()->why_not.find("the same parameters"), std::string::npos) << path()->why_not;
}

TEST_F(LabPath, FollowsWhatTrains) {
  act(LabRequest::play);
  until([this] {
    look();
    return path() != nullptr && path()->snapshot->position.step > 100;
  });
  act(LabRequest::pause);
  look_until_settled();
  EXPECT_EQ(path()->snapshot, lab_->session().snapshot());
}

// Who looks at another segment for a moment and comes back finds what was known, and waits for nothing.
TEST_F(LabPath, IsThereForWhoComesBackToASegment) {
  train_to(40);
  look_until_settled();
  const auto first = path();
  ASSERT_NE(first, nullptr);
  act(LabRequest::new_start);
  train_to(30);
  for (const bool answered : {false, true}) {
    look_at(0, 40);
    look_until_settled();
    ASSERT_NE(path(), nullptr);
    EXPECT_EQ(path()->snapshot->position, (Position{0, 40, 0, 0})) << answered;
    act(LabRequest::look_at_front);
    look();
    EXPECT_TRUE(path() == nullptr || path()->snapshot->position.segment == 1);
    if (answered) look_until_settled();
  }
}

// Looking changes no number.
TEST_F(LabPath, ChangesNoNumber) {
  look();
  train_to(60);
  look_until_settled();
  EXPECT_EQ(shown_hash(), plain(60)->hash());
}

}  // namespace
}  // namespace gan
