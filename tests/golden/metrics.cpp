#include <cmath>
#include <sstream>

#include "core/data/glyphs.h"
#include "core/io/metrics/metrics_csv.h"
#include "core/metrics/classes.h"
#include "core/metrics/sliced_wasserstein.h"
#include "core/record/scalars.h"
#include "tests/golden/hashed.h"
#include "tests/golden/parts.h"
#include "tests/golden/watched_games.h"

namespace gan::golden {
namespace {

std::vector<std::string> cells(const std::string& row) {
  std::vector<std::string> out;
  std::istringstream text(row.substr(0, row.find('\n')));
  for (std::string cell; std::getline(text, cell, ',');) out.push_back(cell);
  return out;
}

// Each column of the metrics' file, over some looks at a game; none where the game does not define it.
void add_columns(const std::string& key, const WatchedGame& watched, const MeasureRequest& request, Found& found) {
  Played game(watched.settings);
  Measurer measurer;
  const Capabilities of = game.snapshot()->kind().can;
  const std::vector<std::string> names = cells(metrics_header(of));
  std::vector<Numbers> columns(names.size());
  std::vector<bool> defined(names.size());
  for (int look = 0; look < 3; ++look) {
    game.train(watched.iterations / 4);
    const auto row = cells(metrics_row(game.run().record(), measurer.metrics(*game.snapshot(), request), of));
    for (std::size_t i = 0; i < names.size(); ++i) {
      columns[i].add(std::string_view(row.at(i)));
      defined[i] = defined[i] || row[i] != "nan";
    }
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (defined[i]) found.add(key + names[i], columns[i].hash());
  }
}

// What the file has no column for, as far as it is defined.
void add_rest(const std::string& key, const Metrics& m, Found& found) {
  if (!m.modes.empty()) {
    found.add(key + "modes", hash_of(m.modes));
    found.add(key + "concentration", hash_of(m.concentration));
  }
  if (m.images.class_shares.empty()) return;
  Numbers n;
  n.add(m.images.classes_total, m.images.class_shares, m.images.data_shares, m.images.averaged);
  found.add(key + "classes", n.add(m.images.classifier_accuracy).hash());
}

void add_perfect_images(const std::string& key, const PerfectImageMetrics& p, Found& found) {
  PerfectMetrics all;
  all.images = p;
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::images)) {
    if (scalar->measured.perfect == nullptr) continue;
    const PerfectScore score = scalar->measured.perfect(all);
    if (std::isnan(score.mean)) continue;
    found.add(key + "perfect/" + scalar->id, Numbers().add(score.mean, score.deviation, p.samples).hash());
  }
}

void add_perfect(const std::string& key, const PerfectMetrics& p, Found& found) {
  for (const auto& [name, score] : {std::pair{"modes_covered", &p.modes_covered},
                                    {"high_quality_fraction", &p.high_quality_fraction},
                                    {"reverse_kl", &p.reverse_kl},
                                    {"jsd", &p.jsd},
                                    {"kl_data_generator", &p.kl_data_generator},
                                    {"kl_generator_data", &p.kl_generator_data},
                                    {"outside_fraction", &p.outside_fraction},
                                    {"core_width", &p.core_width},
                                    {"mass_distance", &p.mass_distance},
                                    {"far_fraction", &p.far_fraction}}) {
    if (!std::isnan(score->mean)) found.add(key + "perfect/" + name, hash_of(*score));
  }
  add_perfect_images(key, p.images, found);
}

void add_game(const std::string& key, const WatchedGame& game, const MeasureRequest& request, Found& found) {
  add_columns(key, game, request, found);
  Measurer measurer;
  const auto measured = measurer.measurement(played(game), request);
  add_rest(key, measured->metrics, found);
  const double best = measured->metrics.best_value;
  if (!std::isnan(best)) found.add(key + "best_value", Numbers().add(best).hash());
  add_perfect(key, *measured->perfect, found);
}

// Points against those of the data, and what a perfect generator scores there.
void add_comparison(const std::string& key, const WatchedGame& game, Found& found) {
  Measurer measurer;
  const auto measured = measurer.measurement(played(game), {300, nullptr, true});
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::comparison)) {
    const PerfectScore score = scalar->measured.perfect(*measured->perfect);
    found.add(key + "compared/" + scalar->id,
              Numbers().add(scalar_value(*scalar, measured->metrics), score.mean, score.deviation).hash());
  }
}

// Samples that a good generator might make: of the data, and a little off.
Matrix<float> nearly_real(const DataSource& data, Index count) {
  Matrix<float> samples(data.dimension(), count), noise(data.dimension(), count);
  data.sample({6, Stream::view_data, 0, 0}, view_of(samples));
  fill_normal({6, Stream::view_noise, 0, 0}, noise.data(), static_cast<std::size_t>(noise.size()));
  return 0.95f * samples + 0.05f * noise;
}

