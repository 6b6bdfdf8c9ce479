#include "tests/core/nn/plain_forward.h"

#include <cmath>
#include <numbers>

namespace gan::test {
namespace {

// The weight that acts, rows x cols as the layout has it: of spectral norm W / (uᵀ W v) after one power
// iteration.
std::vector<Numbers> acting(const Layer& layer, const PlayerState<float>& player) {
  std::vector<Numbers> w(static_cast<std::size_t>(layer.weight_rows));
  const auto rows = static_cast<std::size_t>(layer.weight_rows), cols = static_cast<std::size_t>(layer.weight_cols);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < cols; ++c) {
      w[r].push_back(static_cast<double>(player.parameters[static_cast<std::size_t>(layer.weight) + c * rows + r]));
    }
  }
  if (layer.spectral < 0) return w;
  const auto unit = [](Numbers& x) {
    double sum = 0;
    for (const double v : x) sum += v * v;
    for (double& v : x) v /= std::sqrt(sum);
  };
  Numbers u(rows), v(cols, 0.0);
  for (std::size_t r = 0; r < rows; ++r)
    u[r] = static_cast<double>(player.buffers[static_cast<std::size_t>(layer.spectral) + r]);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < cols; ++c) v[c] += w[r][c] * u[r];
  }
  unit(v);
  for (std::size_t r = 0; r < rows; ++r) {
    u[r] = 0;
    for (std::size_t c = 0; c < cols; ++c) u[r] += w[r][c] * v[c];
  }
  unit(u);
  double sigma = 0;
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < cols; ++c) sigma += u[r] * w[r][c] * v[c];
  }
  for (Numbers& row : w) {
    for (double& value : row) value /= sigma;
  }
  return w;
}

}  // namespace

double at(const Numbers& x, Index h, Index w, Index c, Index row, Index column, Index channel) {
  if (row < 0 || row >= h || column < 0 || column >= w) return 0;
  return x[static_cast<std::size_t>((row * w + column) * c + channel)];
}

