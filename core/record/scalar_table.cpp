// The table: the order of the columns, of the entries that stand in the files of scalar_lists.h.
#include <algorithm>
#include <vector>

#include "core/base/check.h"
#include "core/record/scalar_lists.h"

namespace gan {
namespace {

// Files of metrics are read by the names and places of their columns: append only.
constexpr const char* kColumnOrder[] = {
    "d_loss",
    "g_loss",
    "value",
    "d_real",
    "d_fake",
    "d_accuracy",
    "d_grad_norm",
    "g_grad_norm",
    "modes_covered",
    "high_quality_fraction",
    "reverse_kl",
    "jsd",
    "kl_data_generator",
    "kl_generator_data",
    "outside_fraction",
    "penalty",
    "modes_captured",
    "frechet_distance",
    "inception_score",
    "precision",
    "recall",
    "density",
    "coverage",
    "kid",
    "classes_covered",
    "class_kl",
    "classes_captured",
    "iterations_per_second",
    "best_value",
    "theta_1",
    "psi_1",
    "theta_2",
    "psi_2",
    "distance",
    "core_width",
    "mass_distance",
    "far_fraction",
    "spectral_radius",
    "leading_turn",
    "points_precision",
    "points_recall",
    "points_density",
    "points_coverage",
    "points_frechet",
    "sliced_wasserstein",
    "energy_distance",
    "rbf_mmd",
};

std::vector<ScalarInfo> in_order() {
  std::vector<ScalarInfo> all;
  for (const auto part : {scalar_table::of_iterations(), scalar_table::of_points(), scalar_table::of_comparison(),
                          scalar_table::of_images(), scalar_table::of_spectrum(), scalar_table::of_speed()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  std::vector<ScalarInfo> ordered;
  for (const std::string_view id : kColumnOrder) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const ScalarInfo& s) { return id == s.id; });
    GAN_CHECK(found != all.end(), "every column has an entry");
    ordered.push_back(*found);
  }
  GAN_CHECK(ordered.size() == all.size(), "every entry has its place among the columns");
  return ordered;
}

}  // namespace

std::span<const ScalarInfo> scalars() {
  static const std::vector<ScalarInfo> table = in_order();
  return table;
}

}  // namespace gan