void add_nearly_real_points(Found& found) {
  const auto snapshot = played(watched_points()[0]);
  const Metrics m = measure(*snapshot->data, nearly_real(*snapshot->data, 2000));
  found.add("metrics/nearly real points", hash_of_text(metrics_row({}, m)));
  add_rest("metrics/nearly real points/", m, found);
}

void add_nearly_real_images(const std::shared_ptr<const ClassifierWeights>& classifier, Found& found) {
  for (const std::size_t game : {0u, 1u}) {
    for (const bool random : {false, true}) {
      const WatchedGame& watched = watched_images()[game];
      const auto data = played(watched)->data;
      ImageMeasurer measurer;
      if (!measurer.prepare(data, random ? nullptr : classifier, 300)) give_up("nothing cancels a measurement here");
      const auto measured = measurer.measure(nearly_real(*data, measurer.samples()));
      const std::string key = "metrics/nearly real " + watched.name + (random ? ", random features/" : "/");
      Metrics all;
      all.images = *measured;
      for (const ScalarInfo* scalar : scalars_of(ScalarSource::images)) {
        const double value = scalar_value(*scalar, all);
        if (!std::isnan(value)) found.add(key + scalar->id, Numbers().add(value).hash());
      }
    }
  }
}

std::shared_ptr<const ClassifierWeights> small_classifier(Found& found) {
  ClassifierTraining training;
  training.steps = 60;
  training.batch = 64;
  auto weights = train_classifier(*make_glyph_images(1, 8), training);
  if (!weights) give_up(weights.message());
  const ClassifierWeights& w = *weights.value();
  Numbers n;
  for (const float p : w.parameters) n.add(p);
  found.add("metrics/classifier", n.add(w.classes, w.test_accuracy, w.chance, w.tested, w.steps).hash());
  return weights.value();
}

template <class Real>
Matrix<Real> drawn(Index rows, Index count, std::uint64_t seed, double mean) {
  Matrix<Real> x(rows, count);
  fill_normal({seed, Stream::view_data, 0, 0}, x.data(), static_cast<std::size_t>(x.size()));
  return (x.array() * Real(0.8) + static_cast<Real>(mean)).matrix();
}

template <class T>
T taken(Result<T> result) {
  if (!result) give_up(result.message());
  return std::move(result).value();
}

// The metrics of features by themselves.
template <class Real>
void add_features(const std::string& real_name, Found& found) {
  const auto key = [&](const char* what) { return "metrics/features/" + std::string(what) + "/" + real_name; };
  const Matrix<Real> real = drawn<Real>(11, 210, 1, 0.1), generated = drawn<Real>(11, 190, 2, 0.3);
  found.add(key("frechet"), Numbers().add(taken(frechet_distance(real, generated))).hash());
  found.add(key("kernels"), hash_of(taken(kernel_metrics(real, generated, kernel_width(real)))));
  found.add(key("neighbours"), hash_of(taken(neighbour_metrics(real, generated))));
  const Matrix<Real> directions = random_directions<Real>(11, 16, {3, Stream::view_data, 0, 0});
  found.add(key("sliced wasserstein"), Numbers().add(taken(sliced_wasserstein(real, generated, directions))).hash());
  Matrix<Real> probabilities = drawn<Real>(7, 90, 4, 0).array().square().matrix();
  for (Index j = 0; j < probabilities.cols(); ++j) probabilities.col(j) /= probabilities.col(j).sum();
  found.add(key("inception score"), Numbers().add(taken(inception_score(probabilities))).hash());
  const std::vector<int> labels = most_probable_classes(probabilities);
  const ClassCoverage classes = taken(class_coverage(labels, std::vector<double>{1, 2, 3, 4, 5, 6, 0.5}));
  found.add(key("classes"), Numbers().add(labels, classes.counts, classes.captured, classes.total, classes.kl).hash());
}

}  // namespace

void add_metrics(Found& found) {
  for (const WatchedGame& game : watched_points()) add_game("metrics/" + game.name + "/", game, {2000, nullptr}, found);
  for (const WatchedGame& game : watched_line()) add_game("metrics/" + game.name + "/", game, {2000, nullptr}, found);
  add_comparison("metrics/" + watched_points()[0].name + "/", watched_points()[0], found);
  add_comparison("metrics/" + watched_line()[0].name + "/", watched_line()[0], found);
  const auto classifier = small_classifier(found);
  for (const WatchedGame& game : watched_images()) {
    add_game("metrics/" + game.name + "/", game, {300, classifier}, found);
    add_game("metrics/" + game.name + ", random features/", game, {300, nullptr}, found);
  }
  add_nearly_real_points(found);
  add_nearly_real_images(classifier, found);
  add_features<float>("float", found);
  add_features<double>("double", found);
}

}  // namespace gan::golden