Numbers apply(const Layer& layer, const PlayerState<float>& player, const Numbers& x, bool biased) {
  const auto parameter = [&](Index offset, Index i) {
    return static_cast<double>(player.parameters[static_cast<std::size_t>(offset + i)]);
  };
  const auto bias = [&](Index i) { return biased && layer.bias >= 0 ? parameter(layer.bias, i) : 0.0; };
  const ConvolutionShape& s = layer.shape;
  Numbers y;
  switch (layer.kind) {
    case LayerKind::linear: {
      const auto w = acting(layer, player);
      for (std::size_t r = 0; r < w.size(); ++r) {
        double sum = bias(static_cast<Index>(r));
        for (std::size_t c = 0; c < x.size(); ++c) sum += w[r][c] * x[c];
        y.push_back(sum);
      }
      return y;
    }
    case LayerKind::fourier: {
      y = x;
      for (Index k = 0; k < layer.waves.octaves; ++k) {
        const double omega = 2 * std::numbers::pi * layer.waves.frequency * std::exp2(static_cast<double>(k));
        for (const double value : x) y.push_back(std::sin(omega * value));
        for (const double value : x) y.push_back(std::cos(omega * value));
      }
      return y;
    }
    case LayerKind::pack: {
      const Index channels = layer.inputs / layer.group / layer.pixels;
      for (Index pixel = 0; pixel < layer.pixels; ++pixel) {
        for (Index image = 0; image < layer.group; ++image) {
          for (Index c = 0; c < channels; ++c) {
            y.push_back(x[static_cast<std::size_t>((image * layer.pixels + pixel) * channels + c)]);
          }
        }
      }
      return y;
    }
    case LayerKind::group_deviation: {
      const auto channels = x.size() / static_cast<std::size_t>(layer.pixels);
      for (std::size_t i = 0; i < x.size(); ++i) {
        y.push_back(x[i]);
        if (i % channels != channels - 1) continue;
        y.push_back(static_cast<double>(player.buffers[static_cast<std::size_t>(layer.running_mean)]));
      }
      return y;
    }
    case LayerKind::constant: {
      for (Index i = 0; i < layer.weight_rows; ++i) y.push_back(parameter(layer.weight, i));
      return y;
    }
    case LayerKind::convolution: {
      const auto w = acting(layer, player);
      for (Index oy = 0; oy < s.out_height(); ++oy) {
        for (Index ox = 0; ox < s.out_width(); ++ox) {
          for (Index f = 0; f < s.filters; ++f) {
            double sum = bias(f);
            for (Index ky = 0; ky < s.kernel; ++ky) {
              for (Index kx = 0; kx < s.kernel; ++kx) {
                for (Index c = 0; c < s.channels; ++c) {
                  sum +=
                      w[static_cast<std::size_t>(f)][static_cast<std::size_t>((ky * s.kernel + kx) * s.channels + c)] *
                      at(x, s.height, s.width, s.channels, oy * s.stride - s.padding + ky,
                         ox * s.stride - s.padding + kx, c);
                }
              }
            }
            y.push_back(sum);
          }
        }
      }
      return y;
    }
    case LayerKind::transposed_convolution: {
      const auto w = acting(layer, player);
      y.assign(static_cast<std::size_t>(s.in_size()), 0.0);
      for (std::size_t i = 0; i < y.size(); ++i) y[i] = bias(static_cast<Index>(i) % s.channels);
      for (Index oy = 0; oy < s.out_height(); ++oy) {
        for (Index ox = 0; ox < s.out_width(); ++ox) {
          for (Index f = 0; f < s.filters; ++f) {
            const double from = at(x, s.out_height(), s.out_width(), s.filters, oy, ox, f);
            for (Index ky = 0; ky < s.kernel; ++ky) {
              for (Index kx = 0; kx < s.kernel; ++kx) {
                const Index row = oy * s.stride - s.padding + ky, column = ox * s.stride - s.padding + kx;
                if (row < 0 || row >= s.height || column < 0 || column >= s.width) continue;
                for (Index c = 0; c < s.channels; ++c) {
                  y[static_cast<std::size_t>((row * s.width + column) * s.channels + c)] +=
                      from *
                      w[static_cast<std::size_t>(f)][static_cast<std::size_t>((ky * s.kernel + kx) * s.channels + c)];
                }
              }
            }
          }
        }
      }
      return y;
    }
    case LayerKind::repeat:
    case LayerKind::pool: {
      const bool larger = layer.kind == LayerKind::repeat;
      const Index h = larger ? s.height : s.height / 2, w = larger ? s.width : s.width / 2;
      for (Index row = 0; row < h; ++row) {
        for (Index column = 0; column < w; ++column) {
          for (Index c = 0; c < s.channels; ++c) {
            if (larger) {
              y.push_back(at(x, h / 2, w / 2, s.channels, row / 2, column / 2, c));
              continue;
            }
            double sum = 0;
            for (const Index dy : {0, 1}) {
              for (const Index dx : {0, 1})
                sum += at(x, s.height, s.width, s.channels, 2 * row + dy, 2 * column + dx, c);
            }
            y.push_back(sum / 4);
          }
        }
      }
      return y;
    }
    case LayerKind::activation:
      for (const double v : x) {
        const bool leaky = layer.activation.kind == Activation::leaky_relu;
        y.push_back(leaky ? (v > 0 ? v : layer.activation.slope * v) : std::tanh(v));
      }
      return y;
    case LayerKind::layer_norm: {
      double mean = 0, variance = 0;
      for (const double v : x) mean += v / static_cast<double>(x.size());
      for (const double v : x) variance += (v - mean) * (v - mean) / static_cast<double>(x.size());
      for (std::size_t i = 0; i < x.size(); ++i) {
        y.push_back(parameter(layer.weight, static_cast<Index>(i)) * (x[i] - mean) / std::sqrt(variance + 1e-5) +
                    bias(static_cast<Index>(i)));
      }
      return y;
    }
    case LayerKind::batch_norm:
      for (std::size_t i = 0; i < x.size(); ++i) {
        const Index f = static_cast<Index>(i) % layer.bias_rows;
        const auto running = [&](Index offset) {
          return static_cast<double>(player.buffers[static_cast<std::size_t>(offset + f)]);
        };
        y.push_back(parameter(layer.weight, f) * (x[i] - running(layer.running_mean)) /
                        std::sqrt(running(layer.running_variance) + 1e-5) +
                    bias(f));
      }
      return y;
    case LayerKind::branch:
    case LayerKind::merge:
      return x;
  }
  return y;
}

std::vector<Numbers> forward(const NetworkLayout& layout, const PlayerState<float>& player, Numbers x) {
  std::vector<Numbers> outputs, inputs;
  for (const Layer& layer : layout.layers) {
    inputs.push_back(x);
    x = apply(layer, player, x);
    if (layer.kind == LayerKind::merge) {
      for (std::size_t i = 0; i < x.size(); ++i) x[i] += inputs[layer.partner][i];
    }
    outputs.push_back(x);
  }
  return outputs;
}

}  // namespace gan::test
