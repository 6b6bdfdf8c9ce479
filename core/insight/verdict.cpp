#include "core/insight/verdict.h"

#include <array>
#include <cmath>
#include <string>

#include "core/base/check.h"
#include "core/base/number_text.h"
#include "core/record/scalars.h"

namespace gan {
namespace {

using Evidences = std::vector<Evidence>;

std::string rounded(double number, int digits = 2) {
  return short_text(number, digits);
}

std::string with_sign(double number) {
  return (number > 0 ? "+" : "") + rounded(number);
}

const char* title_of_scalar(const char* id) {
  return scalar_info(id).title;
}

void add_modes(const Facts& f, double begins_at, Evidences& out) {
  if (f.modes_total < 1) return;
  const std::string bound = begins_at < f.modes_total ? "begins at " + rounded(begins_at) : "";
  out.push_back({title_of_scalar("modes_covered"),
                 std::to_string(f.modes_covered) + " of " + std::to_string(f.modes_total), bound});
}

void add_classes(const Facts& f, Evidences& out) {
  out.push_back({title_of_scalar("classes_covered"),
                 std::to_string(f.classes_covered) + " of " + std::to_string(f.classes_total), "begins at half"});
}

void add_effective(const Facts& f, Evidences& out) {
  out.push_back(
      {"effective modes", rounded(f.concentration.effective_modes), "begins at " + rounded(0.5 * f.modes_total)});
}

// What is left between the generator and the data.
void add_residual(const Facts& f, Evidences& out) {
  if (std::isfinite(f.distance)) {
    out.push_back(
        {"distance from the equilibrium", rounded(f.distance), "less than 5% of " + rounded(f.distance_start)});
  } else if (std::isfinite(f.jsd)) {
    const double ideal = std::isfinite(f.ideal_jsd.mean) ? f.ideal_jsd.mean : 0;
    out.push_back(
        {std::string(scalar_info("jsd").name) + " above the ideal", rounded(std::max(0.0, f.jsd - ideal)), ""});
  } else if (std::isfinite(f.frechet)) {
    out.push_back({title_of_scalar("frechet_distance"), rounded(f.frechet, 3),
                   std::isfinite(f.ideal_frechet.mean) ? "held-out images: " + rounded(f.ideal_frechet.mean, 3) : ""});
  }
}

void add_drift(const Facts& f, Evidences& out) {
  const bool jsd = std::isfinite(f.jsd_drift.lately);
  const Drift& drift = jsd ? f.jsd_drift : f.value_drift;
  if (!std::isfinite(drift.lately) || !std::isfinite(drift.before)) return;
  const double bound = jsd ? kSteadyJsd : kSteadyValue * std::max(std::abs(drift.before), std::abs(drift.lately));
  out.push_back({jsd ? "change of the JSD" : "change of V", with_sign(drift.lately - drift.before),
                 "settled: " + rounded(bound) + " or less"});
}

void add_d(const Facts& f, Evidences& out) {
  out.push_back({title_of_scalar("d_accuracy"), percent_text(f.d_accuracy), ""});
}

bool few_classes(const Facts& f, const Conditions& c) {
  return judges_classes(f) && c.holds(ConditionId::classes_missing) && 2 * f.classes_covered <= f.classes_total;
}

// Of points and of the line, whose fit is judged; games of a few numbers settle at their equilibrium.
bool short_of_data(const Facts& f, const Conditions& c) {
  return std::isfinite(f.jsd) && !c.holds(ConditionId::fits) && !(f.jsd <= f.ideal_jsd.mean + kGoodJsd);
}

// Not a single wave: of deep networks they come and go, and some pass by without meaning anything.
bool waves_often(const ConditionMemory& memory) {
  const int waves = memory.looks_with_waves();
  return waves >= 2 && waves >= kWavyShare * static_cast<double>(memory.waves.size());
}

std::string collapse_title(const Facts& f, const Conditions&) {
  const bool classes = f.modes_total < 1;
  const int on = classes ? f.classes_covered : f.modes_covered;
  if (on == 0) return "Collapsed between the modes";
  return "Collapsed to " + whole_text(on) + (classes ? on == 1 ? " class" : " classes" : on == 1 ? " mode" : " modes");
}

constexpr std::array<VerdictInfo, kVerdicts> kVerdictInfos{{
    {VerdictId::diverging, "diverging",
     "A number is no longer finite, half of the samples lie far from the data, or the players leave the equilibrium.",
     Tone::warning,
     [](const Facts& f, const Conditions& c) {
       // Samples that hop may be far from the data on the way.
       return f.diverged || (c.holds(ConditionId::diverging) && !c.holds(ConditionId::hopping));
     },
     [](const Facts& f, const Conditions&) -> std::string { return f.diverged ? "Diverged" : "Diverging"; },
     [](const Facts& f, const Conditions&, Evidences& out) {
       if (f.diverged) out.push_back({"", f.divergence, ""});
       if (f.outside > 0)
         out.push_back({"samples far from the data", percent_text(f.outside), percent_text(kRunAway, 0)});
       if (std::isfinite(f.distance))
         out.push_back({"distance from the equilibrium", rounded(f.distance), "at first " + rounded(f.distance_start)});
     }},
    {VerdictId::hopping, "hopping", "G is on few modes at a time, and its samples move from one to the next together.",
     Tone::warning, [](const Facts&, const Conditions& c) { return c.holds(ConditionId::hopping); },
     [](const Facts&, const Conditions&) -> std::string { return "Hopping between modes"; },
     [](const Facts& f, const Conditions& c, Evidences& out) {
       const ConditionMemory& memory = c.memory();
       out.push_back({"hops",
                      std::to_string(memory.hops()) + " in " + std::to_string(memory.favourites.size()) + " looks",
                      "begins at " + std::to_string(kHops)});
       add_modes(f, f.modes_total, out);
       out.push_back({"usual effective modes", rounded(memory.usual_effective_modes()),
                      "begins at " + rounded(0.5 * f.modes_total)});
     }},
    {VerdictId::oscillating, "oscillating", "The players circle each other.", Tone::neutral,
     [](const Facts&, const Conditions& c) { return waves_often(c.memory()); },
     [](const Facts&, const Conditions&) -> std::string { return "Oscillating"; },
     [](const Facts& f, const Conditions& c, Evidences& out) {
       if (f.wave.strength > 0) {
         out.push_back({"period", rounded(f.wave.period) + " iterations", ""});
         out.push_back({std::string("amplitude of ") + f.wave_of, rounded(f.wave.swing), ""});
       }
       const ConditionMemory& memory = c.memory();
       out.push_back(
           {"waves",
            std::to_string(memory.looks_with_waves()) + " in " + std::to_string(memory.waves.size()) + " looks",
            "begins at a third"});
     }},
    {VerdictId::collapsed, "collapsed", "G is on at most half of the modes or classes.", Tone::warning,
     [](const Facts& f, const Conditions& c) { return c.holds(ConditionId::collapsed) || few_classes(f, c); },
     collapse_title,
     [](const Facts& f, const Conditions&, Evidences& out) {
       if (f.modes_total < 1) return add_classes(f, out);
       add_modes(f, 0.5 * f.modes_total, out);
       add_effective(f, out);
     }},
    {VerdictId::d_too_strong, "d_too_strong",
     "D recognises nearly every sample of G, or G's gradient is next to nothing of what it was.", Tone::warning,
     [](const Facts& f, const Conditions& c) {
       return c.holds(ConditionId::d_perfect) || (c.holds(ConditionId::vanished) && f.d_accuracy > 0.9);
     },
     [](const Facts&, const Conditions&) -> std::string { return "D is too strong"; },
     [](const Facts& f, const Conditions&, Evidences& out) {
       add_d(f, out);
       out.push_back({"mean D(G(z))", rounded(f.d_fake), ""});
       if (std::isfinite(f.g_grad_norm_start))
         out.push_back({"share of G's first gradient", percent_text(f.g_grad_norm / f.g_grad_norm_start), ""});
     }},
    {VerdictId::thin, "thin", "The modes are covered, but G's samples fill only their middles.", Tone::neutral,
     [](const Facts&, const Conditions& c) { return c.holds(ConditionId::thin); },
     [](const Facts&, const Conditions&) -> std::string { return "Thin inside its modes"; },
     [](const Facts& f, const Conditions&, Evidences& out) {
       out.push_back({title_of_scalar("core_width"), rounded(f.core_width), "begins at " + rounded(kThin)});
       add_modes(f, f.modes_total, out);
     }},
    {VerdictId::d_too_weak, "d_too_weak", "D is far below its best response: what G follows tells it little.",
     Tone::neutral, [](const Facts&, const Conditions& c) { return c.holds(ConditionId::d_weak); },
     [](const Facts&, const Conditions&) -> std::string { return "D is too weak"; },
     [](const Facts& f, const Conditions&, Evidences& out) {
       out.push_back({"gap to the best response", rounded(f.best_value - f.value), "begins at " + rounded(kWeakGap)});
       add_d(f, out);
     }},
    {VerdictId::settled, "settled", "What is measured no longer changes; the residual is what is left to the data.",
     Tone::good, [](const Facts&, const Conditions& c) { return c.holds(ConditionId::steady); },
     [](const Facts& f, const Conditions& c) -> std::string {
       return short_of_data(f, c) ? "Settled short of the data" : "Settled";
     },
     [](const Facts& f, const Conditions&, Evidences& out) {
       add_residual(f, out);
       add_modes(f, f.modes_total, out);
       if (!std::isfinite(f.distance)) add_drift(f, out);
     }},
    {VerdictId::too_early, "too_early", "None of the other verdicts holds, yet.", Tone::neutral,
     [](const Facts&, const Conditions&) { return true; },
     [](const Facts& f, const Conditions&) -> std::string {
       const bool known = std::isfinite(f.jsd_drift.lately) || std::isfinite(f.value_drift.lately);
       return known ? "Still changing" : "Too early to say";
     },
     [](const Facts& f, const Conditions&, Evidences& out) {
       add_drift(f, out);
       if (out.empty()) out.push_back({"iterations since the last change", whole_text(f.step - f.since.step), ""});
     }},
}};

}  // namespace

std::string evidence_text(const Verdict& verdict) {
  std::string text;
  for (const Evidence& e : verdict.evidence) {
    text += (text.empty() ? "" : ", ") + (e.what.empty() ? "" : e.what + " ") + e.value;
  }
  return text;
}

std::span<const VerdictInfo> verdict_infos() {
  return kVerdictInfos;
}

const VerdictInfo& verdict_info(VerdictId id) {
  return kVerdictInfos[static_cast<std::size_t>(id)];
}

Verdict find_verdict(const Facts& facts, const Conditions& conditions) {
  for (const VerdictInfo& info : kVerdictInfos) {
    if (!info.holds(facts, conditions)) continue;
    const bool good = info.tone == Tone::good && !short_of_data(facts, conditions);
    Verdict verdict{
        info.id, info.tone == Tone::good && !good ? Tone::neutral : info.tone, info.title(facts, conditions), {}};
    info.evidence(facts, conditions, verdict.evidence);
    return verdict;
  }
  GAN_CHECK(false, "the last verdict always holds");
  return {};
}

}  // namespace gan
