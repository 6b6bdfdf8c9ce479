#include "core/probe/points/arrows.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/game/losses.h"

namespace gan {

bool probe_arrows(const Snapshot& snapshot, const Matrix<float>& generated, const Matrix<float>& fake_logits,
                  const Matrix<float>& real_logits, Evaluators& networks, const CancelFlag& cancel,
                  Matrix<float>& arrows) {
  const Index n = generated.cols();
  GAN_CHECK(fake_logits.cols() == n, "a logit a sample");
  arrows.resize(generated.rows(), n);
  if (n == 0) return true;

  const Hyperparameters& h = snapshot.settings->hyperparameters;
  const bool pairs = loss_info(h.loss).pairs_real;
  GAN_CHECK(!pairs || real_logits.cols() >= n, "this loss pairs every generated sample with a real one");

  // The losses are written for writable views; they only read these.
  Matrix<float> fake = fake_logits;
  Matrix<float> real = pairs ? Matrix<float>(real_logits.leftCols(n)) : fake;
  Workspace workspace;
  LossValues<MatrixView<float>> loss;
  loss_function<MatrixView<float>>(h.loss)(workspace, view_of(real), view_of(fake), h.real_label, loss);
  if (loss.g_grad_fake.data == nullptr) {
    arrows.setZero();
    return true;
  }
  // Of n samples a packed D sees n/packing packs, so that each weighs that much more.
  const auto packing = static_cast<float>(snapshot.settings->spec.discriminator.packing);
  Matrix<float> weights = loss.g_grad_fake.map() * (-packing * static_cast<float>(n));

  for (Index begin = 0; begin < n; begin += kProbeChunk) {
    if (cancel.cancelled()) return false;
    const Index count = std::min(kProbeChunk, n - begin);
    const Matrix<float>& readable_weights = weights;
    networks.input_gradient(snapshot, columns(generated, begin, count), BatchOf::generated,
                            columns(readable_weights, begin, count), {}, columns(arrows, begin, count));
  }
  return true;
}

}  // namespace gan
