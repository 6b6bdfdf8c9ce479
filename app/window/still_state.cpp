#include "app/window/still_state.h"

#include "app/lab/measured_steps.h"

namespace gan {
namespace {

constexpr double kLastLook = 5;  // seconds that a picture may take to be complete when the end is asked for
constexpr int kMostLooks = 20;   // that a picture may need until nothing new is asked for
constexpr int kFrames = 3;       // of one look: what reacts to another size needs a second
constexpr int kPointStops = 40, kImageStops = 5;  // at which a run for a picture is measured, about

}  // namespace

bool wait_until_settled(Lab& lab, const Patience& patience) {
  double ended = 0;  // when it was noticed
  while (true) {
    lab.update(patience.now());
    if (lab.settled()) return true;
    if (patience.ending() && ended == 0) {
      ended = patience.now();
      lab.cancel_jobs();
    }
    if (ended > 0 && patience.now() - ended > kLastLook) return false;
    patience.wait(0.02);
  }
}

void train_measured(Lab& lab, std::int64_t iterations, const Patience& patience) {
  const bool images = lab.snapshot().kind().has(Capability::images);
  const std::int64_t begin = lab.snapshot().position.step, end = begin + iterations;
  // Images take longer to be measured than most of them take to be trained.
  const int stops = images ? kImageStops : kPointStops;
  for (std::int64_t step = begin; wait_until_settled(lab, patience) && step < end && !patience.ending();) {
    const std::int64_t goal = next_measured_step(begin, end, stops, step);
    lab.run_to(goal);
    // The lab is not told how far it has come until it is there: it would measure and judge on the way.
    while (!patience.ending() && lab.busy_training()) patience.wait(0.02);
    if (patience.ending()) return;
    lab.update(patience.now());
    if (lab.snapshot().position.step < goal) return;
    step = goal;
  }
}

std::uint64_t answers_of(const Lab& lab) {
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < lab.games(); ++i) {
    const Answers& answers = lab.game(i).answers();
    all += answers.probe_version + answers.walk_version + answers.measurement_version + answers.spectrum_version +
           answers.path_version;
  }
  return all;
}

void look_until_complete(Lab& lab, const Patience& patience, const std::function<void()>& look,
                         const std::function<std::uint64_t()>& answers) {
  bool complete = false, goes_on = true;
  for (int looks = 0; looks < kMostLooks && !complete; ++looks) {
    const bool settled = lab.settled();
    const std::uint64_t before = answers();
    for (int i = 0; i < kFrames; ++i) look();
    complete = !goes_on || (settled && lab.settled() && answers() == before);
    if (!complete) goes_on = wait_until_settled(lab, patience);
  }
}

}  // namespace gan
