// Reference families of image networks: convolution and spectral norm.
#include "core/nn/convolution_impl.h"
#include "core/nn/layout_builder.h"
#include "tests/reference_cases.h"

namespace gan {
namespace {

using namespace reference;
using View = MatrixView<double>;

// [samples, channels, height, width] to one column an image, channels fastest.
Matrix<double> images(const Json& array) {
  const auto& shape = array["shape"];
  const Index m = shape[0], channels = shape[1], pixels = shape[2].get<Index>() * shape[3].get<Index>();
  Matrix<double> out(channels * pixels, m);
  for (Index i = 0; i < m; ++i) {
    for (Index c = 0; c < channels; ++c) {
      for (Index p = 0; p < pixels; ++p) {
        out(p * channels + c, i) = array["data"][static_cast<std::size_t>((i * channels + c) * pixels + p)];
      }
    }
  }
  return out;
}

// [filters, channels, row, column] to filters x (row, column, channel).
Matrix<double> kernel(const Json& array) {
  return images(array).transpose();
}

TEST(Reference, Convolution) {
  for (const Json& c : cases("convolution")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Json& in = c["inputs"];
    const Json& expected = c["expected"];
    const bool transposed = in["transposed"];
    Matrix<double> x = images(in["x"]), w = kernel(in["W"]), b = matrix(in["b"]), dy = images(in["dy"]);
    const auto size = [](const Json& array, std::size_t i) { return array["shape"][i].get<Index>(); };
    // The larger image of the two: what a convolution reads, and what its adjoint writes.
    const Json& larger = transposed ? in["dy"] : in["x"];
    const ConvolutionShape shape{size(larger, 2),           size(larger, 3),  size(in["W"], 1),
                                 size(in["W"], 0),          size(in["W"], 2), in["stride"].get<Index>(),
                                 in["padding"].get<Index>()};
    NetworkLayout layout;
    LayoutBuilder build(layout, false);
    transposed ? build.transposed_convolution(shape) : build.convolution(shape);
    layout.inputs = layout.layers[0].inputs;
    Matrix<double> dw = Matrix<double>::Zero(w.rows(), w.cols()), db = Matrix<double>::Zero(b.rows(), 1);
    const NetworkParameters<View> parameters{{view_of(w), view_of(b)}}, gradients{{view_of(dw), view_of(db)}};
    Workspace ws;
    Tape<View> tape;
    network_forward(ws, layout, parameters, view_of(x), Mode::training, static_cast<double*>(nullptr), false, tape);
    expect_close(tape.output().map(), images(expected["y"]), "y");
    network_backward(ws, layout, parameters, view_of(dy), Mode::training, tape, &gradients, true);
    expect_close(tape.d_input().map(), images(expected["dx"]), "dx");
    expect_close(dw, kernel(expected["dW"]), "dW");
    expect_close(db, matrix(expected["db"]), "db");
  }
}

TEST(Reference, SpectralNorm) {
  for (const Json& c : cases("spectral_norm")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Json& in = c["inputs"];
    const Json& expected = c["expected"];
    Matrix<double> w = matrix(in["W"]), u = matrix(in["u"]), d_normalised = matrix(in["dW_normalised"]);
    Matrix<double> dw = Matrix<double>::Zero(w.rows(), w.cols());
    NetworkLayout layout;
    LayoutBuilder build(layout, true);
    build.linear(w.cols(), w.rows());
    Workspace ws;
    LayerTape<View> tape;
    spectral_forward(ws, layout.layers[0], view_of(w), u.data(), true, tape);
    expect_close(1 / tape.inverse_sigma.data[0], expected["sigma"], "sigma");
    expect_close(u, matrix(expected["u"]), "u");
    expect_close(tape.weight.map(), matrix(expected["W_normalised"]), "W_normalised");
    spectral_backward(ws, view_of(d_normalised), tape, view_of(dw));
    expect_close(dw, matrix(expected["dW"]), "dW");
  }
}

}  // namespace
}  // namespace gan
