// ganscope-cli train: a scenario (or a checkpoint) for a number of iterations, with the files that were asked
// for.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <new>
#include <system_error>
#include <utility>

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/game/losses.h"
#include "core/insight/advice.h"
#include "core/io/checkpoint.h"
#include "core/io/classifier_file.h"
#include "core/io/data_files.h"
#include "core/io/files/png_file.h"
#include "core/io/files/text_file.h"
#include "core/io/machine/machine_memory.h"
#include "core/io/machine/processors.h"
#include "core/io/metrics_csv.h"
#include "core/io/recording_file.h"
#include "core/probe/quality/measure.h"
#include "core/probe/shared/samples.h"
#include "core/run/run.h"

namespace gan::cli {
namespace {

constexpr std::int64_t kRowsByDefault = 200;
constexpr std::int64_t kHashesByDefault = 20, kMostStepsBetweenHashes = 1000;
constexpr std::int64_t kMostImages = 10'000;  // on a sheet

// An output that was asked for, or nothing. Opened before the training, so that an unwritable place is found
// then. What goes wrong later is said once, and keeps nothing else from being written.
class Output {
 public:
  Outcome open(const std::string& path) {
    if (path.empty()) return {};
    Result<AtomicFile> file = AtomicFile::create(path);
    if (!file) return file.error();
    file_ = std::move(file).value();
    return {};
  }
  // Was asked for, and can be written up to now.
  explicit operator bool() const { return file_ && !failed_; }
  bool failed() const { return failed_; }
  // What `content` makes; memory that is too short for it is a failure, too.
  template <class Content>
  void append(const Content& content) {
    if (!*this) return;
    try {
      note(file_->append(content()));
    } catch (const std::bad_alloc&) {
      note(Error{"cannot write " + file_->path() + ": there is not enough memory for what belongs into it"});
    }
  }
  // The same, and the end of the file.
  template <class Content>
  void finish(const Content& content) {
    append(content);
    if (*this) note(file_->commit());
    if (*this) std::printf("wrote %s\n", file_->path().c_str());
    tell();
  }
  void tell() {
    if (!message_.empty()) refuse(std::exchange(message_, {}));
  }

 private:
  void note(const Outcome& outcome) {
    if (outcome) return;
    failed_ = true;
    message_ = outcome.message();
    file_.reset();
  }

  std::optional<AtomicFile> file_;
  std::string message_;  // not told yet
  bool failed_ = false;
};

struct Outputs {
  Output metrics, record, checkpoint, samples;

