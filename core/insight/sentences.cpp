#include "core/insight/sentences.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/base/number_text.h"
#include "core/game/losses.h"
#include "core/record/scalars.h"

namespace gan {
namespace {

constexpr std::size_t kMost = 3;
constexpr int kCycled = 3;  // modes that were visited beyond those that are covered now

template <class... Values>
std::string format(const char* text, Values... values) {
  char out[192];
  std::snprintf(out, sizeof out, text, values...);
  return out;
}

std::string of_modes(const Facts& f) {
  return whole_text(f.modes_covered) + " of " + whole_text(f.modes_total);
}

// As every table and plot names it.
const char* title_of(const char* scalar) {
  return scalar_info(scalar).title;
}

std::string quality_text(const Facts& f) {
  std::string text = format("%.0f%% %s", 100 * f.high_quality, title_of("high_quality_fraction"));
  if (std::isfinite(f.ideal_high_quality.mean)) text += format(" (ideal: %.1f%%)", 100 * f.ideal_high_quality.mean);
  return text;
}

std::string jsd_text(const Facts& f) {
  return format(" (%s %.2f, ideal %.2f)", scalar_info("jsd").name, f.jsd, f.ideal_jsd.mean);
}

// What keeps all modes and good samples from being the data.
const char* what_is_missing(const Facts& f) {
  if (f.reverse_kl > f.ideal_reverse_kl.mean + 0.05) return "but unevenly";
  if (f.width < 0.8) return "still clumped";
  return "but not their shape";
}

Sentence collapse_sentence(const Facts& f, const ConditionMemory& memory) {
  const int visited = memory.visited();
  if (visited < f.modes_covered + kCycled)
    return {Tone::warning, "Mode collapse: " + of_modes(f) + " " + title_of("modes_covered"), VerdictId::collapsed};
  return {Tone::warning,
          "Mode collapse: G cycles between modes (" + of_modes(f) + " covered now, " + std::to_string(visited) +
              " visited recently)",
          VerdictId::hopping};
}

void say_modes(const Facts& f, const Conditions& c, std::vector<Sentence>& out) {
  if (c.holds(ConditionId::collapsed)) {
    out.push_back(collapse_sentence(f, c.memory()));
  } else if (c.holds(ConditionId::fits) && f.modes_total == 0) {
    out.push_back(
        {Tone::good, format("Good fit: %s %.3f (ideal %.3f)", scalar_info("jsd").name, f.jsd, f.ideal_jsd.mean)});
  } else if (c.holds(ConditionId::fits)) {
    out.push_back({Tone::good, format("Good fit: all %d modes, ", f.modes_total) + quality_text(f)});
  } else if (c.holds(ConditionId::covers) && std::isfinite(f.jsd) && std::isfinite(f.ideal_jsd.mean)) {
    out.push_back({Tone::neutral, format("All %d modes, ", f.modes_total) + what_is_missing(f) + jsd_text(f)});
  }
}

// Of images: classes that the generator had and has lost, or has not found for long.
void say_classes(const Facts& f, const Conditions& c, std::vector<Sentence>& out) {
  if (!judges_classes(f)) return;
  if (f.precision < kPrecisionFloor) {
    out.push_back({Tone::neutral, unlike_data_text(f.precision)});
    return;
  }
  if (!misses_classes(f.classes_covered, f.classes_total, f.classes_expected)) return;
  const bool missing = c.holds(ConditionId::classes_missing);
  std::string text = "Only " + whole_text(f.classes_covered) + " of " + whole_text(f.classes_total) + " classes";
  if (!missing) {
    text += " so far";
  } else if (f.classes_covered < f.most_classes) {
    text += ": it had " + whole_text(f.most_classes);
  }
  out.push_back({missing ? Tone::warning : Tone::neutral, std::move(text), VerdictId::collapsed});
}

void say_gradients(const Facts& f, const Conditions& c, std::vector<Sentence>& out) {
  const bool perfect = c.holds(ConditionId::d_perfect);
  if (perfect && f.loss == find_loss("minimax")) {
    out.push_back({Tone::warning, "D is nearly perfect: the minimax gradient has vanished", VerdictId::d_too_strong});
  } else if (c.holds(ConditionId::vanished)) {
    const std::string start =
        f.since == LastChange{} ? "its initial value" : "its value at step " + whole_text(f.since.step);
    const double percent = std::max(1.0, std::ceil(100 * f.g_grad_norm / f.g_grad_norm_start));
    out.push_back({Tone::warning,
                   format("Vanishing gradient: %s is below %.0f%% of ", title_of("g_grad_norm"), percent) + start,
                   VerdictId::d_too_strong});
  } else if (perfect) {
    const bool every = f.d_accuracy > 0.9995;
    out.push_back({Tone::neutral,
                   std::string("D is nearly perfect: it recognises ") + (every ? "every" : "almost every") + " fake",
                   VerdictId::d_too_strong});
  }
}

void say_waves(const Facts& f, const Conditions& c, std::vector<Sentence>& out) {
  if (f.diverged) return;
  if (c.holds(ConditionId::rests)) {
    const double percent = std::max(1.0, std::ceil(100 * f.rest.share));
    out.push_back({Tone::good, format("At rest: G's loss swings by less than %.0f%% of what it did", percent)});
  } else if (c.holds(ConditionId::oscillates)) {
    const double tens = std::pow(10, std::max(0.0, std::floor(std::log10(std::max(f.wave.period, 1.0))) - 1));
    out.push_back({Tone::neutral,
                   "Oscillation: period about " + whole_text(std::llround(f.wave.period / tens) * std::llround(tens)) +
                       " iterations",
                   VerdictId::oscillating});
  }
}

// Where there is nothing else to say.
void say_the_usual(const Facts& f, std::vector<Sentence>& out) {
  if (judges_modes(f)) {
    const bool all = f.modes_covered == f.modes_total;
    out.push_back(
        {Tone::neutral, of_modes(f) + " " + title_of("modes_covered") + (all ? ", " + quality_text(f) : " so far")});
  } else if (std::isfinite(f.distance)) {
    out.push_back({Tone::neutral, "The players are " + short_text(f.distance, 2) + " away from the equilibrium"});
  } else if (loss_info(f.loss).probabilistic && std::isfinite(f.d_accuracy)) {
    const bool guesses = std::abs(f.d_accuracy - 0.5) <= 0.05;
    out.push_back({Tone::neutral, format("%s: %.0f%%", title_of("d_accuracy"), 100 * f.d_accuracy) +
                                      (guesses ? ", close to guessing (50%)" : "")});
  }
}

// Hopping is a collapse, too.
bool says_the_same(VerdictId a, VerdictId b) {
  const auto known = [](VerdictId id) { return id == VerdictId::hopping ? VerdictId::collapsed : id; };
  return known(a) == known(b) && a != VerdictId::too_early;
}

}  // namespace

std::string unlike_data_text(double precision) {
  return format("The images do not resemble the data yet (precision %.1f%%)", 100 * precision);
}

std::vector<Sentence> say(const Facts& f, const Conditions& c) {
  std::vector<Sentence> out;
  if (f.diverged) out.push_back({Tone::warning, f.divergence, VerdictId::diverging});
  say_modes(f, c, out);
  say_classes(f, c, out);
  say_gradients(f, c, out);
  say_waves(f, c, out);
  if (c.holds(ConditionId::clipped)) {
    out.push_back(
        {Tone::neutral, format("%.0f%% of the critic's weights are at the clipping limits (|w| > 0.9c, c = %g)",
                               100 * f.at_clip, f.clip)});
  }
  if (c.holds(ConditionId::outside)) {
    out.push_back(
        {Tone::warning, format("%.0f%% of samples lie far from the data", 100 * f.outside), VerdictId::diverging});
  }
  if (out.empty()) say_the_usual(f, out);
  if (out.size() > kMost) out.resize(kMost);
  return out;
}

std::vector<Sentence> line_of(const Verdict& verdict, std::span<const Sentence> sentences) {
  std::vector<Sentence> line{{verdict.tone, verdict.title, verdict.id}};
  // Of a game that nothing is known of yet the sentences tell more than that.
  if (verdict.id != VerdictId::too_early) line.push_back({verdict.tone, evidence_text(verdict), verdict.id});
  for (const Sentence& sentence : sentences) {
    if (!says_the_same(sentence.about, verdict.id)) line.push_back(sentence);
  }
  return line;
}

void SentenceJudge::update(const Facts& facts) {
  Facts known = facts;
  if (known.segment != segment_ || known.since != since_) gradient_start_ = Metrics::kUndefined;
  segment_ = known.segment;
  since_ = known.since;
  if (!std::isfinite(gradient_start_)) gradient_start_ = known.g_grad_norm_start;
  known.g_grad_norm_start = gradient_start_;
  conditions_.update(known);
  sentences_ = say(known, conditions_);
  verdict_ = find_verdict(known, conditions_);
}

}  // namespace gan
