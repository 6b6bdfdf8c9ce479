// Checks the core in double precision against numbers computed by PyTorch (tests/reference/README.md). The variable
// GANSCOPE_REFERENCE_DIR points it at another folder with files of the same shape.
#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <complex>

#include "core/game/losses.h"
#include "core/game/network_game.h"
#include "core/game/penalties.h"
#include "core/game/vector_field.h"
#include "core/nn/normalisation_impl.h"
#include "core/nn/optimiser.h"
#include "core/probe/quality/modes.h"
#include "tests/core/game/played_step.h"
#include "tests/reference_cases.h"

namespace gan {
namespace {

using namespace reference;
using View = MatrixView<double>;

OptimiserSettings optimiser(const std::string& id, const Json& s) {
  OptimiserSettings settings;
  settings.learning_rate = s["lr"];
  settings.kind = id == "sgd"        ? OptimiserKind::sgd
                  : id == "momentum" ? OptimiserKind::momentum
                  : id == "nesterov" ? OptimiserKind::nesterov
                  : id == "rmsprop"  ? OptimiserKind::rmsprop
                                     : OptimiserKind::adam;
  settings.momentum = s.value("momentum", 0.0);
  settings.decay = s.value("alpha", 0.99);
  settings.epsilon = s.value("eps", 1e-8);
  if (s.contains("betas")) settings.beta1 = s["betas"][0], settings.beta2 = s["betas"][1];
  return settings;
}

PlayerState<double> player_of(AlignedBlock<double> parameters) {
  PlayerState<double> player;
  player.first_moment = player.second_moment = AlignedBlock<double>(parameters.size());
  player.parameters = std::move(parameters);
  return player;
}

TEST(Reference, Networks) {
  for (const Json& c : cases("networks")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Json& network = c["inputs"]["network"];
    const NetworkLayout layout = make_layout(spec(network), inputs(network), outputs(network));
    AlignedBlock<double> parameters, gradient(static_cast<std::size_t>(layout.parameter_size));
    read_parameters(layout, network["layers"], parameters);
    NetworkParameters<View> views, gradients;
    bind_views(layout, parameters.data(), views);
    bind_views(layout, gradient.data(), gradients);
    Matrix<double> x = samples(c["inputs"]["x"]), dy = samples(c["inputs"]["dy"]);
    Workspace ws;
    Tape<View> tape;
    network_forward(ws, layout, views, view_of(x), Mode::training, static_cast<double*>(nullptr), false, tape);
    expect_close(tape.output().map(), samples(c["expected"]["y"]), "y");
    network_backward(ws, layout, views, view_of(dy), Mode::training, tape, &gradients, true);
    expect_close(tape.d_input().map(), samples(c["expected"]["dx"]), "dx");
    expect_tensors(layout, gradient, c["expected"]["gradients"], "gradient");
  }
}

TEST(Reference, Normalisation) {
  for (const Json& c : cases("normalisation")) {
    const std::string name = c["name"];
    SCOPED_TRACE(name);
    Matrix<double> x = samples(c["inputs"]["x"]), dy = samples(c["inputs"]["dy"]);
    Matrix<double> gain = matrix(c["inputs"]["gain"]), bias = matrix(c["inputs"]["bias"]);
    Matrix<double> d_gain = Matrix<double>::Zero(gain.rows(), 1), d_bias = d_gain;
    Layer layer{.kind = name == "layer" ? LayerKind::layer_norm : LayerKind::batch_norm,
                .inputs = x.rows(),
                .outputs = x.rows(),
                .activation = {}};
    const LayerParameters<View> p{view_of(gain), view_of(bias)}, gradient{view_of(d_gain), view_of(d_bias)};
    Workspace ws;
    LayerTape<View> tape;
    tape.input = view_of(x);
    normalisation_forward(ws, layer, p, Mode::training, static_cast<double*>(nullptr), false, tape);
    expect_close(tape.output.map(), samples(c["expected"]["y"]), "y");
    normalisation_backward(ws, layer, p, view_of(dy), Mode::training, tape, &gradient, true);
    expect_close(tape.d_input.map(), samples(c["expected"]["dx"]), "dx");
    expect_close(d_gain, matrix(c["expected"]["dgain"]), "dgain");
    expect_close(d_bias, matrix(c["expected"]["dbias"]), "dbias");
  }
}

TEST(Reference, Losses) {
  for (const Json& c : cases("losses")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Json& in = c["inputs"];
    const Json& expected = c["expected"];
    const int loss = find_loss(in["loss"].get<std::string>());
    ASSERT_GE(loss, 0);
    Matrix<double> real = samples(in["real_logits"]), fake = samples(in["fake_logits"]);
    Workspace ws;
    LossValues<View> out;
    loss_function<View>(loss)(ws, view_of(real), view_of(fake), in["real_label"].get<double>(), out);
    expect_close(out.d_loss.data[0], expected["d_loss"], "d_loss");
    expect_close(out.g_loss.data[0], expected["g_loss"], "g_loss");
    const auto gradient = [&](const View& g, const char* name) {
      Matrix<double> value = Matrix<double>::Zero(1, real.cols());
      if (g.data) value = g.map();
      expect_close(value, samples(expected[name]), name);
    };
    gradient(out.d_grad_real, "d_grad_real");
    gradient(out.d_grad_fake, "d_grad_fake");
    gradient(out.g_grad_real, "g_grad_real");
    gradient(out.g_grad_fake, "g_grad_fake");
  }
}

TEST(Reference, Optimisers) {
  for (const Json& c : cases("optimisers")) {
    const std::string name = c["name"];
    SCOPED_TRACE(name);
    const OptimiserSettings settings = optimiser(name, c["inputs"]["settings"]);
    const Matrix<double> start = matrix(c["inputs"]["p"]);
    AlignedBlock<double> p(static_cast<std::size_t>(start.size()));
    std::copy(start.data(), start.data() + start.size(), p.begin());
    PlayerState<double> player = player_of(p);
    const Json& gradients = c["inputs"]["gradients"];
    for (std::size_t i = 0; i < gradients.size(); ++i) {
      const Matrix<double> g = matrix(gradients[i]);
      optimiser_step(settings, g.data(), player);
      const Matrix<double> expected = matrix(c["expected"]["p_after_each_step"][i]);
      for (Index j = 0; j < expected.size(); ++j) {
        expect_close(player.parameters[static_cast<std::size_t>(j)], expected(j), "step " + std::to_string(i));
      }
    }
  }
}

TEST(Reference, Penalties) {
  for (const Json& c : cases("penalties")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Json& network = c["inputs"]["network"];
    const NetworkLayout layout = make_layout(spec(network), inputs(network), 1);
    AlignedBlock<double> parameters, gradient(static_cast<std::size_t>(layout.parameter_size));
    read_parameters(layout, network["layers"], parameters);
    NetworkParameters<View> views, gradients;
    bind_views(layout, parameters.data(), views);
    bind_views(layout, gradient.data(), gradients);
    Matrix<double> x = samples(c["inputs"]["x"]);
    Workspace ws;
    Tape<View> tape;
    PenaltyScratch<View> scratch;
    network_forward(ws, layout, views, view_of(x), Mode::training, static_cast<double*>(nullptr), false, tape);
    const std::string id = c["inputs"]["penalty"];
    const Penalty* penalty = nullptr;
    for (const Penalty& p : penalties()) {
      if (id == p.id) penalty = &p;
    }
    ASSERT_NE(penalty, nullptr) << id;
    View value;
    penalty_backward(ws, layout, views, penalty->kind, 1.0, View{}, tape, static_cast<double*>(nullptr), &gradients,
                     static_cast<View*>(nullptr), scratch, value);
    expect_close(value.data[0], c["expected"]["value"], "value");
    expect_tensors(layout, gradient, c["expected"]["gradients"], "gradient");
  }
}

// "Optimiser settings are those of optimisers.json": of the same folder.
OptimiserSettings named_optimiser(const std::string& id) {
  for (const Json& c : cases("optimisers")) {
    if (c["name"] == id) return optimiser(id, c["inputs"]["settings"]);
  }
  ADD_FAILURE() << "no optimiser " << id;
  return {};
}

TEST(Reference, Algorithm1) {
  for (const Json& c : cases("algorithm1")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Json& in = c["inputs"];
    GameSpec game_spec;
    game_spec.generator = spec(in["G"]);
    game_spec.discriminator = spec(in["D"]);
    game_spec.noise.dimension = static_cast<int>(inputs(in["G"]));
    NetworkGame<double> game(game_spec, inputs(in["D"]));
    Alternated<double> rule(game);
    Hyperparameters h;
    h.loss = find_loss(in["loss"].get<std::string>());
    h.k = in["k"];
    h.r1_weight = in["r1_weight"];
    h.discriminator = h.generator = named_optimiser(in["optimiser"]);
    GameState<double> state;
    AlignedBlock<double> block;
    read_parameters(game.layout(Player::generator), in["G"]["layers"], block);
    state.generator = player_of(block);
    read_parameters(game.layout(Player::discriminator), in["D"]["layers"], block);
    state.discriminator = player_of(block);
    for (std::size_t i = 0; i < in["iterations"].size(); ++i) {
      StepOutcome<double> d, g;
      const auto batch_of = [](Matrix<double>& x, Matrix<double>& z) {
        Batch<double> batch;
        batch.real = view_of(x);
        batch.noise = view_of(z);
        return batch;
      };
      for (const Json& inner : in["iterations"][i]["d"]) {
        Matrix<double> x = samples(inner["x"]), z = samples(inner["z"]);
        d = rule.step(Player::discriminator, state, h, batch_of(x, z));
      }
      const Json& last = in["iterations"][i]["g"];
      Matrix<double> x = samples(last["x"]), z = samples(last["z"]);
      g = rule.step(Player::generator, state, h, batch_of(x, z));
      expect_close(d.d_loss, c["expected"]["losses"][i]["d_loss"], "d_loss " + std::to_string(i));
      expect_close(g.g_loss, c["expected"]["losses"][i]["g_loss"], "g_loss " + std::to_string(i));
    }
    expect_tensors(game.layout(Player::generator), state.generator.parameters, c["expected"]["G"]["layers"], "G");
    expect_tensors(game.layout(Player::discriminator), state.discriminator.parameters, c["expected"]["D"]["layers"],
                   "D");
  }
}

// Parameters in the order of the reference: G then D, layer by layer, W row-major then b.
class Flat {
 public:
  Flat(const NetworkLayout& g, const NetworkLayout& d) {
    for (const NetworkLayout* layout : {&g, &d}) {
      for (const Layer& layer : layout->layers) {
        if (layer.kind != LayerKind::linear) continue;
        for (Index i = 0; i < layer.outputs; ++i) {
          for (Index j = 0; j < layer.inputs; ++j)
            places_.push_back(
                {layout == &g ? Player::generator : Player::discriminator, layer.weight + i + j * layer.outputs});
        }
        for (Index i = 0; i < layer.outputs; ++i)
          places_.push_back({layout == &g ? Player::generator : Player::discriminator, layer.bias + i});
      }
    }
  }
  Index size() const { return static_cast<Index>(places_.size()); }
  double& at(GameVector<double>& blocks, Index i) const {
    const Place& p = places_[static_cast<std::size_t>(i)];
    return blocks[p.player][static_cast<std::size_t>(p.offset)];
  }
  Matrix<double> vector(GameVector<double> blocks) const {
    Matrix<double> v(size(), 1);
    for (Index i = 0; i < size(); ++i) v(i) = at(blocks, i);
    return v;
  }

