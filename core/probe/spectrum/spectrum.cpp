#include "core/probe/spectrum/spectrum.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "core/nn/network.h"
#include "core/probe/shared/samples.h"
#include "core/probe/spectrum/update_map.h"

namespace gan {
namespace {

// What a Krylov space of the state's vectors may take, and the smallest that finds anything.
constexpr Index kSpaceNumbers = Index{1} << 26;
constexpr int kSmallestSpace = 10;

// Why there is no map at this state; "" where there may be one.
std::string refusal(const Snapshot& snapshot) {
  if (snapshot.status.diverged) {
    return "The run has diverged in step " + whole_text(snapshot.status.step) +
           ": there is no next iteration to find eigenvalues of.";
  }
  return UpdateMap::why_not(snapshot.settings->hyperparameters);
}

// As large as the memory allows: the space of `basis` vectors of n numbers.
ModesOptions options_for(Index n, int products) {
  ModesOptions options;
  options.products = products;
  options.basis = static_cast<int>(std::min<Index>(options.basis, kSpaceNumbers / n - 1));
  options.wanted = std::clamp(options.basis / 3, 1, options.wanted);
  return options;
}

// Both columns by one number of modulus 1, so that they stand upright on one another and the first is the longest.
void turn_upright(Matrix<double>& real, Matrix<double>& imaginary) {
  const double cross = 2 * (real.array() * imaginary.array()).sum();
  const double difference = real.squaredNorm() - imaginary.squaredNorm();
  const double angle = -0.5 * std::atan2(cross, difference), c = std::cos(angle), s = std::sin(angle);
  const Matrix<double> turned = c * real - s * imaginary;
  imaginary = s * real + c * imaginary;
  real = turned;
}

// ∂G(z)/∂θ · u at the columns of `noise`, batch norm by their own statistics.
class SampleMotion {
 public:
  SampleMotion(const Snapshot& snapshot, const Matrix<float>& noise)
      : snapshot_(snapshot),
        noise_(noise.cast<double>()),
        layout_(make_layout(snapshot.settings->spec.generator, noise.rows(), snapshot.data->shape())),
        player_(widened(*snapshot.state).generator) {}

  Matrix<double> along(const AlignedBlock<double>& direction) {
    Workspace::Scope scope(workspace_);
    NetworkParameters<MatrixView<double>> values, tangents;
    NetworkParameters<Dual<MatrixView<double>>> both;
    bind_views(layout_, player_.parameters.data(), values);
    bind_views(layout_, direction.data(), tangents);
    bind_views(&values, &tangents, both);
    Tape<Dual<MatrixView<double>>> tape;
    network_forward(workspace_, layout_, both, constant<Dual<MatrixView<double>>>(view_of(noise_)), Mode::training,
                    player_.buffers.data(), false, tape);
    const MatrixView<double>& moved = tape.output().tangent;
    return moved.data ? Matrix<double>(moved.map()) : Matrix<double>::Zero(layout_.outputs, noise_.cols());
  }

 private:
  const Snapshot& snapshot_;
  Matrix<double> noise_;
  NetworkLayout layout_;
  PlayerState<double> player_;
  Workspace workspace_;
};

void show_mode(const Snapshot& snapshot, const UpdateMap& map, const Matrix<double>& mode, Spectrum& out) {
  if (out.request.samples <= 0 || !snapshot.kind().has(Capability::plane)) return;
  SampleMotion motion(snapshot, sample_noise(snapshot, view_noise_key(snapshot), out.request.samples));
  Matrix<double> real = motion.along(map.generator_part(mode.col(0).data()));
  Matrix<double> imaginary = motion.along(map.generator_part(mode.col(1).data()));
  turn_upright(real, imaginary);
  const double size = std::sqrt((real.squaredNorm() + imaginary.squaredNorm()) / static_cast<double>(real.cols()));
  if (!(size > 0) || !std::isfinite(size)) return;
  out.mode_real = (real / size).cast<float>();
  out.mode_imaginary = (imaginary / size).cast<float>();
}

}  // namespace

int count_outside(const Spectrum& spectrum) {
  int count = 0;
  for (std::size_t i = 0; i < spectrum.multipliers.size(); ++i) {
    if (std::abs(spectrum.multipliers[i]) > 1 + std::max(kOnCircle, spectrum.residuals[i])) ++count;
  }
  return count;
}

bool find_spectrum(const std::shared_ptr<const Snapshot>& snapshot, const SpectrumRequest& request,
                   const CancelFlag& cancel, Spectrum& out) {
  out = {};
  out.request = request;
  out.snapshot = snapshot;
  out.why_not = refusal(*snapshot);
  if (!out.why_not.empty()) return true;
  const Settings& settings = *snapshot->settings;
  UpdateMap map(settings, *snapshot->data, widened(*snapshot->state));
  if (!map.defined()) {
    out.why_not = "The next iteration leads to numbers that are not finite: it has no eigenvalues.";
    return true;
  }
  out.numbers = map.size();
  const ModesOptions options = options_for(map.size(), request.products);
  if (options.basis < kSmallestSpace) {
    out.why_not = "The state has " + whole_text(map.size()) + " numbers: expected at most " +
                  whole_text(kSpaceNumbers / (kSmallestSpace + 1)) + " for its eigenvalues to be found.";
    return true;
  }
  bool finite = true;
  const MapProduct times = [&](const double* u, double* product) { return finite = map.times(u, product); };
  LeadingModes modes;
  const StreamKey start{settings.spec.seed, Stream::spectrum_start, 0, 0};
  if (!find_leading_modes(map.size(), times, start, options, cancel, modes)) {
    out.why_not = "A product of the map is not finite: the next iteration has no derivative here.";
    return !finite;
  }
  out.multipliers = std::move(modes.values);
  out.residuals = std::move(modes.residuals);
  out.settled = modes.settled, out.products = modes.products, out.whole = modes.whole;
  show_mode(*snapshot, map, modes.first, out);
  return true;
}

}  // namespace gan
