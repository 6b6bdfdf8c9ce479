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
#include "app/cli/output.h"
#include "app/cli/printed_metrics.h"
#include "app/cli/progress.h"
#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/game/losses.h"
#include "core/insight/advice.h"
#include "core/insight/observer.h"
#include "core/io/checkpoint.h"
#include "core/io/data_files.h"
#include "core/io/files/png_file.h"
#include "core/io/files/text_file.h"
#include "core/io/machine/machine_memory.h"
#include "core/io/machine/processors.h"
#include "core/io/metrics/classifier_file.h"
#include "core/io/metrics/metrics_csv.h"
#include "core/io/metrics/summary_csv.h"
#include "core/io/recording_file.h"
#include "core/probe/quality/measure.h"
#include "core/probe/shared/samples.h"
#include "core/probe/spectrum/update_map.h"
#include "core/run/run.h"

namespace gan::cli {
namespace {

constexpr std::int64_t kHashesByDefault = 20, kMostStepsBetweenHashes = 1000;
constexpr std::int64_t kMostImages = 10'000;  // on a sheet

struct Job {
  std::unique_ptr<Run> run;
  std::string title;
  std::int64_t steps = 0;
  Measurer measurer = {};
  MeasureRequest measure = {};
  std::optional<GameObserver> observer = {};
};

struct Outputs {
  MetricsOutput metrics;
  Output record, checkpoint, samples, spectrum, summary;

