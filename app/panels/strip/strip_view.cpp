// The strip: one iteration as lecture notes draw it, with the numbers of now, or in one line where it goes too fast to
// be followed.
#include <imgui.h>

#include <algorithm>

#include "app/lab/session.h"
#include "app/panels/strip/strip_iteration.h"
#include "app/panels/strip/strip_line.h"
#include "app/panels/views.h"

namespace gan {
namespace {

constexpr double kPulse = 0.8, kPulseShare = 0.7;  // seconds, and of the time between two sub-steps, at most
constexpr double kFrameOfPulse = 1.0 / 60;

class StripView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  float height(const Frame& frame, float width) const override;

 private:
  void take_texts(const ViewContext& context, const Theme& theme);
  float pulse_phase(ViewContext& context, const Frame& frame);

  StripMoment moment_;
  MathTexts formulas_;
  // Of these settings, at this size of the text.
  std::shared_ptr<const Settings> settings_;
  float scale_ = 0;
  StripTexts texts_;
  StripMeasure measure_;
  StripLine line_;
  StripIteration iteration_;
  // Of this sub-step.
  std::optional<Turn> turn_;
  bool done_ = false;
  std::array<std::string, 3> algorithm_;
  std::uint64_t seen_ = 0;   // of StripMoment::count
  double turned_at_ = -1e9;  // when it changed
  // Of the last frame, for the height.
  bool playing_ = false;
  double speed_ = 0;
  float wanted_ = 0;
};

float StripView::height(const Frame& frame, float width) const {
  // Of the projector's enlargement the strip has its part: there it is wanted most.
  const float enlarged = frame.theme.projector ? kProjectorScale : 1;
  const float window = enlarged * ImGui::GetIO().DisplaySize.y / frame.theme.scale;
  const bool narrow = scale_ == frame.theme.scale && width < least_strip_width(measure_);
  const bool line = narrow || strip_is_line(playing_, speed_, window);
  return frame.theme.whole_px(line ? kStripLineHeight : kStripHeight);
}

void StripView::take_texts(const ViewContext& context, const Theme& theme) {
  const bool same = settings_ == context.snapshot.settings && scale_ == theme.scale;
  if (!same) {
    settings_ = context.snapshot.settings;
    scale_ = theme.scale;
    texts_ = strip_texts(*settings_);
    measure_ = measure_iteration(texts_, formulas_, theme);
    line_.measure(texts_, formulas_, theme);
  }
  if (same && turn_ == moment_.turn() && done_ == moment_.done()) return;
  turn_ = moment_.turn();
  done_ = moment_.done();
  algorithm_ = algorithm_line(*settings_, turn_, done_);
  for (std::size_t i = 0; i < algorithm_.size(); ++i)
    measure_.algorithm[i] = formulas_.of(algorithm_[i], {TypeFace::kSmall, false}).width;
}

// Where the pulse is. It needs frames while it moves; in pictures it has arrived.
float StripView::pulse_phase(ViewContext& context, const Frame& frame) {
  const double now = ImGui::GetTime();
  if (seen_ != moment_.count()) turned_at_ = now;
  seen_ = moment_.count();
  if (!frame.machine) return 1;
  const double lasts = playing_ ? std::min(kPulse, kPulseShare / std::max(speed_, kSlowestSpeed)) : kPulse;
  const double phase = (now - turned_at_) / lasts;
  if (phase >= 1) return 1;
  context.actions.draw_again_in(kFrameOfPulse);
  return static_cast<float>(std::max(phase, 0.0));
}

void StripView::draw(ViewContext& context, const Frame& frame) {
  context.actions.want();  // the numbers of now come with whatever is looked at
  moment_.update(context);
  playing_ = context.session.activity() == Activity::playing;
  speed_ = context.session.speed();
  take_texts(context, frame.theme);
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  // The layout asked for the height before this frame's state was known.
  const float wanted = height(frame, size.x);
  if (wanted != wanted_) context.actions.draw_again_in(0);
  wanted_ = wanted;
  const StripScene scene{context, frame, moment_, texts_, formulas_, corner};
  const StripPlacement placement = place_strip(measure_, size.x, size.y);
  if (placement.detail == StripDetail::nothing) {
    seen_ = moment_.count();  // no pulse is owed later
    line_.draw(scene, size);
  } else {
    iteration_.draw(scene, placement, algorithm_, pulse_phase(context, frame));
  }
}

}  // namespace

std::unique_ptr<View> make_strip_view(std::string&) {
  return std::make_unique<StripView>();
}

}  // namespace gan
