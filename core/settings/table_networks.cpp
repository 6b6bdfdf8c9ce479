#include "core/data/distribution.h"
#include "core/settings/table_rows.h"

namespace gan::setting_rows {
namespace {

std::span<const Option> activation_options() {
  static constexpr Option options[] = {
      {"relu", "ReLU", "max(0, a): piecewise linear; a unit that is negative everywhere stops learning."},
      {"leaky_relu", "leaky ReLU", "max(a, s·a): like ReLU, but a negative unit still passes a gradient of slope s."},
      {"tanh", "tanh", "tanh a: smooth and bounded; saturates where |a| is large."},
      {"elu", "ELU", "a, or eᵃ − 1 where a < 0: smooth to the left, linear to the right."},
      {"silu", "SiLU", "a·sigmoid(a): smooth, and slightly below zero for small negative a."},
      {"softplus", "softplus", "log(1 + eᵃ): a smooth ReLU, positive everywhere."},
      {"sigmoid", "sigmoid", "1/(1 + e⁻ᵃ): the unit of the first papers; saturates at 0 and 1."},
  };
  return options;
}

std::span<const Option> normalisation_options() {
  static constexpr Option options[] = {
      {"none", "none", "Hidden values are passed on as they are."},
      {"layer", "layer norm",
       "The units of one sample are shifted and scaled to mean 0 and standard deviation 1, then rescaled."},
      {"batch", "batch norm", "Each unit is shifted and scaled over the batch, which ties its samples together."},
  };
  return options;
}

std::span<const Option> initialisation_options() {
  static constexpr Option options[] = {
      {"he", "He", "Normal weights of standard deviation gain·√(2/inputs): keeps the size of ReLU layers."},
      {"glorot", "Glorot", "Weights of variance gain²·2/(inputs + outputs): keeps the size of tanh layers."},
      {"orthogonal", "orthogonal", "Orthonormal rows or columns times the gain: lengths survive any depth."},
      {"normal", "normal", "Normal weights whose standard deviation is the scale itself, whatever the width."},
  };
  return options;
}

std::span<const Option> output_options() {
  static constexpr Option options[] = {
      {"linear", "linear", "The last layer's values are the sample: it can lie anywhere."},
      {"tanh", "tanh", "Samples are squashed into the square from −1 to 1 of the scaled data."},
      {"sigmoid", "sigmoid", "Samples are squashed into the square from 0 to 1."},
  };
  return options;
}

std::span<const Option> architecture_options() {
  static constexpr Option options[] = {
      {"mlp", "multilayer perceptron", "Every unit sees every number of the layer before, as in the original GAN."},
      {"convolutional", "convolutional",
       "Small kernels that slide over the image, strided down or up between 4 to 7 pixels and its full "
       "size."},
      {"residual", "residual", "Blocks that add a correction to what they are given, without normalisation."},
      {"point", "a point", "No network: G(z) = θ, a single point, whatever z is. A generator only, of points."},
      {"linear", "linear", "No network: D(x) = ψ·x without a bias. A discriminator only, of points."},
  };
  return options;
}

std::span<const Option> upsampling_options() {
  static constexpr Option options[] = {
      {"transposed", "transposed convolution", "The adjoint of a strided convolution; can leave a checkerboard."},
      {"nearest", "nearest, then convolution", "Each pixel is repeated over a square of four and then smoothed."},
  };
  return options;
}

constexpr const char* kArchitecturePaper =
    "arXiv 1511.06434 (convolutional), arXiv 2501.05441 (residual), arXiv 1801.04406 (point, linear)";
constexpr const char* kSpectralPaper = "arXiv 1802.05957";
constexpr Limits kChannels = {1, 256};
constexpr const char* kNormalisationPaper = "arXiv 1607.06450 (layer), arXiv 1502.03167 (batch)";
constexpr const char* kInitialisationPaper =
    "arXiv 1502.01852 (He), Glorot and Bengio 2010, arXiv 1312.6120 (orthogonal)";
constexpr const char* kActivationPaper = "arXiv 1511.07289 (ELU), arXiv 1702.03118 (SiLU)";
constexpr Limits kHidden = {1, 1024, false, 8};
constexpr Limits kSlope = {0, 1};
constexpr Limits kScale = {0, 100, true};
constexpr Limits kFirstNumbers = {-100, 100, false, 2};

bool is_mlp(const NetworkSpec& n) {
  return n.architecture == Architecture::mlp;
}
bool is_of_maps(const NetworkSpec& n) {
  return !is_mlp(n) && !n.is_numbers();
}
bool is_network(const NetworkSpec& n) {
  return !n.is_numbers();
}
bool is_numbers(const NetworkSpec& n) {
  return n.is_numbers();
}
bool is_convolutional(const NetworkSpec& n) {
  return n.architecture == Architecture::convolutional;
}
// Convolutional and residual networks always have layers between their ends.
bool has_hidden(const NetworkSpec& n) {
  return is_of_maps(n) || (is_mlp(n) && !n.hidden.empty());
}
bool is_leaky(const NetworkSpec& n) {
  return has_hidden(n) && n.activation == Activation::leaky_relu;
}
bool can_normalise(const NetworkSpec& n) {
  return has_hidden(n) && n.architecture != Architecture::residual;
}

template <Player player>
const NetworkSpec& network_of(const Settings& s) {
  return player == Player::discriminator ? s.spec.discriminator : s.spec.generator;
}

template <Player player>
constexpr Place kNetwork = {SettingGroup::networks, Acts::at_start, player};

// What can be changed while it trains, around what a network has learned (core/nn/rebuilding.h): it tames training,
// like the settings that it stands below.
template <Player player>
constexpr Place kRebuilt = {SettingGroup::regularisation, Acts::by_rebuilding, player};

// Only in networks like that.
template <Player player, bool (*Condition)(const NetworkSpec&)>
constexpr Place kOnlyIf = kNetwork<player>.where([](const Settings& s) { return Condition(network_of<player>(s)); });
template <Player player>
constexpr Place kOfNetwork = kRebuilt<player>.where([](const Settings& s) {
  return is_network(network_of<player>(s));
});

template <Player player>
constexpr auto kSpec = player == Player::discriminator ? &GameSpec::discriminator : &GameSpec::generator;

template <Player player, auto Part>
Setting network(Place place, const char* key, const char* title, Limits limits, const char* meaning,
                const char* formula, const char* paper) {
  return plain<&Settings::spec, kSpec<player>, Part>(place, key, title, limits, meaning, formula, paper);
}

// What only a discriminator of points has that is an MLP; packs and groups every network has.
constexpr Place kPointJudge = kRebuilt<kD>.where(
    [](const Settings& s) { return is_mlp(s.spec.discriminator) && sample_shape(s.spec.data).pixels() == 1; });
constexpr Place kWaves = kRebuilt<kD>.where(
    [](const Settings& s) { return kPointJudge.relevant(s) && s.spec.discriminator.fourier_octaves > 0; });

template <Player player, std::span<const Option> (*Options)(), auto Part>
Setting network_choice(Place place, const char* key, const char* title, const char* meaning, const char* formula,
                       const char* paper) {
  return choice<Options, &Settings::spec, kSpec<player>, Part>(place, key, title, meaning, formula, paper);
}

std::vector<Setting> generator_settings() {
  using N = NetworkSpec;
  return {
      network_choice<kG, architecture_options, &N::architecture>(
          kNetwork<kG>, "generator.architecture", "architecture",
          "What the generator is built of: fully connected layers, or layers that know that their output is "
          "an image.",
          "", kArchitecturePaper),
      network<kG, &N::hidden>(kOnlyIf<kG, is_mlp>, "generator.hidden", "hidden layers", kHidden,
                              "The widths of the generator's hidden layers: a wider or deeper one can bend "
                              "noise into more shapes.",
                              "x = G(z; θ)", "arXiv 1406.2661"),
      network<kG, &N::channels>(kOnlyIf<kG, is_of_maps>, "generator.channels", "channels", kChannels,
                                "The generator's feature maps at full or half size; each halving on the way doubles "
                                "them. Image networks only.",
                                "", kArchitecturePaper),
      network_choice<kG, upsampling_options, &N::upsampling>(
          kOnlyIf<kG, is_convolutional>, "generator.upsampling", "upsampling",
          "How the convolutional generator doubles the size of its maps.", "",
          "Odena et al. 2016, distill.pub/2016/deconv-checkerboard"),
      network_choice<kG, activation_options, &N::activation>(
          kOnlyIf<kG, has_hidden>, "generator.activation", "activation",
          "The nonlinearity after each hidden layer; it decides whether the map of the generator is creased "
          "or "
          "smooth.",
          "", kActivationPaper),
      network<kG, &N::leaky_slope>(kOnlyIf<kG, is_leaky>, "generator.leaky_slope", "leaky slope", kSlope,
                                   "The slope s of the generator's leaky ReLU for negative values.", "max(a, s·a)", ""),
      network_choice<kG, normalisation_options, &N::normalisation>(
          kOnlyIf<kG, can_normalise>, "generator.normalisation", "normalisation",
          "Whether hidden values of the generator are brought to mean 0 and standard deviation 1 after each "
          "hidden "
          "layer.",
          "γ·(a − μ)/√(σ² + ε) + β", kNormalisationPaper),
      network<kG, &N::spectral_norm>(kOfNetwork<kG>, "generator.spectral_norm", "spectral norm", Limits{},
                                     "Divides each of the generator's weight matrices by its largest singular value.",
                                     "W/σ(W)", kSpectralPaper),
      network_choice<kG, initialisation_options, &N::initialisation>(
          kOnlyIf<kG, is_network>, "generator.initialisation", "initialisation",
          "How the generator's first weights are drawn; it sets where its samples start.", "", kInitialisationPaper),
      network<kG, &N::initial_scale>(kOnlyIf<kG, is_network>, "generator.initial_scale", "initial scale", kScale,
                                     "The gain of the first weights, or their standard deviation for a normal start: "
                                     "a small one begins as a single blob.",
                                     "", kInitialisationPaper),
      network_choice<kG, output_options, &N::output>(
          kOnlyIf<kG, is_network>, "generator.output", "output",
          "What is done to the generator's last layer: nothing, or a squashing tanh or sigmoid.", "tanh a, 1/(1 + e⁻ᵃ)",
          "arXiv 1511.06434"),
      network<kG, &N::start>(kOnlyIf<kG, is_numbers>, "generator.start", "start θ₀", kFirstNumbers,
                             "Where the generator's point begins, a number a coordinate; without any it is 1 in each.",
                             "G(z) = θ", "arXiv 1801.04406"),
  };
}

// What a discriminator sees besides the numbers of one sample.
std::vector<Setting> sight_settings() {
  using N = NetworkSpec;
  return {
      network<kD, &N::fourier_octaves>(
          kPointJudge, "discriminator.fourier_octaves", "Fourier octaves K", {0, 10},
          "Sines and cosines of each coordinate beside it, an octave apart: D sees small details early; 0 is off.",
          "γ(x) = (x, sin 2πf2ᵏx, cos 2πf2ᵏx), k < K", "arXiv 2006.10739, arXiv 2003.08934"),
      network<kD, &N::fourier_frequency>(
          kWaves, "discriminator.fourier_frequency", "Fourier frequency f", {0.001, 10, true},
          "How many periods the slowest wave has in a data unit: one about as long as the data are wide is a start.",
          "", "arXiv 2006.10739, arXiv 2003.08934"),
      network<kD, &N::packing>(kOfNetwork<kD>, "discriminator.packing", "packing m", {1, 8},
                               "How many samples, all real or all generated, D judges at once, of images as channels "
                               "of one: a pack without variety gives a collapsed generator away.",
                               "D(x₁, …, xₘ)", "arXiv 1712.04086"),
      network<kD, &N::deviation_group>(
          kOfNetwork<kD>, "discriminator.deviation_group", "minibatch stddev", {0, 64},
          "The samples of a group whose spread D's last layer sees beside each of them, so that too little variety "
          "shows: one more number, or of feature maps one more map; 0 is off.",
          "mean over features of √(variance in the group + ε)", "arXiv 1710.10196"),
  };
}

std::vector<Setting> discriminator_settings() {
  using N = NetworkSpec;
  return {
      network_choice<kD, architecture_options, &N::architecture>(
          kNetwork<kD>, "discriminator.architecture", "architecture",
          "What the discriminator is built of: fully connected layers, or layers that know that their input "
          "is an image.",
          "", kArchitecturePaper),
      network<kD, &N::hidden>(kOnlyIf<kD, is_mlp>, "discriminator.hidden", "hidden layers", kHidden,
                              "The widths of the discriminator's hidden layers: a larger one separates real "
                              "from generated more sharply.",
                              "D(x) = sigmoid(a(x; φ))", "arXiv 1406.2661"),
      network<kD, &N::channels>(kOnlyIf<kD, is_of_maps>, "discriminator.channels", "channels", kChannels,
                                "The discriminator's feature maps at full or half size; each halving on the way "
                                "doubles them. Image networks only.",
                                "", kArchitecturePaper),
      network_choice<kD, activation_options, &N::activation>(
          kOnlyIf<kD, has_hidden>, "discriminator.activation", "activation",
          "The nonlinearity after each hidden layer; it decides whether the decision surface is creased or "
          "smooth.",
          "", kActivationPaper),
      network<kD, &N::leaky_slope>(kOnlyIf<kD, is_leaky>, "discriminator.leaky_slope", "leaky slope", kSlope,
                                   "The slope s of the discriminator's leaky ReLU for negative values.", "max(a, s·a)",
                                   ""),
      network_choice<kD, normalisation_options, &N::normalisation>(
          kOnlyIf<kD, can_normalise>, "discriminator.normalisation", "normalisation",
          "Whether hidden values of the discriminator are brought to mean 0 and standard deviation 1 after "
          "each "
          "hidden layer.",
          "γ·(a − μ)/√(σ² + ε) + β", kNormalisationPaper),
      network<kD, &N::spectral_norm>(kOfNetwork<kD>, "discriminator.spectral_norm", "spectral norm", Limits{},
                                     "Divides each of the discriminator's weight matrices by its largest singular "
                                     "value: its slope stays bounded.",
                                     "W/σ(W)", kSpectralPaper),
      network_choice<kD, initialisation_options, &N::initialisation>(
          kOnlyIf<kD, is_network>, "discriminator.initialisation", "initialisation",
          "How the discriminator's first weights are drawn; it sets how uneven its first surface is.", "",
          kInitialisationPaper),
      network<kD, &N::initial_scale>(kOnlyIf<kD, is_network>, "discriminator.initial_scale", "initial scale", kScale,
                                     "The gain of the first weights, or their standard deviation for a normal start: "
                                     "a small one begins undecided, D = ½.",
                                     "", kInitialisationPaper),
      network<kD, &N::start>(kOnlyIf<kD, is_numbers>, "discriminator.start", "start ψ₀", kFirstNumbers,
                             "The slope that the discriminator begins with, a number a coordinate; without any it is 1 "
                             "in each.",
                             "D(x) = ψ·x", "arXiv 1801.04406"),
  };
}

}  // namespace

std::vector<Setting> network_settings() {
  std::vector<Setting> all = generator_settings();
  for (const Setting& setting : discriminator_settings()) all.push_back(setting);
  for (const Setting& setting : sight_settings()) all.push_back(setting);
  return all;
}

}  // namespace gan::setting_rows
