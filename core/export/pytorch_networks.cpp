#include "core/export/pytorch_networks.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/nn/initialisation.h"
#include "core/nn/layer_maps.h"

namespace gan::pytorch {
namespace {

std::string count(Index n) {
  return literal(std::int64_t{n});
}

std::string activation_of(const ActivationFunction& f) {
  switch (f.kind) {
    case Activation::relu:
      return "nn.ReLU()";
    case Activation::leaky_relu:
      return "nn.LeakyReLU(" + literal(f.slope) + ")";
    case Activation::tanh:
      return "nn.Tanh()";
    case Activation::elu:
      return "nn.ELU()";
    case Activation::silu:
      return "nn.SiLU()";
    case Activation::softplus:
      return "nn.Softplus()";
    case Activation::sigmoid:
      return "nn.Sigmoid()";
  }
  GAN_CHECK(false, "unknown activation");
}

// Writes one player's layers, a line for each with weights, what follows it behind.
class SequenceWriter {
 public:
  SequenceWriter(const GameText& game, Player player) : game_(game), layout_(game.layouts[player]) {
    generates_ = player == Player::generator;
    const SampleShape noise = game.settings.spec.noise.dimension, one = 1;
    maps_ = generates_ ? layer_maps(layout_, noise, game.shape) : layer_maps(layout_, game.shape, one);
  }

  std::string write() {
    const bool images = !generates_ && game_.of_images();
    // Of images each is put in its order first, and maps are a layer of their own.
    if (layout_.packing > 1 && !images) begin(pack());
    for (std::size_t i = 0; i < layout_.layers.size(); ++i) layer(i);
    if (generates_ && game_.of_images() && !in_maps_) to_image();
    std::string out;
    for (const std::string& row : rows_) out += row + "\n";
    return out;
  }

 private:
  std::string pack() const { return "Pack(" + count(layout_.packing) + ")"; }
  // On a line of its own, or behind what stands on the last one.
  void begin(const std::string& module) { rows_.push_back(std::string(indent_, ' ') + module + ","); }
  void behind(const std::string& module) { rows_.back() += " " + module + ","; }
  // What only prepares a layer leaves the line open for it.
  void weighted(const std::string& module) { open_ ? behind(module) : begin(module), open_ = false; }

  bool in_pixel_order(std::size_t i, TensorOrder order) const {
    const std::string name = std::to_string(i) + ".weight";
    return std::any_of(layout_.parameters.begin(), layout_.parameters.end(),
                       [&](const TensorSlot& slot) { return slot.name == name && slot.order == order; });
  }
  // A layer that knows no image sees pixel after pixel, and of each its channels.
  void flatten(bool by_pixels) {
    open_ = true;
    if (!by_pixels || game_.shape.channels == 1) return begin("nn.Flatten()");
    begin("Permute(0, 2, 3, 1)");
    behind("nn.Flatten()");
  }
  void to_image() {
    const SampleShape& s = game_.shape;
    const std::string side = count(s.height) + ", " + count(s.width);
    if (s.channels == 1) return begin("nn.Unflatten(1, (1, " + side + "))");
    begin("nn.Unflatten(1, (" + side + ", " + count(s.channels) + "))");
    behind("Permute(0, 3, 1, 2)");
  }
  std::string map_shape(const SampleShape& s) const {
    return "(" + count(s.channels) + ", " + count(s.height) + ", " + count(s.width) + ")";
  }

  // Of a network that is no convolutional one: D's first layer.
  bool sees_images(std::size_t i) const { return i == 0 && !generates_ && game_.of_images(); }

  void linear(std::size_t i) {
    const Layer& layer = layout_.layers[i];
    if (in_maps_ || sees_images(i)) flatten(!in_pixel_order(i, TensorOrder::pixel_columns));
    in_maps_ = false;
    if (sees_images(i) && layout_.packing > 1) behind(pack());
    weighted("nn.Linear(" + count(layer.inputs) + ", " + count(layer.outputs) +
             (layer.bias < 0 ? ", bias=False)" : ")"));
    if (!in_pixel_order(i, TensorOrder::pixel_rows)) return;
    in_maps_ = true;
    behind("nn.Unflatten(1, " + map_shape(maps_[i]) + ")");
  }
  void convolution(const Layer& layer, const char* module, Index in, Index out) {
    const ConvolutionShape& s = layer.shape;
    in_maps_ = true;
    std::string text = "nn." + std::string(module) + "(" + count(in) + ", " + count(out) + ", " + count(s.kernel);
    if (s.stride != 1) text += ", stride=" + count(s.stride);
    if (s.padding != 0) text += ", padding=" + count(s.padding);
    weighted(text + ")");
  }
  void deviation(std::size_t i) {
    // Without hidden layers it is the first.
    if (sees_images(i)) flatten(true);
    if (sees_images(i) && layout_.packing > 1) behind(pack());
    open_ = false;
    begin("GroupDeviation(" + count(layout_.layers[i].group) + ")");
  }
  void normalisation(std::size_t i) {
    const Layer& layer = layout_.layers[i];
    if (layer.kind == LayerKind::batch_norm) {
      behind((in_maps_ ? "nn.BatchNorm2d(" : "nn.BatchNorm1d(") + count(layer.weight_rows) + ")");
    } else {
      behind("nn.LayerNorm(" + (in_maps_ ? map_shape(maps_[i]) : count(layer.outputs)) + ")");
    }
  }