 private:
  struct Place {
    Player player;
    Index offset;
  };
  std::vector<Place> places_;
};

// As a multiset: every expected eigenvalue takes the nearest one that is left.
void expect_same_eigenvalues(const Eigen::VectorXcd& actual, const Matrix<double>& re, const Matrix<double>& im) {
  std::vector<std::complex<double>> left(actual.data(), actual.data() + actual.size());
  ASSERT_EQ(static_cast<Index>(left.size()), re.size());
  for (Index i = 0; i < re.size(); ++i) {
    const std::complex<double> wanted(re(i), im(i));
    const auto nearest = std::min_element(left.begin(), left.end(),
                                          [&](auto a, auto b) { return std::abs(a - wanted) < std::abs(b - wanted); });
    EXPECT_LE(std::abs(*nearest - wanted), 1e-6 * std::max(1.0, std::abs(wanted))) << wanted;
    left.erase(nearest);
  }
}

Matrix<double> vector(const Json& numbers) {
  if (numbers.is_object()) return matrix(numbers);
  Matrix<double> v(static_cast<Index>(numbers.size()), 1);
  for (Index i = 0; i < v.size(); ++i) v(i) = numbers[static_cast<std::size_t>(i)].get<double>();
  return v;
}

TEST(Reference, GameJacobian) {
  for (const Json& c : cases("game_jacobian")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Json& in = c["inputs"];
    GameSpec game_spec;
    game_spec.generator = spec(in["G"]);
    game_spec.discriminator = spec(in["D"]);
    game_spec.noise.dimension = static_cast<int>(inputs(in["G"]));
    NetworkGame<double> game(game_spec, inputs(in["D"]));
    const NetworkLayout &g = game.layout(Player::generator), &d = game.layout(Player::discriminator);
    GameState<double> state;
    read_parameters(g, in["G"]["layers"], state.generator.parameters);
    read_parameters(d, in["D"]["layers"], state.discriminator.parameters);
    Matrix<double> x = samples(in["x"]), z = samples(in["z"]);
    Hyperparameters h;
    h.loss = find_loss(in["loss"].get<std::string>());
    Batch<double> batch;
    batch.real = view_of(x);
    batch.noise = view_of(z);
    const GamePoint<double> at = point_of(state, h, batch);
    const Flat flat(g, d);
    GameVector<double> v, u, product;
    vector_field(game, at, v);
    expect_close(flat.vector(v), vector(c["expected"]["v"]), "v");
    Matrix<double> jacobian(flat.size(), flat.size());
    for (Index i = 0; i < flat.size(); ++i) {
      for (const Player player : kPlayers) u[player] = AlignedBlock<double>(state[player].parameters.size());
      flat.at(u, i) = 1;
      jacobian_times(game, at, u, product);
      jacobian.col(i) = flat.vector(product);
      transposed_jacobian_times(game, at, u, product);
      expect_close(flat.vector(product), matrix(c["expected"]["jacobian"]).row(i).transpose(), "row of the Jacobian");
    }
    expect_close(jacobian, matrix(c["expected"]["jacobian"]), "jacobian");
    transposed_jacobian_times(game, at, v, product);
    expect_close(flat.vector(product), vector(c["expected"]["consensus_gradient"]), "consensus gradient");
    expect_same_eigenvalues(jacobian.eigenvalues(), vector(c["expected"]["eigenvalues_re"]),
                            vector(c["expected"]["eigenvalues_im"]));
  }
}

TEST(Reference, Modes) {
  for (const Json& c : cases("modes")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    GaussianMixture mixture;
    mixture.centres = samples(c["inputs"]["centres"]);
    const Index count = mixture.centres.cols();
    mixture.weights = Vector<double>::Constant(count, 1.0 / static_cast<double>(count));
    mixture.sigma = Vector<double>::Constant(count, c["inputs"]["std"].get<double>());
    const ModeCoverage coverage = measure_modes(mixture, samples(c["inputs"]["samples"]));
    const Json& expected = c["expected"];
    expect_close(coverage.high_quality_fraction, expected["high_quality_fraction"], "high-quality fraction");
    EXPECT_EQ(coverage.captured, expected["modes_covered"].get<int>());
    std::vector<Index> counts;
    for (const ModeStatistics& mode : coverage.modes) counts.push_back(mode.count);
    EXPECT_EQ(counts, expected["counts"].get<std::vector<Index>>());
    expect_close(coverage.reverse_kl, expected["reverse_kl_of_mode_histogram"], "reverse KL");
  }
}

// G's gradient through plain gradient steps of D on the same batch (Metz et al. 2017, 1611.02163), by the rule: of
// plain descent with a learning rate of 1 it is what the step takes off G's parameters.
TEST(Reference, Unrolled) {
  for (const Json& c : cases("unrolled")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Json& in = c["inputs"];
    GameSpec game_spec;
    game_spec.generator = spec(in["G"]);
    game_spec.discriminator = spec(in["D"]);
    game_spec.noise.dimension = static_cast<int>(inputs(in["G"]));
    NetworkGame<double> game(game_spec, inputs(in["D"]));
    GameState<double> state;
    AlignedBlock<double> block;
    read_parameters(game.layout(Player::generator), in["G"]["layers"], block);
    state.generator = player_of(block);
    read_parameters(game.layout(Player::discriminator), in["D"]["layers"], block);
    state.discriminator = player_of(block);
    Matrix<double> x = samples(in["x"]), z = samples(in["z"]);
    Batch<double> batch;
    batch.real = view_of(x);
    batch.noise = view_of(z);
    Hyperparameters h;
    h.rule = find_rule("unrolled");
    h.loss = find_loss(in["loss"].get<std::string>());
    h.unroll_steps = in["unroll_steps"];
    h.discriminator = {.kind = OptimiserKind::sgd, .learning_rate = in["unroll_lr"]};
    h.generator = {.kind = OptimiserKind::sgd, .learning_rate = 1};
    GameState<double> moved = state;
    OneBatch<double> batches(batch);
    const StepOutcome<double> outcome = make_rule<double>(h.rule, game)->step(Move::both, h, batches, moved);
    ASSERT_EQ(outcome.failed, nullptr);
    expect_close(outcome.g_loss, c["expected"]["g_loss"], "g_loss");
    AlignedBlock<double> gradient(state.generator.parameters.size());
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      gradient[i] = state.generator.parameters[i] - moved.generator.parameters[i];
    }
    expect_tensors(game.layout(Player::generator), gradient, c["expected"]["G_gradients"], "gradient");
  }
}

}  // namespace
}  // namespace gan
