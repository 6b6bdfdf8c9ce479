// ganscope-cli train: a scenario (or a checkpoint) for a number of iterations, with the files that were asked
// for.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "core/base/hash.h"
#include "core/game/fields.h"
#include "core/game/losses.h"
#include "core/io/checkpoint.h"
#include "core/io/classifier_file.h"
#include "core/io/metrics_csv.h"
#include "core/io/png_file.h"
#include "core/io/processors.h"
#include "core/io/recording_file.h"
#include "core/io/text_file.h"
#include "core/probe/measure.h"
#include "core/probe/samples.h"
#include "core/run/run.h"

namespace gan::cli {
namespace {

constexpr std::int64_t kRowsByDefault = 200;
constexpr std::int64_t kHashesByDefault = 20, kMostStepsBetweenHashes = 1000;
constexpr std::int64_t kMostPictures = 10'000;  // on a sheet

// An output that was asked for, or nothing. Opened before the training, so that an unwritable place is found
// then.
class Output {
 public:
  Outcome open(const std::string& path) {
    if (path.empty()) return {};
    Result<AtomicFile> file = AtomicFile::create(path);
    if (!file) return file.error();
    file_ = std::move(file).value();
    return {};
  }
  explicit operator bool() const { return file_.has_value(); }
  Outcome append(const std::string& text) { return file_ ? file_->append(text) : Outcome(); }
  // The last text, and the end of the file.
  Outcome finish(const std::string& text = "") {
    if (!file_) return {};
    if (Outcome written = file_->append(text); !written) return written;
    if (Outcome done = file_->commit(); !done) return done;
    std::printf("wrote %s\n", file_->path().c_str());
    return {};
  }

 private:
  std::optional<AtomicFile> file_;
};

struct Outputs {
  Output metrics, record, checkpoint, samples;

