#include "core/probe/shared/chosen.h"

#include "core/base/check.h"
#include "core/probe/shared/samples.h"

namespace gan {

Matrix<float> chosen_noise(const Snapshot& snapshot, const ChosenImage& chosen) {
  GAN_CHECK(!chosen.real && chosen.tile >= 0, "a generated image has noise");
  return sample_noise(snapshot, view_noise_key(snapshot), chosen.tile + 1).col(chosen.tile);
}

bool probe_chosen(const Snapshot& snapshot, const ChosenImage& chosen, Evaluators& networks, const CancelFlag& cancel,
                  Matrix<float>& out) {
  GAN_CHECK(chosen.tile >= 0, "tiles are counted from 0");
  if (chosen.real) {
    if (cancel.cancelled()) return false;
    out = sample_data(snapshot, view_data_key(snapshot), chosen.tile + 1).col(chosen.tile).eval();
    return true;
  }
  return probe_generator(snapshot, chosen_noise(snapshot, chosen), networks, cancel, out, chosen.averaged);
}

}  // namespace gan