  Outcome open(const TrainOptions& options, bool images) {
    for (const auto& [output, path] : {std::pair{&metrics, &options.metrics},
                                       {&record, &options.record},
                                       {&checkpoint, &options.checkpoint},
                                       {&samples, &options.samples}}) {
      if (Outcome opened = output->open(*path); !opened) return opened;
    }
    metrics.append([&] { return metrics_header(images); });
    return {};
  }
  bool failed() const { return metrics.failed() || record.failed() || checkpoint.failed() || samples.failed(); }
};

struct Job {
  std::unique_ptr<Run> run;
  std::string title;
  std::int64_t steps = 0;
  Measurer measurer = {};
  MeasureRequest measure = {};
};

bool has_images(const Run& run) { return run.snapshot()->data->kind().has(Capability::images); }

Result<Job> prepare(const TrainOptions& options) {
  Result<Scenario> scenario = prepare_scenario(options.start);
  if (!scenario) return scenario.error();
  Result<std::unique_ptr<Run>> run = Run::create(scenario.value().settings, free_memory);
  if (!run) return run.error();
  if (const std::string note = loading_note(scenario.value().settings.spec.data); !note.empty()) {
    std::printf("%s\n", note.c_str());
  }
  return Job{std::move(run).value(), scenario.value().title, options.steps.value_or(scenario.value().steps), {}, {}};
}

Result<Job> prepare_from_checkpoint(const TrainOptions& options) {
  if (!options.steps) return Error{"--load needs --steps: expected the number of iterations to go on for"};
  Result<std::unique_ptr<Run>> run = continue_game(options.load, options.start.set, free_memory);
  if (!run) return run.error();
  return Job{std::move(run).value(), "continued from " + options.load, *options.steps, {}, {}};
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
  bool out_of_memory = false;
};

void write_row(Job& job, Outputs& outputs) {
  outputs.metrics.append([&] {
    const Run& run = *job.run;
    const Metrics metrics = job.measurer.metrics(*run.snapshot(), job.measure);
    return metrics_row(run.record(), metrics, has_images(run));
  });
}

// Trains and writes rows of metrics on the way, the last step's always.
Ending train_loop(Job& job, std::int64_t every, Outputs& outputs, Recorder& recorder,
                  const Interruption& interruption) {
  ProgressLine progress;
  Ending ending;
  Run& run = *job.run;
  std::int64_t written = 0;
  try {
    while (ending.done < job.steps) {
      ending.interrupted = interruption.requested();
      if (ending.interrupted || !run.step()) break;
      ++ending.done;
      recorder.after_iteration(run);
      if (ending.done % every == 0) {
        write_row(job, outputs);
        written = ending.done;
        if (outputs.metrics.failed()) progress.clear(), outputs.metrics.tell();
      }
      progress.update([&] { return progress_text(run, ending.done, job.steps, progress.seconds()); });
    }
  } catch (const std::bad_alloc&) {
    ending.out_of_memory = true;
  }
  ending.seconds = progress.seconds();
  progress.clear();
  if (ending.done > written) write_row(job, outputs);
  return ending;
}

std::string metric_text(const ImageMetricInfo& info, double value) {
  return info.form == MetricForm::percent ? percent_text(value) : short_text(value, 4);
}

void print_image_metrics(const Measurement& measurement) {
  const ImageMetrics& m = measurement.metrics.images;
  const PerfectImageMetrics& perfect = measurement.perfect->images;
  const std::string against = perfect.why_none.empty() ? ", as many held out" : "";
  std::printf("measured on %d images%s%s, in %s:\n", measurement.metrics.samples, against.c_str(),
              m.averaged ? " of the average of G's weights" : "",
              m.features == FeatureKind::classifier ? "the features of a classifier of this data"
                                                    : "the features of a network with random weights");
  if (!perfect.why_none.empty()) std::printf("  %s\n", perfect.why_none.c_str());
  for (const ImageMetricInfo& info : image_metric_infos()) {
    if (info.only_in_files || !std::isfinite(m[info.metric])) continue;
    std::string value = metric_text(info, m[info.metric]);
    if (info.metric == ImageMetric::classes_covered) value += " of " + std::to_string(m.classes_total);
    const double real = perfect.mean[static_cast<std::size_t>(info.metric)];
    std::printf("  %s %s%s\n", info.title, value.c_str(),
                std::isfinite(real) ? (" (held-out real images: " + metric_text(info, real) + ")").c_str() : "");
  }
}

std::string out_of_memory_sentence(const Run& run) {
  return "memory ran out in step " + std::to_string(run.position().step + 1) +
         ": everything up to there is written; a smaller hyperparameters.batch_size needs less";
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
        "diverged at step %lld: %s is no longer finite; the last finite state is kept. What may help: %s.\n",
        static_cast<long long>(status.step), status.what.c_str(), divergence_remedy(*run.snapshot()).c_str());
  } else if (ending.out_of_memory) {
    std::printf("stopped: memory ran out in the step after this one\n");
  } else if (ending.interrupted) {
    std::printf("interrupted: everything up to here is written\n");
  } else if (ending.done < job.steps) {
    std::printf(
        "stopped: both players are frozen (hyperparameters.k and hyperparameters.generator_steps are 0)\n");
  }
  const StepRecord& record = run.record();
  if (record.step > 0) {
    const LossInfo& loss = loss_info(record.loss);
    const double reference = value_reference(loss, run.settings().hyperparameters.real_label);
    const std::string beside = std::isfinite(reference) ? " (" + short_text(reference, 7) + " where D can't tell)" : "";
    std::printf("D loss %s, G loss %s, %s %s%s, mean %s %s, mean %s %s\n", short_text(record.d_loss, 6).c_str(),
                short_text(record.g_loss, 6).c_str(), loss.value.name, short_text(record.value, 6).c_str(), beside.c_str(),
                loss.output.name, short_text(record.d_real, 4).c_str(), loss.output.fake,
                short_text(record.d_fake, 4).c_str());
  }
  // Whoever ends it does not want to wait for more.
  if (ending.interrupted || ending.out_of_memory) return;
  if (has_images(run)) return print_image_metrics(*job.measurer.measurement(run.snapshot(), job.measure));
  const Metrics metrics = job.measurer.metrics(*run.snapshot());
  if (metrics.modes_total > 0) {
    std::printf("%d of %d modes covered, %s high-quality samples, reverse KL %s, JSD %s\n", metrics.modes_covered,
                metrics.modes_total, percent_text(metrics.high_quality_fraction).c_str(),
                short_text(metrics.reverse_kl, 4).c_str(), short_text(metrics.jsd, 4).c_str());
  }
}

