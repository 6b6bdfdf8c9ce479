#include "core/probe/phase/phase_paths.h"

#include "core/base/decompositions.h"
#include "core/settings/settings_check.h"

namespace gan {
namespace {

constexpr int kLookAround = 64;  // iterations between two looks at whether it was cancelled

// False where it was cancelled.
bool follow(NumbersPlay& play, PhasePoint start, int iterations, const CancelFlag& cancel, PhasePath& out) {
  play.place(start);
  out.places.reserve(static_cast<std::size_t>(iterations) + 1);
  out.places.push_back(start);
  for (int i = 0; i < iterations; ++i) {
    if (i % kLookAround == 0 && cancel.cancelled()) return false;
    out.diverged = !play.iterate();
    if (out.diverged) break;
    out.places.push_back(play.at());
  }
  return true;
}

// What tames a game is off, and nothing is remembered.
Hyperparameters untamed(const Hyperparameters& h) {
  Hyperparameters plain;
  plain.loss = h.loss;
  plain.discriminator = h.discriminator;
  plain.generator = h.generator;
  return plain;
}

constexpr char kSimultaneous[] = "simultaneous", kExtragradient[] = "extragradient", kOptimistic[] = "optimistic",
               kConsensus[] = "consensus", kSymplectic[] = "symplectic", kUnrolled[] = "unrolled",
               kNegativeMomentum[] = "negative_momentum", kLookahead[] = "lookahead", kCompetitive[] = "competitive";

template <const char* id>
void by_rule(Hyperparameters& h) {
  h.rule = find_rule(id);
}

constexpr PhaseMethod kMethods[] = {
    {"alternating", "arXiv 1406.2661", [](Hyperparameters&) {}},
    {"alternating, k = 5", "arXiv 1406.2661", [](Hyperparameters& h) { h.k = 5; }},
    {"R1, γ = 1", "arXiv 1801.04406", [](Hyperparameters& h) { h.r1_weight = 1; }},
    {"R2, γ = 1", "arXiv 1801.04406", [](Hyperparameters& h) { h.r2_weight = 1; }},
    {"gradient penalty", "arXiv 1704.00028", [](Hyperparameters& h) { h.gp_weight = 0.5; }},
    {"noise, σ = 1", "arXiv 1701.04862", [](Hyperparameters& h) { h.instance_noise = 1; }},
    {"simultaneous", "arXiv 1406.2661", by_rule<kSimultaneous>},
    {"extragradient", "arXiv 1802.10551", by_rule<kExtragradient>},
    {"optimistic", "arXiv 1711.00141", by_rule<kOptimistic>},
    {"consensus, γ = 1", "arXiv 1705.10461", by_rule<kConsensus>},
    {"symplectic", "arXiv 1802.05642", by_rule<kSymplectic>},
    {"unrolled, K = 5", "arXiv 1611.02163", by_rule<kUnrolled>},
    {"neg. momentum", "arXiv 1807.04740", by_rule<kNegativeMomentum>},
    {"lookahead", "arXiv 2006.14567", by_rule<kLookahead>},
    {"competitive", "arXiv 1905.12103", by_rule<kCompetitive>},
};

}  // namespace

std::span<const PhaseMethod> phase_methods() {
  return kMethods;
}

bool probe_paths(const Snapshot& snapshot, const PathsRequest& request, Evaluators&, const CancelFlag& cancel,
                 PhasePaths& out) {
  out = {};
  out.request = request;
  if (!NumbersPlay::plays(snapshot.settings->spec)) return true;
  NumbersPlay play(*snapshot.settings);
  for (const PhasePoint& start : request.starts) {
    if (!follow(play, start, request.iterations, cancel, out.paths.emplace_back())) return false;
  }
  return true;
}

bool probe_methods(const Snapshot& snapshot, const MethodsRequest& request, Evaluators&, const CancelFlag& cancel,
                   PhaseMethods& out) {
  out = {};
  out.request = request;
  if (!NumbersPlay::plays(snapshot.settings->spec)) return true;
  for (const PhaseMethod& method : kMethods) {
    MethodPath& to = out.methods.emplace_back();
    Settings settings = *snapshot.settings;
    settings.schedule.clear();
    settings.hyperparameters = untamed(settings.hyperparameters);
    method.set(settings.hyperparameters);
    if (const Outcome checked = check_settings(settings); !checked) {
      to.why_not = checked.message();
      continue;
    }
    NumbersPlay play(settings);
    if (!follow(play, request.start, request.iterations, cancel, to.path)) return false;
    play.place({});
    to.equilibrium = {eigenvalues(play.jacobian()), play.multipliers()};
  }
  return true;
}

}  // namespace gan