  void layer(std::size_t i) {
    const Layer& layer = layout_.layers[i];
    switch (layer.kind) {
      case LayerKind::linear:
        return linear(i);
      case LayerKind::constant:
        return begin("Point(" + count(layer.outputs) + ")");
      case LayerKind::convolution:
        return convolution(layer, "Conv2d", layer.shape.channels, layer.shape.filters);
      case LayerKind::transposed_convolution:
        return convolution(layer, "ConvTranspose2d", layer.shape.filters, layer.shape.channels);
      case LayerKind::activation:
        return behind(activation_of(layer.activation));
      case LayerKind::layer_norm:
      case LayerKind::batch_norm:
        return normalisation(i);
      case LayerKind::fourier:
        return begin("FourierFeatures(" + count(layer.waves.octaves) + ", " + literal(layer.waves.frequency) + ")");
      case LayerKind::pack:
        return begin(pack());
      case LayerKind::group_deviation:
        return deviation(i);
      case LayerKind::repeat:
        begin("nn.Upsample(scale_factor=2)");
        open_ = true;
        return;
      case LayerKind::pool:
        begin("nn.AvgPool2d(2)");
        open_ = true;
        return;
      case LayerKind::branch:
        open_ = false;
        rows_.push_back(std::string(indent_, ' ') + "ResidualBlock(");
        indent_ += 4;
        return;
      case LayerKind::merge:
        indent_ -= 4;
        rows_.push_back(std::string(indent_, ' ') + "),");
        return;
    }
  }

  const GameText& game_;
  const NetworkLayout& layout_;
  bool generates_ = false;
  bool in_maps_ = false;  // channels x rows x columns, as PyTorch has them
  bool open_ = false;
  std::vector<SampleShape> maps_;
  std::vector<std::string> rows_;
  std::size_t indent_ = 4;
};

constexpr const char* kResidualBlock = R"(class ResidualBlock(nn.Sequential):
    """Adds a correction to what it is given: x + f(x)."""

    def forward(self, x):
        return x + super().forward(x)


)";
constexpr const char* kPermute = R"(class Permute(nn.Module):
    """Reorders the sides of a batch of images."""

    def __init__(self, *order):
        super().__init__()
        self.order = order

    def forward(self, x):
        return x.permute(self.order)


)";
constexpr const char* kPoint = R"(class Point(nn.Module):
    """A generator that is a point: every z becomes θ."""

    def __init__(self, dimension):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dimension))

    def forward(self, z):
        return self.weight.expand(len(z), -1)


)";
constexpr const char* kPack = R"(class Pack(nn.Module):
    """So many samples at once, one after another, images as channels of one (PacGAN)."""

    def __init__(self, size):
        super().__init__()
        self.size = size

    def forward(self, x):
        return x.reshape(len(x) // self.size, -1, *x.shape[2:])


)";
constexpr const char* kFourier = R"(class FourierFeatures(nn.Module):
    """Sines and cosines of each coordinate beside it, an octave apart."""

    def __init__(self, octaves, frequency):
        super().__init__()
        self.omegas = [2 * math.pi * frequency * 2**k for k in range(octaves)]

    def forward(self, x):
        return torch.cat([x] + [f(omega * x) for omega in self.omegas for f in (torch.sin, torch.cos)], dim=1)


)";
constexpr const char* kGroupDeviation = R"(class GroupDeviation(nn.Module):
    """One more number of each sample, or one more map: how far those of its group spread. Of m samples j is in group
    j mod (m / size)."""

    def __init__(self, size):
        super().__init__()
        self.size = size
        self.register_buffer("running_deviation", torch.zeros(1))

    def forward(self, x):
        grouped = x.reshape(self.size, len(x) // self.size, -1)
        spread = (grouped.var(0, unbiased=False) + 1e-8).sqrt().mean(1)
        self.running_deviation.mul_(0.9).add_(0.1 * spread.mean().detach())
        spread = spread.repeat(self.size).reshape(-1, *[1] * (x.dim() - 1))
        return torch.cat([x, spread.expand(-1, 1, *x.shape[2:])], dim=1)


)";
constexpr const char* kWeighted = R"(def weighted(network):
    """The layers that have a matrix of weights, or kernels."""
    return [layer for layer in network.modules() if isinstance(layer, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d))]


)";

bool is_weighted(const Layer& layer) {
  return layer.kind == LayerKind::linear || layer.kind == LayerKind::convolution ||
         layer.kind == LayerKind::transposed_convolution;
}

