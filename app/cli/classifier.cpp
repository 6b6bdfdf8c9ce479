// ganscope-cli classifier: trains the classifier of a labelled set of images, or says how good the kept one is.
#include <cmath>
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "core/base/number_text.h"
#include "core/data/distribution.h"
#include "core/io/data_files.h"
#include "core/io/machine/processors.h"
#include "core/io/metrics/classifier_file.h"

namespace gan::cli {
namespace {

std::string progress_text(const ImageSet& images, double share, double loss, double seconds) {
  char text[200];
  std::snprintf(text, sizeof text, "training a classifier of %s: %.0f%%, loss %.4f, %.0f s", images.title.c_str(),
                100 * share, loss, seconds);
  return text;
}

Result<DataSpec> read_data(const ClassifierOptions& options) {
  Settings settings;
  std::vector<std::pair<std::string, std::string>> values;
  if (options.data == "glyphs") {
    values.emplace_back("data.kind", "glyphs");
  } else {
    values.emplace_back("data.kind", "images");
    values.emplace_back("data.file", options.data);
  }
  for (const std::string& text : options.set) {
    Result<Assignment> one = parse_assignment(text);
    if (!one) return one.error();
    if (one.value().key != "data.size" && one.value().key != "data.colour") {
      return Error{"--set " + text + ": expected data.size or data.colour, which say how images are read"};
    }
    values.emplace_back(one.value().key, one.value().text);
  }
  if (Outcome set = set_from_text(settings, values); !set) return set.error();
  return settings.spec.data;
}

std::string percent(double share) {
  if (!std::isfinite(share)) return "unknown (no images are held out)";
  return percent_text(share, 2);
}

}  // namespace

Result<ReadyClassifier> ready_classifier(const ImageSet& images, const ClassifierOptions& options,
                                         Interruption& interruption) {
  ProgressLine line;
  ClassifierTraining training;
  training.steps = options.steps.value_or(0);
  training.threads = options.threads > 0 ? options.threads : default_thread_count();
  training.progress = [&](double share, double loss) {
    line.update([&] { return progress_text(images, share, loss, line.seconds()); });
  };
  Result<PreparedClassifier> prepared =
      prepare_classifier(images, training, CancelFlag(interruption.flag()), options.anew || options.steps.has_value());
  line.clear();
  if (!prepared && interruption.requested()) return ReadyClassifier{nullptr, true};
  if (!prepared) return prepared.error();
  const PreparedClassifier& p = prepared.value();
  if (!p.problem.empty()) std::fprintf(stderr, "ganscope-cli: %s\n", p.problem.c_str());
  std::printf("classifier of %s: test accuracy %s, ", images.title.c_str(), percent(p.weights->test_accuracy).c_str());
  if (p.trained) {
    std::printf("%lld steps in %.1f s%s%s\n", static_cast<long long>(p.weights->steps), line.seconds(),
                p.path.empty() ? ", not kept" : ", kept in ", p.path.c_str());
  } else {
    std::printf("read from %s\n", p.path.c_str());
  }
  const std::string why = why_useless(*p.weights);
  if (!why.empty()) {
    std::printf("this classifier is useless: it %s; metrics use random features, without classes\n", why.c_str());
  }
  std::fflush(stdout);
  return ReadyClassifier{p.weights, false};
}

int classifier(const ClassifierOptions& options, Interruption& interruption) {
  const Result<DataSpec> data = read_data(options);
  if (!data) return refuse(data.message());
  const auto source = make_data_source(data.value(), 0);
  if (!source) return refuse(source.message());
  const std::shared_ptr<const ImageSet> images = classifier_images(data.value(), *source.value());
  if (!images) {
    return refuse("the images of '" + options.data +
                  "' have no labels of two classes or more: a classifier needs them (metrics use random features)");
  }
  if (data.value().images) std::printf("%s\n", account_of(*data.value().images).c_str());
  interruption.hold();
  const Result<ReadyClassifier> ready = ready_classifier(*images, options, interruption);
  if (!ready) return refuse(ready.message());
  if (ready.value().interrupted) {
    std::printf("interrupted: nothing is kept\n");
  }
  return interruption.requested() ? interruption.exit_code() : kGood;
}

}  // namespace gan::cli
