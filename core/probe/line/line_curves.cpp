#include "core/probe/line/line_curves.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/check.h"
#include "core/data/distribution.h"
#include "core/metrics/line_divergence.h"
#include "core/probe/line/line_lattice.h"
#include "core/probe/points/noise_grid.h"
#include "core/probe/shared/samples.h"

namespace gan {
namespace {

constexpr double kFinerCells = 2;  // cells for the width of the blur
constexpr double kMostFineCells = 16384;
constexpr double kLeastPieces = 128;  // of the quadrature: D may have as many kinks
constexpr double kExactNothing = 1e-12;

// log σ(t).
double log_sigmoid(double t) {
  return t >= 0 ? -std::log1p(std::exp(-t)) : t - std::log1p(std::exp(t));
}

// D's logits at places of the line, chunk by chunk.
bool judge(const Snapshot& snapshot, const std::vector<double>& places, Evaluators& networks, const CancelFlag& cancel,
           std::vector<float>& logits) {
  std::vector<float> points(places.begin(), places.end());
  logits.resize(places.size());
  const auto count = static_cast<Index>(places.size());
  for (Index begin = 0; begin < count; begin += kProbeChunk) {
    if (cancel.cancelled()) return false;
    const Index part = std::min(kProbeChunk, count - begin);
    networks.discriminate(snapshot, {points.data() + begin, 1, part}, BatchOf::both, {logits.data() + begin, 1, part});
  }
  return true;
}

// Mass of the columns over their width: the mean density of each.
std::vector<double> column_means(const std::vector<double>& cells, Index finer, Index first, int columns,
                                 double width) {
  std::vector<double> out(static_cast<std::size_t>(columns));
  for (std::size_t i = 0; i < out.size(); ++i) {
    double mass = 0;
    for (Index cell = 0; cell < finer; ++cell)
      mass += cells[i * static_cast<std::size_t>(finer) + static_cast<std::size_t>(first + cell)];
    out[i] = mass / width;
  }
  return out;
}

// Of n samples about 2√π h n q lie under a kernel of width h, or Δ n q in a column of width Δ where that is wider: the
// estimate of q is off by q over the root of it. Returned: what one sample adds to a density.
double density_of_one(const LineCurves& curves, double column) {
  if (curves.samples == 0) return 0;
  const double under = std::hypot(2 * std::sqrt(std::numbers::pi) * curves.width, column);
  return 1 / (under * static_cast<double>(curves.samples));
}

void fill_densities(const LineDensity& data, const GeneratedLine& generated, LineCurves& out) {
  const LineRequest& r = out.request;
  const double column = (r.high - r.low) / r.columns;
  const double wanted = blur_of(data, generated);
  const double most = std::max(1.0, std::floor(kMostFineCells / r.columns));
  const double finer = generated.samples == 0 ? 1 : std::clamp(std::ceil(kFinerCells * column / wanted), 1.0, most);
  out.samples = generated.samples;
  out.width = generated.samples == 0 ? 0 : std::max(wanted, column / finer);
  // Beyond the ends as far as the blur reaches, in whole columns; at most as much again on each side.
  const auto margin = static_cast<Index>(std::min(std::ceil(4 * out.width / column), static_cast<double>(r.columns)));
  const double beyond = static_cast<double>(margin) * column;
  const auto fine = static_cast<Index>(finer);
  const LineLattice lattice(r.low - beyond, r.high + beyond, fine * (r.columns + 2 * margin));
  std::vector<double> real = lattice.masses(data), fake = lattice.masses(generated);
  const Index first = margin * fine;
  out.real = column_means(real, fine, first, r.columns, column);
  lattice.blur(real, out.width);
  lattice.blur(fake, out.width);
  const std::vector<double> blurred = column_means(real, fine, first, r.columns, column);
  out.generated = column_means(fake, fine, first, r.columns, column);
  const double one = density_of_one(out, column), least = std::max(one, kExactNothing / (r.high - r.low));
  const std::size_t count = out.real.size();
  out.generated_error.resize(count), out.best.resize(count), out.best_error.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double p = blurred[i], q = out.generated[i];
    out.generated_error[i] = std::sqrt(q * one);
    const bool known = p + q >= least;
    out.best[i] = known ? p / (p + q) : std::numeric_limits<double>::quiet_NaN();
    // D*(1 − D*)/q times the error of q, which is that of one sample where there is none.
    const double error = p > 0 && p + q > 0 ? p / (p + q) / (p + q) * std::sqrt(std::max(q, one) * one) : 0;
    out.best_error[i] = known ? std::min(error, 1.0) : std::numeric_limits<double>::quiet_NaN();
  }
}

bool fill_value(const Snapshot& snapshot, const LineDensity& data, const GeneratedLine& generated, Evaluators& networks,
                const CancelFlag& cancel, LineCurves& out) {
  const std::vector<double> pieces = data.pieces();
  const int parts = static_cast<int>(std::ceil(kLeastPieces / static_cast<double>(pieces.size() - 1)));
  const Quadrature over = quadrature_over(pieces, parts);
  std::vector<float> logits;
  if (!judge(snapshot, over.nodes, networks, cancel, logits)) return false;
  out.value_real = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const double density = std::exp(data.log_density(over.nodes[i]));
    if (density > 0) out.value_real += over.weights[i] * density * log_sigmoid(static_cast<double>(logits[i]));
  }
  // ∫ p_g f dx = E f(G(z)).
  std::vector<double> places;
  for (const GeneratedLine::Piece& piece : generated.pieces) places.push_back(piece.middle());
  if (!judge(snapshot, places, networks, cancel, logits)) return false;
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const double term = log_sigmoid(-static_cast<double>(logits[i]));
    sum += generated.pieces[i].mass * term;
    squares += generated.pieces[i].mass * term * term;
  }
  out.value_fake = sum;
  const auto n = static_cast<double>(generated.samples);
  out.value_error = generated.samples == 0 ? 0 : std::sqrt(std::max(0.0, squares - sum * sum) / n);
  out.jsd = line_jsd(data, generated);
  return true;
}