// Where a player starts that is a few numbers.
std::string started(const GameText& game, Player player) {
  const std::string weight = std::string(letter_of(player)) + "[0].weight";
  std::vector<std::string> numbers;
  for (const double x : game.network(player).start) numbers.push_back(rounded(x));
  if (numbers.empty()) return "nn.init.ones_(" + weight + ")\n";
  const std::string head = weight + ".data.view(-1)[:] = torch.tensor(";
  return head + listed(numbers, head.size()) + ")\n";
}

std::string initialised(const GameText& game, Player player) {
  const NetworkSpec& spec = game.network(player);
  const NetworkLayout& layout = game.layouts[player];
  if (spec.is_numbers()) return started(game, player);
  std::vector<std::string> scales;
  for (std::size_t i = 0; i < layout.layers.size(); ++i) {
    if (is_weighted(layout.layers[i])) scales.push_back(rounded(initial_scale_of(spec, layout, i)));
  }
  const bool orthogonal = spec.initialisation == Initialisation::orthogonal;
  const std::string name = orthogonal ? "gain" : "deviation";
  const std::string head = "for layer, " + name + " in zip(weighted(" + letter_of(player) + "), ";
  return head + listed(scales, head.size()) + "):\n    " +
         (orthogonal ? "nn.init.orthogonal_(layer.weight, gain)" : "nn.init.normal_(layer.weight, std=deviation)") +
         "\n    nn.init.zeros_(layer.bias)\n";
}

const char* meaning_of(const NetworkSpec& spec) {
  if (spec.is_numbers()) return "given numbers";
  switch (spec.initialisation) {
    case Initialisation::he:
      return "normal weights of deviation gain/√inputs (He), which keeps the size of the signal";
    case Initialisation::glorot:
      return "normal weights of deviation √(2/(inputs + outputs)) (Glorot)";
    case Initialisation::orthogonal:
      return "orthonormal rows or columns, times a gain";
    case Initialisation::normal:
      return "normal weights of these deviations";
  }
  GAN_CHECK(false, "unknown initialisation");
}

}  // namespace

bool has_layers_of(const GameText& game, LayerKind kind) {
  for (const Player player : kPlayers) {
    for (const Layer& layer : game.layouts[player].layers) {
      if (layer.kind == kind) return true;
    }
  }
  return false;
}

bool has_spectral_norm(const GameText& game) {
  return game.settings.spec.generator.spectral_norm || game.settings.spec.discriminator.spectral_norm;
}

std::string networks(const GameText& game) {
  const std::string z = "(m, " + literal(std::int64_t{game.settings.spec.noise.dimension}) + ")";
  const std::string x = game.of_images() ? "(m, " + count(game.shape.channels) + ", " + count(game.shape.height) +
                                               ", " + count(game.shape.width) + ")"
                                         : "(m, " + count(game.shape.channels) + ")";
  const std::string g = SequenceWriter(game, Player::generator).write();
  const std::string d = SequenceWriter(game, Player::discriminator).write();
  std::string out;
  if (has_layers_of(game, LayerKind::branch)) out += kResidualBlock;
  if ((g + d).find("Permute(") != std::string::npos) out += kPermute;
  if (has_layers_of(game, LayerKind::constant)) out += kPoint;
  if (game.layouts.discriminator.packing > 1) out += kPack;
  if (has_layers_of(game, LayerKind::fourier)) out += kFourier;
  if (has_layers_of(game, LayerKind::group_deviation)) out += kGroupDeviation;
  if (has_spectral_norm(game) || !game.loads()) out += kWeighted;
  out += "G = nn.Sequential(  # noise z " + z + " to samples " + x + "\n" + g + ")\n";
  const std::string each = game.layouts.discriminator.packing > 1 ? "a pack" : "each";
  return out + "D = nn.Sequential(  # samples x " + x + " to one number " + each + ", (m, 1)\n" + d + ")\n";
}

std::string first_weights(const GameText& game) {
  const NetworkSpec &g = game.settings.spec.generator, &d = game.settings.spec.discriminator;
  const std::string of_g = meaning_of(g), of_d = meaning_of(d);
  const std::string out = "\n# The first weights: " + of_g + (of_g == of_d ? "" : " in G, " + of_d + " in D");
  return out + "; biases are 0.\n" + initialised(game, Player::generator) + initialised(game, Player::discriminator);
}

std::string spectral_norms(const GameText& game) {
  if (!has_spectral_norm(game)) return "";
  std::string out =
      "\n# Spectral norm: each layer uses W/σ(W), σ by one power iteration a pass. dim=0 is the side that PyTorch\n"
      "# would choose itself, but for transposed convolutions.\n";
  for (const Player player : {Player::generator, Player::discriminator}) {
    if (!game.network(player).spectral_norm) continue;
    out += "for layer in weighted(" + std::string(letter_of(player)) + "):\n    nn.utils.spectral_norm(layer, dim=0)\n";
  }
  return out;
}

}  // namespace gan::pytorch
