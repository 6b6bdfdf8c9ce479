#include "core/game/losses.h"

#include <array>

#include "core/base/check.h"
#include "core/game/losses/loss_list.h"

namespace gan {
namespace {

template <class M>
struct Entry {
  const LossInfo* info;
  LossFunction<M> function;
};

// The table: one line a loss. The order is that of the indices in Hyperparameters; append only.
template <class M>
constexpr std::array kLosses{
    Entry<M>{&minimax_info, minimax_loss<M>},
    Entry<M>{&non_saturating_info, non_saturating_loss<M>},
    Entry<M>{&least_squares_info, least_squares_loss<M>},
    Entry<M>{&wasserstein_info, wasserstein_loss<M>},
    Entry<M>{&hinge_info, hinge_loss<M>},
    Entry<M>{&relativistic_paired_info, relativistic_paired_loss<M>},
    Entry<M>{&relativistic_average_info, relativistic_average_loss<M>},
};

constexpr std::size_t kCount = kLosses<MatrixView<float>>.size();

std::array<LossInfo, kCount> collect() {
  std::array<LossInfo, kCount> infos{};
  for (std::size_t i = 0; i < kCount; ++i) infos[i] = *kLosses<MatrixView<float>>[i].info;
  return infos;
}

}  // namespace

std::span<const LossInfo> loss_infos() {
  static const std::array<LossInfo, kCount> infos = collect();
  return infos;
}

const LossInfo& loss_info(int loss) {
  GAN_CHECK(loss >= 0 && loss < static_cast<int>(kCount), "no loss has this index");
  return loss_infos()[static_cast<std::size_t>(loss)];
}

OutputReading output_reading(const LossInfo& loss, double real_label) {
  OutputReading reading = loss.output;
  if (!reading.follows_label) return reading;
  reading.midpoint *= real_label;
  reading.reach *= real_label;
  for (double& mark : reading.marks) mark *= real_label;
  return reading;
}

double value_reference(const LossInfo& loss, double real_label) {
  const double factor = loss.output.follows_label ? real_label * real_label : 1;
  return factor * loss.value.reference;
}

int find_loss(std::string_view id) {
  for (std::size_t i = 0; i < kCount; ++i) {
    if (id == loss_infos()[i].id) return static_cast<int>(i);
  }
  return -1;
}

template <class M>
LossFunction<M> loss_function(int loss) {
  GAN_CHECK(loss >= 0 && loss < static_cast<int>(kCount), "no loss has this index");
  return kLosses<M>[static_cast<std::size_t>(loss)].function;
}

template LossFunction<MatrixView<float>> loss_function<MatrixView<float>>(int);
template LossFunction<MatrixView<double>> loss_function<MatrixView<double>>(int);
template LossFunction<Dual<MatrixView<float>>> loss_function<Dual<MatrixView<float>>>(int);
template LossFunction<Dual<MatrixView<double>>> loss_function<Dual<MatrixView<double>>>(int);
template LossFunction<Dual<Dual<MatrixView<float>>>> loss_function<Dual<Dual<MatrixView<float>>>>(int);
template LossFunction<Dual<Dual<MatrixView<double>>>> loss_function<Dual<Dual<MatrixView<double>>>>(int);

}  // namespace gan
