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

template <class M>
constexpr std::array kLosses{
#define GAN_LOSS_ENTRY(NAME) Entry<M>{&NAME##_info, NAME##_loss<M>},
    GAN_LOSSES(GAN_LOSS_ENTRY)
#undef GAN_LOSS_ENTRY
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
