// Reading of the reference cases: arrays, networks and the comparison that they ask for.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "core/game/spec.h"
#include "core/nn/network.h"
#include "tests/paths.h"

namespace gan::reference {

using Json = nlohmann::json;

// The cases of a family, by value: a range-for over them keeps them alive.
inline Json cases(const std::string& family) {
  const char* folder = std::getenv("GANSCOPE_REFERENCE_DIR");
  const std::string path =
      (folder ? std::string(folder) : test::source_folder() + "/tests/reference") + "/" + family + ".json";
  std::ifstream file(path);
  if (!file) {
    ADD_FAILURE() << "cannot read " << path;
    return Json::array();
  }
  Json json = Json::parse(file);
  EXPECT_FALSE(json["cases"].empty()) << path << " holds no case";
  return json["cases"];
}

// Row-major [rows, cols] (a vector is one column) to our column-major matrix.
inline Matrix<double> matrix(const Json& array) {
  const auto& shape = array["shape"];
  const Index rows = shape[0].get<Index>(), cols = shape.size() > 1 ? shape[1].get<Index>() : 1;
  Matrix<double> m(rows, cols);
  for (Index i = 0; i < rows; ++i) {
    for (Index j = 0; j < cols; ++j) m(i, j) = array["data"][static_cast<std::size_t>(i * cols + j)].get<double>();
  }
  return m;
}

// Samples are rows there, columns here.
inline Matrix<double> samples(const Json& array) {
  return matrix(array).transpose();
}

inline void expect_close(double actual, double expected, const std::string& what) {
  EXPECT_LE(std::abs(actual - expected), 1e-9 * std::max(1.0, std::abs(expected)))
      << what << ": " << actual << " instead of " << expected;
}

inline void expect_close(const Matrix<double>& actual, const Matrix<double>& expected, const std::string& what) {
  ASSERT_EQ(actual.rows(), expected.rows()) << what;
  ASSERT_EQ(actual.cols(), expected.cols()) << what;
  for (Index i = 0; i < actual.size(); ++i) {
    expect_close(actual.data()[i], expected.data()[i], what + " [" + std::to_string(i) + "]");
  }
}

inline Activation activation(const std::string& id) {
  const char* ids[] = {"relu", "leaky_relu", "tanh", "elu", "silu", "softplus"};
  for (int i = 0; i < 6; ++i) {
    if (id == ids[i]) return static_cast<Activation>(i);
  }
  ADD_FAILURE() << "unknown activation " << id;
  return Activation::relu;
}

// The spec of a reference network: its hidden widths and activation.
inline NetworkSpec spec(const Json& network) {
  NetworkSpec s;
  s.activation = activation(network["activation"]);
  s.hidden.clear();
  for (std::size_t i = 0; i + 1 < network["layers"].size(); ++i) {
    s.hidden.push_back(network["layers"][i]["b"]["shape"][0].get<std::int64_t>());
  }
  return s;
}

inline Index inputs(const Json& network) {
  return network["layers"][0]["W"]["shape"][1].get<Index>();
}
inline Index outputs(const Json& network) {
  return network["layers"].back()["b"]["shape"][0].get<Index>();
}

// Calls f(W or b as a view into the block, the reference's array, its name) for every tensor.
template <class F>
void for_each_tensor(const NetworkLayout& layout, double* block, const Json& layers, F f) {
  std::size_t index = 0;
  for (const Layer& layer : layout.layers) {
    if (layer.kind != LayerKind::linear) continue;
    const std::string name = "layer " + std::to_string(index);
    f(MatrixMap<double>(block + layer.weight, layer.outputs, layer.inputs), layers[index]["W"], name + " W");
    f(MatrixMap<double>(block + layer.bias, layer.outputs, 1), layers[index]["b"], name + " b");
    ++index;
  }
  EXPECT_EQ(index, layers.size());
}

inline void read_parameters(const NetworkLayout& layout, const Json& layers, AlignedBlock<double>& block) {
  block = AlignedBlock<double>(static_cast<std::size_t>(layout.parameter_size));
  for_each_tensor(layout, block.data(), layers,
                  [](auto view, const Json& array, const std::string&) { view = matrix(array); });
}

inline void expect_tensors(const NetworkLayout& layout, AlignedBlock<double> block, const Json& layers,
                           const std::string& what) {
  for_each_tensor(layout, block.data(), layers, [&](auto view, const Json& array, const std::string& name) {
    expect_close(Matrix<double>(view), matrix(array), what + " " + name);
  });
}

}  // namespace gan::reference