  Outcome open(const TrainOptions& options, Job& job) {
    const MetricsRows rows{job.run->position().step, job.steps, options.every, options.compare_samples};
    const auto measure = [&job](const Snapshot& snapshot) { return job.measurer.metrics(snapshot, job.measure); };
    if (Outcome opened = metrics.open(options.metrics, rows, measure); !opened) return opened;
    for (const auto& [output, path] : {std::pair{&record, &options.record},
                                       {&checkpoint, &options.checkpoint},
                                       {&samples, &options.samples},
                                       {&spectrum, &options.spectrum},
                                       {&summary, &options.summary}}) {
      if (Outcome opened = output->open(*path); !opened) return opened;
    }
    if (metrics) metrics->begin(*job.run->snapshot());
    return {};
  }
  bool failed() const {
    return metrics.failed() || record.failed() || checkpoint.failed() || samples.failed() || spectrum.failed() ||
           summary.failed();
  }
};

bool has_images(const Run& run) {
  return run.snapshot()->kind().has(Capability::images);
}

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

// Trains and writes rows of metrics on the way, the last step's always.
Ending train_loop(Job& job, Outputs& outputs, Recorder& recorder, const Interruption& interruption) {
  ProgressLine progress;
  Ending ending;
  Run& run = *job.run;
  try {
    while (ending.done < job.steps) {
      ending.interrupted = interruption.requested();
      if (ending.interrupted || !run.step()) break;
      ++ending.done;
      recorder.after_iteration(run);
      job.observer->after_iteration(run);
      if (outputs.metrics) {
        outputs.metrics->after_iteration(run);
        if (outputs.metrics.has_news()) progress.clear(), outputs.metrics.tell();
      }
      progress.update([&] { return progress_text(run, ending.done, job.steps, progress.seconds()); });
    }
  } catch (const std::bad_alloc&) {
    ending.out_of_memory = true;
  }
  ending.seconds = progress.seconds();
  progress.clear();
  if (outputs.metrics) outputs.metrics->after_last(run);
  return ending;
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
    std::printf("diverged at step %lld: %s is no longer finite; the last finite state is kept. What may help: %s.\n",
                static_cast<long long>(status.step), status.what.c_str(), divergence_remedy(*run.snapshot()).c_str());
  } else if (ending.out_of_memory) {
    std::printf("stopped: memory ran out in the step after this one\n");
  } else if (ending.interrupted) {
    std::printf("interrupted: everything up to here is written\n");
  } else if (ending.done < job.steps) {
    std::printf("stopped: both players are frozen (hyperparameters.k and hyperparameters.generator_steps are 0)\n");
  }
  const StepRecord& record = run.record();
  if (record.step > 0) {
    const LossInfo& loss = loss_info(record.loss);
    const double reference = value_reference(loss, run.settings().hyperparameters.real_label);
    const std::string beside = std::isfinite(reference) ? " (" + short_text(reference, 7) + " where D can't tell)" : "";
    std::printf("D loss %s, G loss %s, %s %s%s, mean %s %s, mean %s %s\n", short_text(record.d_loss, 6).c_str(),
                short_text(record.g_loss, 6).c_str(), loss.value.name, short_text(record.value, 6).c_str(),
                beside.c_str(), loss.output.name, short_text(record.d_real, 4).c_str(), loss.output.fake,
                short_text(record.d_fake, 4).c_str());
    print_numbers(record);
  }
  // Whoever ends it does not want to wait for more.
  if (ending.interrupted || ending.out_of_memory) return;
  job.observer->finish(run);
  const Measurement& measured = *job.observer->measurement();
  if (has_images(run)) {
    print_image_metrics(measured);
  } else if (job.measure.compare) {
    print_compared(measured);
  } else {
    print_point_metrics(measured.metrics);
  }
  const std::string evidence = evidence_text(job.observer->verdict());
  std::printf("verdict: %s%s\n", job.observer->verdict().title.c_str(),
              evidence.empty() ? "" : (" (" + evidence + ")").c_str());
}

void write_summary(const Job& job, const Ending& ending, Output& output) {
  if (!output) return;
  if (job.observer->measurement() == nullptr) return output.give_up("it was not trained to its end");
  const Run& run = *job.run;
  const Verdict& verdict = job.observer->verdict();
  const RunSummary summary{job.title,
                           run.settings().spec.seed,
                           ending.done,
                           run.status().diverged     ? "diverged"
                           : ending.done < job.steps ? "stopped"
                                                     : "finished",
                           verdict_info(verdict.id).name,
                           verdict.title + (verdict.evidence.empty() ? "" : ": " + evidence_text(verdict))};
  output.finish([&] {
    return summary_csv(summary, run.record(), *job.observer->measurement(), run.snapshot()->kind().can,
                       job.measure.compare);
  });
}

// Each file that was asked for is tried, whatever happened to the others; what cannot be computed again comes first.
void write_outputs(const TrainOptions& options, const Run& run, const Recorder& recorder, Outputs& outputs) {
  outputs.record.finish([&] { return write_recording(recorder.finish(run), options.record); });
  outputs.checkpoint.finish([&] {
    return write_checkpoint(SavedGame{run.settings(), run.state(), options.checkpoint}, options.checkpoint);
  });
  outputs.metrics.finish();
  outputs.samples.finish([&] {
    const auto snapshot = run.snapshot();
    const StreamKey key = {snapshot->settings->spec.seed, Stream::view_noise,
                           static_cast<std::uint64_t>(snapshot->position.step), 0};
    const Matrix<float> samples = sample_generator(*snapshot, key, options.sample_count);
    return has_images(run) ? encode_contact_sheet(samples, snapshot->data->shape(), snapshot->data->range())
                           : samples_csv(samples, snapshot->data->units());
  });
}

// The eigenvalues of the iteration that would come next.
void write_spectrum(const Run& run, Output& output) {
  if (!output) return;
  Spectrum spectrum;
  find_spectrum(run.snapshot(), {}, {}, spectrum);
  if (!spectrum.why_not.empty()) return output.give_up(spectrum.why_not);
  output.finish([&] { return spectrum_csv(spectrum); });
  for (const std::string& sentence : {leading_sentence(spectrum), outside_sentence(spectrum), state_sentence(spectrum),
                                      residual_sentence(spectrum), lazy_sentence(spectrum)}) {
    if (!sentence.empty()) std::printf("%s\n", sentence.c_str());
  }
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
      checkpoint{"--checkpoint", options.checkpoint}, samples{"--samples", options.samples},
      spectrum{"--spectrum", options.spectrum}, summary{"--summary", options.summary};
  const std::vector<NamedPath> inputs =
      options.load.empty() ? files_read(options.start, data) : std::vector<NamedPath>{};
  if (Outcome differ = check_outputs_differ({metrics, record, checkpoint, samples, spectrum, summary}, inputs);
      !differ) {
    return differ;
  }
  if (!options.record.empty()) {
    if (Outcome recordable = check_recordable(data); !recordable) return recordable;
  }
  if (options.load.empty()) return {};
  const NamedPath load{"--load", options.load};
  if (Outcome differ = check_outputs_differ({metrics, record, samples, spectrum, summary}, {load}); !differ)
    return differ;
  if (options.record.empty()) return {};
  if (!check_outputs_differ({checkpoint}, {load})) {
    return Error{"--checkpoint would overwrite " + options.checkpoint +
                 ", with which the recording begins: expected "
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
    return refuse("--samples " + std::to_string(options.sample_count) + " " + options.samples + ": expected at most " +
                  std::to_string(kMostImages) + " images on one sheet");
  }
  const std::string no_spectrum =
      options.spectrum.empty() ? "" : UpdateMap::why_not(job.run->settings().hyperparameters);
  if (!no_spectrum.empty()) return refuse("--spectrum " + options.spectrum + ": " + no_spectrum);
  if (options.compare_samples && !job.run->snapshot()->kind().has(Capability::points)) {
    return refuse(std::string("--compare-samples: ") +
                  (images ? "images are always compared with real ones" : "players of a few numbers make no samples") +
                  ": expected a game of networks on data that are points");
  }
  job.measure.compare = options.compare_samples;
  const int threads = options.threads > 0 ? options.threads : default_thread_count();
  job.run->use_threads(threads);
  interruption.hold();
  Outputs outputs;
  if (Outcome opened = outputs.open(options, job); !opened) return refuse(opened.message());
  if (const Result<bool> ready = prepare_measuring(options, threads, job, interruption); !ready) {
    return refuse(ready.message());
  } else if (!ready.value()) {
    std::printf("interrupted: nothing was trained\n");
    return interruption.exit_code();
  }
  job.observer.emplace(*job.run, job.measure, GameObserver::pace_for(job.steps));
  Recorder recorder(std::clamp<std::int64_t>(job.steps / kHashesByDefault, 1, kMostStepsBetweenHashes));
  const Ending ending = train_loop(job, outputs, recorder, interruption);
  write_outputs(options, *job.run, recorder, outputs);
  print_summary(job, ending);
  write_summary(job, ending, outputs.summary);
  write_spectrum(*job.run, outputs.spectrum);
  std::printf("state hash: %s\n", hash_text(job.run->hash()).c_str());
  std::fflush(stdout);
  if (ending.out_of_memory) return refuse(out_of_memory_sentence(*job.run));
  if (outputs.failed()) return kBadInput;
  return ending.interrupted ? interruption.exit_code() : kGood;
}

}  // namespace gan::cli