bool fill_arrows(const Snapshot& snapshot, Evaluators& networks, const CancelFlag& cancel, LineCurves& out) {
  const NoiseSpec& spec = snapshot.settings->spec.noise;
  out.noise_dimension = spec.dimension;
  const Index count = out.request.arrows;
  Matrix<float> noise = Matrix<float>::Zero(spec.dimension, count), places;
  for (Index i = 0; i < count; ++i) {
    noise(0, i) = noise_quantile(spec.kind, (static_cast<double>(i) + 0.5) / static_cast<double>(count));
  }
  if (!probe_generator(snapshot, noise, networks, cancel, places)) return false;
  out.arrows.clear();
  for (Index i = 0; i < count; ++i) out.arrows.push_back({noise(0, i), places(0, i)});
  return true;
}

}  // namespace

double LineCurves::ceiling() const {
  return 2 * jsd - std::log(4.0);
}

bool probe_line(const Snapshot& snapshot, const LineRequest& request, const Matrix<float>& generated,
                Evaluators& networks, const CancelFlag& cancel, LineCurves& out) {
  GAN_CHECK(request.high > request.low && request.columns > 0 && request.arrows >= 0, "curves over a stretch");
  const LineDensity& data = *snapshot.data->line();
  GeneratedLine made;
  if (!maps_line(snapshot)) {
    made = line_of_samples(generated);
  } else if (!generate_map(snapshot, networks, cancel, made)) {
    return false;
  }
  out.request = request;
  fill_densities(data, made, out);
  std::vector<double> middles;
  const double column = (request.high - request.low) / request.columns;
  for (int i = 0; i < request.columns; ++i) middles.push_back(request.low + (i + 0.5) * column);
  return judge(snapshot, middles, networks, cancel, out.logits) &&
         fill_value(snapshot, data, made, networks, cancel, out) && fill_arrows(snapshot, networks, cancel, out);
}

}  // namespace gan