  Outcome open(const TrainOptions& options, bool pictures) {
    for (const auto& [output, path] : {std::pair{&metrics, &options.metrics},
                                       {&record, &options.record},
                                       {&checkpoint, &options.checkpoint},
                                       {&samples, &options.samples}}) {
      if (Outcome opened = output->open(*path); !opened) return opened;
    }
    return metrics.append(metrics_header(pictures));
  }
};

struct Job {
  std::unique_ptr<Run> run;
  std::string title;
  std::int64_t steps = 0;
  Measurer measurer = {};
  MeasureRequest measure = {};
};

bool has_pictures(const Run& run) { return run.snapshot()->data->images() != nullptr; }

Result<Job> prepare(const TrainOptions& options) {
  Result<Scenario> scenario = prepare_scenario(options.start);
  if (!scenario) return scenario.error();
  Result<std::unique_ptr<Run>> run = Run::create(scenario.value().settings);
  if (!run) return run.error();
  return Job{std::move(run).value(), scenario.value().title, options.steps.value_or(scenario.value().steps), {}, {}};
}

// --load: the saved game goes on, with hyperparameters changed by commands.
Result<Job> prepare_from_checkpoint(const TrainOptions& options) {
  if (!options.steps) return Error{"--load needs --steps: expected the number of iterations to go on for"};
  auto saved = load_checkpoint(options.load);
  if (!saved) return saved.error();
  Result<std::unique_ptr<Run>> created = Run::create(saved.value()->settings);
  if (!created) return created.error();
  Job job{std::move(created).value(), "continued from " + options.load, *options.steps, {}, {}};
  const auto loaded = job.run->apply(Command::load_game(saved.value()));
  if (!loaded) return loaded.error();
  for (const std::string& text : options.start.set) {
    const Result<Assignment> assignment = parse_assignment(text);
    if (!assignment) return assignment.error();
    const Field* field = find_field(assignment.value().key);
    if (!field) return Error{unknown_key_message(assignment.value().key)};
    if (!field->is_hyperparameter()) {
      return Error{"--set " + text +
                   " would start a new game: expected a hyperparameter together with --load"};
    }
    Result<Value> value = parse_value(*field, assignment.value().text);
    if (!value) return value.error();
    const auto set = job.run->apply(Command::set_value(field->key, std::move(value).value()));
    if (!set) return set.error();
  }
  return job;
}

std::string progress_text(const Run& run, std::int64_t done, std::int64_t steps, double seconds) {
  char text[200];
  std::snprintf(text, sizeof text, "step %lld of %lld, %.0f it/s, D loss %.4f, G loss %.4f",
                static_cast<long long>(done), static_cast<long long>(steps),
                static_cast<double>(done) / std::max(seconds, 1e-9), static_cast<double>(run.record().d_loss),
                static_cast<double>(run.record().g_loss));
  return text;
}

struct Ending {
  std::int64_t done = 0;  // iterations
  double seconds = 0;
  bool interrupted = false;
};

Outcome write_row(Job& job, Outputs& outputs) {
  if (!outputs.metrics) return {};
  const Run& run = *job.run;
  const Metrics metrics = job.measurer.metrics(*run.snapshot(), job.measure);
  return outputs.metrics.append(metrics_row(run.record(), metrics, has_pictures(run)));
}

// Trains and writes rows of metrics on the way, the last step's always; fails when they cannot be written.
Result<Ending> train_loop(Job& job, std::int64_t every, Outputs& outputs, Recorder& recorder) {
  Interruption interruption;
  ProgressLine progress;
  Ending ending;
  Run& run = *job.run;
  while (ending.done < job.steps) {
    if (ending.done % kStepsBetweenLooks == 0 && interruption.requested()) {
      ending.interrupted = true;
      break;
    }
    if (!run.step()) break;
    ++ending.done;
    recorder.after_iteration(run);
    if (ending.done % every == 0) {
      if (Outcome written = write_row(job, outputs); !written) return written.error();
    }
    progress.update(ending.done,
                    [&] { return progress_text(run, ending.done, job.steps, progress.seconds()); });
  }
  ending.seconds = progress.seconds();
  if (ending.done % every != 0) {
    if (Outcome written = write_row(job, outputs); !written) return written.error();
  }
  return ending;
}

std::string metric_text(const ImageMetricInfo& info, double value) {
  char text[40];
  if (info.form == MetricForm::percent) {
    std::snprintf(text, sizeof text, "%.1f %%", 100 * value);
  } else {
    std::snprintf(text, sizeof text, "%.4g", value);
  }
  return text;
}

void print_picture_metrics(const Measurement& measurement) {
  const ImageMetrics& m = measurement.metrics.pictures;
  const PerfectImageMetrics& perfect = measurement.perfect->pictures;
  std::printf("measured on %d pictures%s, in %s:\n", measurement.metrics.samples,
              m.averaged ? " of the average of G's weights" : "",
              m.features == FeatureKind::classifier ? "the features of a classifier of this data"
                                                    : "the features of a network with random weights");
  for (const ImageMetricInfo& info : image_metric_infos()) {
    if (!std::isfinite(m[info.metric])) continue;
    std::string value = metric_text(info, m[info.metric]);
    if (info.metric == ImageMetric::classes_covered) value += " of " + std::to_string(m.classes_total);
    const double real = perfect.mean[static_cast<std::size_t>(info.metric)];
    std::printf("  %s %s%s\n", info.title, value.c_str(),
                std::isfinite(real) ? (" (held-out real pictures: " + metric_text(info, real) + ")").c_str() : "");
  }
}

void print_summary(Job& job, const Ending& ending) {
  const Run& run = *job.run;
  std::printf("%s\n", job.title.c_str());
  std::printf("%lld iterations in %.1f s (%.0f it/s), at step %lld\n", static_cast<long long>(ending.done),
              ending.seconds, static_cast<double>(ending.done) / std::max(ending.seconds, 1e-9),
              static_cast<long long>(run.position().step));
  const Status& status = run.status();
  if (status.diverged) {
    std::printf(
        "diverged at step %lld: %s is no longer finite; the last finite state is kept. A lower learning rate "
        "or a penalty may help.\n",
        static_cast<long long>(status.step), status.what.c_str());
  } else if (ending.interrupted) {
    std::printf("interrupted: everything up to here is written\n");
  } else if (ending.done < job.steps) {
    std::printf(
        "stopped: both players are frozen (hyperparameters.k and hyperparameters.generator_steps are 0)\n");
  }
  const StepRecord& record = run.record();
  if (record.step > 0) {
    std::printf(
        "D loss %.6g, G loss %.6g, V(D,G) %.6g (-log 4 = -1.386294), mean D(x) %.4f, mean D(G(z)) %.4f\n",
        static_cast<double>(record.d_loss), static_cast<double>(record.g_loss),
        static_cast<double>(record.value), static_cast<double>(record.d_real),
        static_cast<double>(record.d_fake));
  }
  if (has_pictures(run)) return print_picture_metrics(*job.measurer.measurement(run.snapshot(), job.measure));
  const Metrics metrics = job.measurer.metrics(*run.snapshot());
  if (metrics.modes_total > 0) {
    std::printf("%d of %d modes covered, high-quality share %.4f, reverse KL %.4f, JSD %.4f\n",
                metrics.modes_covered, metrics.modes_total, metrics.high_quality_fraction, metrics.reverse_kl,
                metrics.jsd);
  }
}

// Each file that was asked for is tried, whatever happened to the others.
Outcome write_outputs(const TrainOptions& options, const Run& run, const Recorder& recorder,
                      Outputs& outputs) {
  std::vector<Outcome> outcomes;
  outcomes.push_back(outputs.metrics.finish());
  if (outputs.record) {
    outcomes.push_back(outputs.record.finish(write_recording(recorder.finish(run), options.record)));
  }
  if (outputs.checkpoint) {
    const SavedGame game = {run.settings(), run.state(), options.checkpoint};
    outcomes.push_back(outputs.checkpoint.finish(write_checkpoint(game, options.checkpoint)));
  }
  if (outputs.samples) {
    const auto snapshot = run.snapshot();
    const StreamKey key = {snapshot->settings->spec.seed, Stream::view_noise,
                           static_cast<std::uint64_t>(snapshot->position.step), 0};
    const Matrix<float> samples = sample_generator(*snapshot, key, options.sample_count);
    outcomes.push_back(outputs.samples.finish(
        has_pictures(run) ? encode_contact_sheet(samples, snapshot->data->shape(), snapshot->data->range())
                          : samples_csv(samples)));
  }
  std::string failures;
  for (const Outcome& outcome : outcomes) {
    if (!outcome) failures += (failures.empty() ? "" : "; ") + outcome.message();
  }
  if (failures.empty()) return {};
  return Error{failures};
}

// The classifier that pictures are measured with, trained once a data set. False when Ctrl-C was pressed.
Result<bool> prepare_measuring(const TrainOptions& options, int threads, Job& job) {
  const auto snapshot = job.run->snapshot();
  if (options.random_features || !snapshot->data->images()) return true;
  const auto images = classifier_images(snapshot->settings->spec.data, *snapshot->data);
  if (!images) return true;
  ClassifierOptions classifier;
  classifier.threads = threads;
  Result<ReadyClassifier> ready = ready_classifier(*images, classifier);
  if (!ready) return ready.error();
  job.measure.classifier = ready.value().weights;
  return !ready.value().interrupted;
}

}  // namespace

int train(const TrainOptions& options) {
  Outcome different = check_outputs_differ({{"--metrics", options.metrics},
                                            {"--record", options.record},
                                            {"--checkpoint", options.checkpoint},
                                            {"--samples", options.samples}});
  if (!different) return refuse(different.message());
  Result<Job> prepared = options.load.empty() ? prepare(options) : prepare_from_checkpoint(options);
  if (!prepared) return refuse(prepared.message());
  Job& job = prepared.value();
  const bool pictures = has_pictures(*job.run);
  if (pictures && options.sample_count > kMostPictures) {
    return refuse("--samples " + std::to_string(options.sample_count) + " " + options.samples +
                  ": expected at most " + std::to_string(kMostPictures) + " pictures on one sheet");
  }
  const int threads = options.threads > 0 ? options.threads : default_thread_count();
  job.run->use_threads(threads);
  Outputs outputs;
  if (Outcome opened = outputs.open(options, pictures); !opened) return refuse(opened.message());
  if (const Result<bool> ready = prepare_measuring(options, threads, job); !ready) {
    return refuse(ready.message());
  } else if (!ready.value()) {
    std::printf("interrupted: nothing was trained\n");
    return kInterrupted;
  }
  Recorder recorder(std::clamp<std::int64_t>(job.steps / kHashesByDefault, 1, kMostStepsBetweenHashes));
  const std::int64_t every = options.every.value_or(std::max<std::int64_t>(1, job.steps / kRowsByDefault));
  const Result<Ending> ending = train_loop(job, every, outputs, recorder);
  if (!ending) return refuse(ending.message());
  print_summary(job, ending.value());
  const Outcome written = write_outputs(options, *job.run, recorder, outputs);
  std::printf("state hash: %s\n", hash_text(job.run->hash()).c_str());
  std::fflush(stdout);
  if (!written) return refuse(written.message());
  return ending.value().interrupted ? kInterrupted : kGood;
}

}  // namespace gan::cli
