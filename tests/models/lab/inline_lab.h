// A whole lab in one thread: training, probes, metrics and jobs take their turns between two frames, as they would
// where there are no threads. Everything happens in the same order every time.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "core/live/inline_executor.h"
#include "tests/models/lab/lab_fixture.h"

namespace gan {

class InlineLab : public LabFixture {
 protected:
  void prepare(LabOptions& options) override { options.executor = &executor_; }
  // A frame, and some turns until the next one is due.
  void frame() {
    lab_->update(Clock::Seconds(clock_.now().time_since_epoch()).count());
    for (int i = 0; i < 8 && executor_.due() > 0; ++i) {
      executor_.turn();
      clock_.advance(std::chrono::milliseconds(2));
    }
    clock_.advance(std::chrono::milliseconds(1));
  }
  void until(const std::function<bool()>& done) {
    for (int i = 0; i < 20000; ++i) {
      frame();
      if (done()) return;
    }
    FAIL() << "it never happened";
  }
  void until_settled() {
    until([this] { return lab_->settled(); });
  }
  void carry_out_and_wait(const Actions& actions) {
    lab_->carry_out(actions);
    until_settled();
  }
  void act_and_wait(LabRequest request) {
    act(request);
    until_settled();
  }
  void look_at(std::int64_t segment, std::int64_t step) {
    Actions actions;
    actions.look_at = LookAt{lab_->session().id(), segment, step};
    carry_out_and_wait(actions);
  }
  void change(BranchChange change) {
    Actions actions;
    actions.branches.push_back(std::move(change));
    carry_out_and_wait(actions);
  }
  std::set<std::string> saved_files() const {
    std::set<std::string> names;
    if (!std::filesystem::exists(folder_)) return names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      names.insert(entry.path().filename().string());
    return names;
  }

  ManualClock clock_;
  InlineExecutor executor_{clock_};
};

}  // namespace gan
