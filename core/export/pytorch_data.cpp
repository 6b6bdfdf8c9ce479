#include "core/export/pytorch_data.h"

#include <algorithm>

#include "core/export/numpy_file.h"
#include "core/export/pytorch_motion.h"

namespace gan::pytorch {
namespace {

const DataSpec& data_spec_of(const GameText& game) {
  return game.settings.spec.data;
}

std::string radians(double degrees) {
  return "math.radians(" + literal(degrees) + ")";
}

// How one of `count` modes is drawn for each of m samples.
std::string mode_drawn(const GameText& game, const std::string& count) {
  if (data_spec_of(game).weights.empty()) return "    mode = torch.randint(" + count + ", (m,))\n";
  return "    mode = torch.multinomial(weights, m, replacement=True)\n";
}

std::string mode_weights(const std::vector<double>& weights) {
  if (weights.empty()) return "";
  std::vector<std::string> items;
  for (const double weight : weights) items.push_back(literal(weight));
  return "weights = torch.tensor(" + listed(items, 23) + ")  # of the modes\n";
}

std::string around_centres(const GameText& game) {
  return "    return centres[mode] + " + literal(data_spec_of(game).sigma) + " * torch.randn(m, 2)\n";
}

DataText on_ring(const GameText& game, int modes, double turn) {
  const DataSpec& spec = data_spec_of(game);
  const double phase = spec.phase + turn;
  const std::string count = literal(std::int64_t{modes});
  DataText text;
  text.constants = "angle = 2 * math.pi * torch.arange(" + count + ") / " + count +
                   (phase != 0 ? " + " + radians(phase) : "") + "\ncentres = " + literal(spec.radius) +
                   " * torch.stack([angle.cos(), angle.sin()], dim=1)\n" + mode_weights(spec.weights);
  text.body = mode_drawn(game, count) + around_centres(game);
  return text;
}

DataText ring(const GameText& game, const std::string&) {
  return on_ring(game, data_spec_of(game).modes, 0);
}
DataText two(const GameText& game, const std::string&) {
  return on_ring(game, 2, 0);
}
DataText three(const GameText& game, const std::string&) {
  return on_ring(game, 3, 90);
}

DataText unequal(const GameText& game, const std::string&) {
  DataText text = on_ring(game, data_spec_of(game).modes, 0);
  if (!data_spec_of(game).weights.empty()) return text;
  text.constants += "weights = 0.7 ** torch.arange(" + literal(std::int64_t{data_spec_of(game).modes}) +
                    ")  # each mode is rarer than the one before\n";
  text.body = "    mode = torch.multinomial(weights, m, replacement=True)\n" + around_centres(game);
  return text;
}

DataText grid(const GameText& game, const std::string&) {
  const DataSpec& spec = data_spec_of(game);
  const std::string rows = literal(std::int64_t{spec.rows});
  DataText text;
  text.constants = "side = " + literal(spec.spacing) + " * (torch.arange(" + rows + ") - " +
                   literal(0.5 * (spec.rows - 1)) + ")\ncentres = torch.cartesian_prod(side, side)\n" +
                   mode_weights(spec.weights);
  text.body = mode_drawn(game, "len(centres)") + around_centres(game);
  return text;
}

// The seed has decided where the centres lie, and which weigh anything.
DataText scattered(const GameText& game, const std::string&) {
  const GaussianMixture& mixture = *game.data->mixture();
  std::vector<std::string> centres;
  for (Index k = 0; k < mixture.weights.size(); ++k) {
    centres.push_back("[" + literal(mixture.centres(0, k)) + ", " + literal(mixture.centres(1, k)) + "]");
  }
  std::vector<double> weights;
  if (!data_spec_of(game).weights.empty()) weights.assign(mixture.weights.begin(), mixture.weights.end());
  DataText text;
  text.constants = "centres = torch.tensor(" + listed(centres, 23) + ")\n" + mode_weights(weights);
  text.body = mode_drawn(game, "len(centres)") + around_centres(game);
  return text;
}

// A curve's points, blurred.
std::string blurred_point(const GameText& game, const std::string& x, const std::string& y) {
  std::string point = "torch.stack([" + x + ", " + y + "], dim=1)";
  const double sigma = data_spec_of(game).sigma;
  if (sigma != 0) point += " + " + literal(sigma) + " * torch.randn(m, 2)";
  return "    return " + point + "\n";
}

DataText straight_line(const GameText& game, const std::string&) {
  const std::string r = literal(data_spec_of(game).radius), angle = radians(data_spec_of(game).phase);
  return {"",
          "    u = " + r + " * (2 * torch.rand(m) - 1)\n" +
              blurred_point(game, "math.cos(" + angle + ") * u", "math.sin(" + angle + ") * u"),
          ""};
}

DataText circle(const GameText& game, const std::string&) {
  const std::string r = literal(data_spec_of(game).radius);
  return {"",
          "    angle = 2 * math.pi * torch.rand(m)\n" + blurred_point(game, r + " * angle.cos()", r + " * angle.sin()"),
          ""};
}

DataText moons(const GameText& game, const std::string&) {
  const std::string scale = literal(data_spec_of(game).radius) + " / 1.5 * side * ";
  return {"",
          "    angle = math.pi * torch.rand(m)\n"
          "    side = 1.0 - 2.0 * torch.randint(2, (m,))  # 1: the upper half circle, -1: the lower\n" +
              blurred_point(game, scale + "(angle.cos() - 0.5)", scale + "(angle.sin() - 0.25)"),
          ""};
}

DataText circles(const GameText& game, const std::string&) {
  return {"",
          "    angle = 2 * math.pi * torch.rand(m)\n"
          "    r = " +
              literal(data_spec_of(game).radius) +
              " / (1.0 + torch.randint(2, (m,)))  # the outer or the inner circle\n" +
              blurred_point(game, "r * angle.cos()", "r * angle.sin()"),
          ""};
}

DataText swiss_roll(const GameText& game, const std::string&) {
  const std::string span = "2 * math.pi * " + literal(data_spec_of(game).turns);
  return {"",
          "    angle = 1.5 * math.pi + " + span + " * torch.rand(m)\n" +
              "    r = " + literal(data_spec_of(game).radius) + " * angle / (1.5 * math.pi + " + span + ")\n" +
              blurred_point(game, "r * angle.cos()", "r * angle.sin()"),
          ""};
}

DataText checkerboard(const GameText& game, const std::string&) {
  const int rows = data_spec_of(game).rows;
  const std::string n = literal(std::int64_t{rows}), r = literal(data_spec_of(game).radius);
  return {"",
          "    cell = 2 * torch.randint(" + literal(std::int64_t{(rows * rows + 1) / 2}) +
              ", (m,))  # every second cell, row by row\n"
              "    row = torch.div(cell, " +
              n + ", rounding_mode=\"floor\")\n" + "    column = cell % " + n +
              (rows % 2 == 0 ? " + row % 2  # odd rows begin one cell later" : "") + "\n" +
              "    corner = torch.stack([column, row], dim=1)\n"
              "    return (corner + torch.rand(m, 2)) * (2 * " +
              r + " / " + n + ") - " + r + "\n",
          ""};
}

DataText pinwheel(const GameText& game, const std::string&) {
  const DataSpec& spec = data_spec_of(game);
  const std::string arms = literal(std::int64_t{spec.modes}), r = literal(spec.radius);
  return {"",
          "    along = (1 + 0.3 * torch.randn(m)) / 1.6  # from the centre, in radii\n"
          "    across = " +
              literal(spec.sigma) + " * torch.randn(m)\n" + "    angle = 2 * math.pi * (torch.randint(" + arms +
              ", (m,)) / " + arms + " + " + literal(spec.turns) + " * along)\n" + "    x = " + r +
              " * along * angle.cos() - across * angle.sin()\n"
              "    y = " +
              r +
              " * along * angle.sin() + across * angle.cos()\n"
              "    return torch.stack([x, y], dim=1)\n",
          ""};
}

DataText dirac(const GameText& game, const std::string&) {
  return {"", "    return torch.zeros(m, " + literal(std::int64_t{data_spec_of(game).dimension}) + ")\n", ""};
}

// Columns of single numbers.
DataText gaussian_1d(const GameText& game, const std::string&) {
  const DataSpec& spec = data_spec_of(game);
  return {"", "    return " + literal(spec.location) + " + " + literal(spec.sigma) + " * torch.randn(m, 1)\n", ""};
}

DataText mixture_1d(const GameText& game, const std::string&) {
  const DataSpec& spec = data_spec_of(game);
  DataText text;
  text.constants = "means = " + literal(spec.location) + " + " + literal(spec.spacing) + " * (torch.arange(" +
                   literal(std::int64_t{spec.modes}) + ") - " + literal(0.5 * (spec.modes - 1)) + ")\n" +
                   mode_weights(spec.weights);
  text.body = mode_drawn(game, "len(means)") + "    return means[mode].unsqueeze(1) + " + literal(spec.sigma) +
              " * torch.randn(m, 1)\n";
  return text;
}

DataText uniform_1d(const GameText& game, const std::string&) {
  const DataSpec& spec = data_spec_of(game);
  return {"", "    return " + literal(spec.location) + " + " + literal(spec.radius) + " * (2 * torch.rand(m, 1) - 1)\n",
          ""};
}

DataText exponential_1d(const GameText& game, const std::string&) {
  const DataSpec& spec = data_spec_of(game);
  return {"",
          "    return " + literal(spec.location) + " - " + literal(spec.sigma) + " * torch.log1p(-torch.rand(m, 1))\n",
          ""};
}

std::string from_file(const std::string& name) {
  return "torch.from_numpy(numpy.load(Path(__file__).with_name(" + quoted(name) + ")))";
}

DataText csv(const GameText& game, const std::string& name) {
  const Matrix<float>& points = data_spec_of(game).points->points;
  return {"points = " + from_file(name) + ".to(torch.get_default_dtype())\n",
          "    return points[torch.randint(len(points), (m,))]\n",
          numpy_file(std::span(points.data(), static_cast<std::size_t>(points.size())), {points.cols(), 2})};
}

// Pictures are channels x rows x columns in PyTorch, from 0 to 255 in the file.
DataText drawn_images(const GameText& game, const std::string& name) {
  const ImageSet& images = *game.data->images();
  const int stack = game.data->stack();
  const std::string scale = game.data->range() == PixelRange::symmetric ? " / 127.5 - 1" : " / 255";
  DataText text;
  text.constants = "images = " + from_file(name) +
                   "\nimages = images.permute(0, 3, 1, 2)  # bytes, (count, channels, rows, columns)\n";
  if (stack == 1) {
    text.body = "    return images[torch.randint(len(images), (m,))]" + scale + "\n";
  } else {
    text.body = "    picked = torch.randint(len(images), (m, " + literal(std::int64_t{stack}) +
                "))  # grey images, which become channels\n    return images[picked].squeeze(2)" + scale + "\n";
  }
  text.file = numpy_file(std::span<const std::uint8_t>(images.pixels),
                         {images.count(), images.shape.height, images.shape.width, images.shape.channels});
  return text;
}

constexpr DataForm kDataForms[] = {
    {"ring", ring},
    {"grid", grid},
    {"random", scattered},
    {"two", two},
    {"three", three},
    {"unequal", unequal},
    {"line", straight_line},
    {"circle", circle},
    {"moons", moons},
    {"circles", circles},
    {"csv", csv},
    {"swiss_roll", swiss_roll},
    {"pinwheel", pinwheel},
    {"checkerboard", checkerboard},
    {"dirac", dirac},
    {"gaussian_1d", gaussian_1d},
    {"mixture_1d", mixture_1d},
    {"uniform_1d", uniform_1d},
    {"exponential_1d", exponential_1d},
    {"glyphs", drawn_images},
    {"images", drawn_images},
    {"stacked", drawn_images},
};

}  // namespace

const DataForm* find_data_form(const std::string& id) {
  const auto* const found =
      std::find_if(std::begin(kDataForms), std::end(kDataForms), [&](const DataForm& form) { return id == form.id; });
  return found == std::end(kDataForms) ? nullptr : found;
}

std::string data_name(const std::string& script) {
  const bool ends = script.size() > 3 && script.ends_with(".py");
  return (ends ? script.substr(0, script.size() - 3) : script) + ".data.npy";
}

std::string data_functions(const GameText& game, const DataText& text) {
  const NoiseSpec& noise = game.settings.spec.noise;
  const std::string shape = "(m, " + literal(std::int64_t{noise.dimension}) + ")";
  const std::string z = "m, " + literal(std::int64_t{noise.dimension});
  std::string out = text.constants;
  if (!out.empty()) out += "\n\n";
  out += std::string(data_move(game) ? "def data_at_rest(m):\n" : "def sample_data(m):\n") + "    \"\"\"" +
         std::string(distribution_of(data_spec_of(game)).meaning) + "\"\"\"\n" + text.body + "\n\n" +
         moved_data_function(game);
  out += "def sample_noise(m):\n    \"\"\"z, " + shape + ": what G starts from.\"\"\"\n    return ";
  return out + (noise.kind == NoiseKind::normal ? "torch.randn(" + z + ")" : "2 * torch.rand(" + z + ") - 1") +
         "\n\n\n";
}

}  // namespace gan::pytorch