// Each file that was asked for is tried, whatever happened to the others; what cannot be computed again comes first.
void write_outputs(const TrainOptions& options, const Run& run, const Recorder& recorder, Outputs& outputs) {
  outputs.record.finish([&] { return write_recording(recorder.finish(run), options.record); });
  outputs.checkpoint.finish([&] {
    return write_checkpoint(SavedGame{run.settings(), run.state(), options.checkpoint}, options.checkpoint);
  });
  outputs.metrics.finish([] { return std::string(); });
  outputs.samples.finish([&] {
    const auto snapshot = run.snapshot();
    const StreamKey key = {snapshot->settings->spec.seed, Stream::view_noise,
                           static_cast<std::uint64_t>(snapshot->position.step), 0};
    const Matrix<float> samples = sample_generator(*snapshot, key, options.sample_count);
    return has_images(run) ? encode_contact_sheet(samples, snapshot->data->shape(), snapshot->data->range())
                             : samples_csv(samples, snapshot->data->units());
  });
}

// Says what was loaded. The classifier that images are measured with is trained once a data set. False when it was
// interrupted.
Result<bool> prepare_measuring(const TrainOptions& options, int threads, Job& job, Interruption& interruption) {
  const auto snapshot = job.run->snapshot();
  if (const auto& loaded = snapshot->settings->spec.data.images) {
    std::printf("%s\n", account_of(*loaded).c_str());
    std::fflush(stdout);
  }
  if (options.random_features || !has_images(*job.run)) return true;
  const auto images = classifier_images(snapshot->settings->spec.data, *snapshot->data);
  if (!images) return true;
  ClassifierOptions classifier;
  classifier.threads = threads;
  Result<ReadyClassifier> ready = ready_classifier(*images, classifier, interruption);
  if (!ready) return ready.error();
  job.measure.classifier = ready.value().weights;
  return !ready.value().interrupted;
}

}  // namespace

namespace {

// What is written must not take the place of what is read. --load's checkpoint may be replaced by --checkpoint, but not
// when a recording begins with it: nobody could replay that.
Outcome check_files(const TrainOptions& options, const DataSpec& data) {
  const NamedPath metrics{"--metrics", options.metrics}, record{"--record", options.record},
      checkpoint{"--checkpoint", options.checkpoint}, samples{"--samples", options.samples};
  const std::vector<NamedPath> inputs = options.load.empty() ? files_read(options.start, data) : std::vector<NamedPath>{};
  if (const Outcome differ = check_outputs_differ({metrics, record, checkpoint, samples}, inputs); !differ) {
    return differ;
  }
  if (!options.record.empty()) {
    if (const Outcome recordable = check_recordable(data); !recordable) return recordable;
  }
  if (options.load.empty()) return {};
  const NamedPath load{"--load", options.load};
  if (const Outcome differ = check_outputs_differ({metrics, record, samples}, {load}); !differ) return differ;
  if (options.record.empty()) return {};
  if (!check_outputs_differ({checkpoint}, {load})) {
    return Error{"--checkpoint would overwrite " + options.checkpoint + ", with which the recording begins: expected "
                 "another file, or no --record"};
  }
  std::error_code ignored;
  if (std::filesystem::exists(options.load, ignored) && !std::filesystem::is_regular_file(options.load, ignored)) {
    return Error{"--record needs a checkpoint that can be read again: expected --load to name a file, not " +
                 options.load};
  }
  return {};
}

}  // namespace

int train(const TrainOptions& options, Interruption& interruption) {
  Result<Job> prepared = options.load.empty() ? prepare(options) : prepare_from_checkpoint(options);
  if (!prepared) return refuse(prepared.message());
  Job& job = prepared.value();
  if (const Outcome fits = check_files(options, job.run->settings().spec.data); !fits) return refuse(fits.message());
  const bool images = has_images(*job.run);
  if (images && options.sample_count > kMostImages) {
    return refuse("--samples " + std::to_string(options.sample_count) + " " + options.samples +
                  ": expected at most " + std::to_string(kMostImages) + " images on one sheet");
  }
  const int threads = options.threads > 0 ? options.threads : default_thread_count();
  job.run->use_threads(threads);
  interruption.hold();
  Outputs outputs;
  if (Outcome opened = outputs.open(options, images); !opened) return refuse(opened.message());
  if (const Result<bool> ready = prepare_measuring(options, threads, job, interruption); !ready) {
    return refuse(ready.message());
  } else if (!ready.value()) {
    std::printf("interrupted: nothing was trained\n");
    return interruption.exit_code();
  }
  Recorder recorder(std::clamp<std::int64_t>(job.steps / kHashesByDefault, 1, kMostStepsBetweenHashes));
  const std::int64_t every = options.every.value_or(std::max<std::int64_t>(1, job.steps / kRowsByDefault));
  const Ending ending = train_loop(job, every, outputs, recorder, interruption);
  write_outputs(options, *job.run, recorder, outputs);
  print_summary(job, ending);
  std::printf("state hash: %s\n", hash_text(job.run->hash()).c_str());
  std::fflush(stdout);
  if (ending.out_of_memory) return refuse(out_of_memory_sentence(*job.run));
  if (outputs.failed()) return kBadInput;
  return ending.interrupted ? interruption.exit_code() : kGood;
}

}  // namespace gan::cli
