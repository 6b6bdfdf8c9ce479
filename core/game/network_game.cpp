#include "core/game/network_game.h"

#include "core/base/check.h"
#include "core/nn/initialisation.h"

namespace gan {
namespace {

constexpr PerPlayer<Stream> kInitialWeights{Stream::initial_discriminator, Stream::initial_generator};

template <class Real>
bool any_wanted(const GameVectorOut<Real>& gradients) {
  return gradients.discriminator || gradients.generator;
}

}  // namespace

template <class Real>
NetworkGame<Real>::NetworkGame(const GameSpec& spec, SampleShape data)
    : spec_(spec),
      layouts_{make_layout(spec.discriminator, data, 1), make_layout(spec.generator, spec.noise.dimension, data)} {}

template <class Real>
void NetworkGame<Real>::initialise(GameState<Real>& state) const {
  state = {};
  for (const Player player : kPlayers) {
    initialise_player(spec_.network(player), layouts_[player], {spec_.seed, kInitialWeights[player], 0, 0},
                      state[player]);
  }
}

// Where the passes read and move the statistics: in place where the caller has asked for them.
template <class Real>
PerPlayer<Real*> NetworkGame<Real>::moved_statistics(const GamePoint<Real>& at, const GameVectorOut<Real>& statistics) {
  PerPlayer<Real*> out;
  for (const Player player : kPlayers) {
    GAN_CHECK(static_cast<Index>(at.parameters[player]->size()) == layouts_[player].parameter_size,
              "the state belongs to another game");
    AlignedBlock<Real>& to = statistics[player] ? *statistics[player] : unwanted_statistics_[player];
    if (&to != at.statistics[player]) to = *at.statistics[player];
    out[player] = to.data();
  }
  return out;
}

template <class Real>
void NetworkGame<Real>::add_gradients(const GamePoint<Real>& at, const LossGradientsOut<Real>& gradients,
                                      const GameVectorOut<Real>& statistics, StepOutcome<Real>& outcome) {
  Workspace::Scope scope(this->workspace());
  take_gradients(at, gradients, statistics, outcome, {});
}

template <class Real>
void NetworkGame<Real>::add_derivatives(const GamePoint<Real>& at, const GameVectorIn<Real>& direction,
                                        const LossGradientsOut<Real>& derivatives) {
  take_derivatives(at, direction, derivatives, {});
}

// What it keeps of the passes lies in the caller's scope of the workspace.
template <class Real>
class NetworkGame<Real>::KeptPoint final : public HeldPoint<Real> {
 public:
  explicit KeptPoint(NetworkGame& game) : game_(game) {}
  void add_gradients(const GamePoint<Real>& at, const LossGradientsOut<Real>& gradients,
                     const GameVectorOut<Real>& statistics, StepOutcome<Real>& outcome) override {
    at_ = at;
    game_.take_gradients(at, gradients, statistics, outcome, {&known_});
  }
  void add_derivatives(const GameVectorIn<Real>& direction, const LossGradientsOut<Real>& derivatives) override {
    game_.take_derivatives(at_, direction, derivatives, {&known_});
  }

 private:
  NetworkGame& game_;
  GamePoint<Real> at_;
  KnownPass<View> known_;
};

template <class Real>
std::unique_ptr<HeldPoint<Real>> NetworkGame<Real>::held_point() {
  return std::make_unique<KeptPoint>(*this);
}

template <class Real>
void NetworkGame<Real>::take_gradients(const GamePoint<Real>& at, const LossGradientsOut<Real>& gradients,
                                       const GameVectorOut<Real>& statistics, StepOutcome<Real>& outcome,
                                       const Shared<View>& shared) {
  NetworksAt<View> networks;
  networks.statistics = moved_statistics(at, statistics);
  PerPlayer<GradientsOf<View>> wanted;
  for (const Player player : kPlayers) {
    networks.layouts[player] = &layouts_[player];
    networks.parameters[player] = &parameters_[player];
    bind_views(layouts_[player], at.parameters[player]->data(), parameters_[player]);
    for (const Player loss : kPlayers) {
      if (!gradients[loss][player]) continue;
      bind_views(layouts_[player], gradients[loss][player]->data(), sums_[loss][player]);
      wanted[loss][player] = &sums_[loss][player];
    }
  }
  const bool of_g_alone = !any_wanted<Real>(gradients.discriminator) && any_wanted<Real>(gradients.generator);
  add_network_gradients<View>(this->workspace(), networks, at, !of_g_alone, wanted, scratch_, &outcome, shared);
}

template <class Real>
void NetworkGame<Real>::take_derivatives(const GamePoint<Real>& at, const GameVectorIn<Real>& direction,
                                         const LossGradientsOut<Real>& derivatives, const Shared<Dual<View>>& shared) {
  Workspace::Scope scope(this->workspace());
  NetworksAt<Dual<View>> networks;
  networks.statistics = moved_statistics(at, {});
  PerPlayer<GradientsOf<Dual<View>>> wanted;
  const NetworkParameters<View>* none = nullptr;
  for (const Player player : kPlayers) {
    networks.layouts[player] = &layouts_[player];
    networks.parameters[player] = &dual_parameters_[player];
    bind_views(layouts_[player], at.parameters[player]->data(), parameters_[player]);
    if (direction[player]) bind_views(layouts_[player], direction[player]->data(), direction_[player]);
    bind_views(&parameters_[player], direction[player] ? &direction_[player] : none, dual_parameters_[player]);
    // The tangents alone of the gradients are summed.
    for (const Player loss : kPlayers) {
      if (!derivatives[loss][player]) continue;
      bind_views(layouts_[player], derivatives[loss][player]->data(), sums_[loss][player]);
      bind_views(none, &sums_[loss][player], dual_sums_[loss][player]);
      wanted[loss][player] = &dual_sums_[loss][player];
    }
  }
  // Whichever derivatives are wanted, they are of one moment: D's passes have the order of its step.
  add_network_gradients<Dual<View>>(this->workspace(), networks, at, true, wanted, dual_scratch_, nullptr, shared);
}

template class NetworkGame<float>;
template class NetworkGame<double>;

}  // namespace gan
