#include "app/panels/frame/sentence_line.h"

#include <algorithm>

#include "app/panels/drawing.h"
#include "app/panels/now_values_model.h"
#include "app/ui/icons.h"
#include "core/insight/advice.h"

namespace gan {
namespace {

constexpr std::int64_t kUnmeasuredSteps = 200;  // iterations between two judgements without metrics

Rgb tone_colour(const Palette& palette, Tone tone) {
  return tone == Tone::warning ? palette.warning : tone == Tone::good ? palette.accent : palette.text_muted;
}

}  // namespace

void SentenceLine::update(const ViewContext& context) {
  const Metrics* metrics = context.measurement == nullptr ? nullptr : &context.measurement->metrics;
  const Moment now = context.snapshot.moment();
  const Moment measured = metrics == nullptr ? Moment{{}, {-1, 0, 0, 0}} : context.measurement->snapshot->moment();
  const bool diverged = context.snapshot.status.diverged;
  const RunHistory& h = context.history;
  // Records and changes may be newer than the snapshot, whose settings the facts are of.
  if (!h.shows_last_change(context.snapshot)) return;
  // With every new measurement and every change; in between nothing can be said that is worth the time. Where images
  // wait for what measures them, now and then.
  const bool due = measured != judged_measurement_ || diverged != judged_diverged_ ||
                   now.segment() != judged_.segment() || h.last_change() != judged_change_ ||
                   (metrics == nullptr && now.position.step >= judged_.position.step + kUnmeasuredSteps) ||
                   (!context.training && (now != judged_ || knows_now(context) != judged_knows_now_));
  if (!due) return;
  judged_ = now;
  judged_change_ = h.last_change();
  judged_measurement_ = measured;
  judged_diverged_ = diverged;
  const FindSeries series = [&h](std::string_view id) { return h.find(id); };
  Facts facts = gather_facts(context.snapshot, h.last_change(), series, metrics, context.perfect);
  facts.divergence = divergence_sentence(context.snapshot);
  facts.at_rest = !context.training;
  judged_knows_now_ = knows_now(context);
  if (facts.at_rest) take_facts_now(context, facts);
  judge_.update(facts);
}

void SentenceLine::draw(const Frame& frame, float width, float height) const {
  const std::span<const Sentence> sentences = judge_.sentences();
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(corner, {corner.x + width, corner.y + height}, pack(theme.palette.panel));
  if (!sentences.empty()) {
    const Sentence& first = sentences[0];
    const float line = ImGui::GetFontSize(), y = corner.y + (height - line) / 2;
    const float dot = theme.px(4), left = corner.x + theme.space(1.5F);
    const ImU32 colour = pack(tone_colour(theme.palette, first.tone));
    if (first.tone == Tone::warning) {
      draw_icon(list, Icon::kWarning, {left + dot, corner.y + height / 2}, theme.px(14), colour);
    } else {
      list.AddCircleFilled({left + dot, corner.y + height / 2}, dot, colour, 16);
    }
    const float text = left + 2 * dot + theme.space();
    std::string rest;
    for (std::size_t i = 1; i < sentences.size(); ++i) rest += "   ·   " + sentences[i].text;
    const float most = corner.x + width - theme.space() - text;
    draw_text_within(list, {text, y}, pack(theme.palette.text), first.text, most);
    const float used = text_width(first.text);
    if (used + theme.space(8) < most) {
      draw_text_within(list, {text + used, y}, pack(theme.palette.text_muted), rest, most - used);
    }
  }
  ImGui::Dummy({width, height});
  if (!sentences.empty() && ImGui::IsItemHovered()) {
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(theme.px(420));
    for (const Sentence& s : sentences) ImGui::TextUnformatted(s.text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
  }
}

}  // namespace gan
