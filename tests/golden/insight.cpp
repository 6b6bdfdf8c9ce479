#include <algorithm>

#include "core/insight/advice.h"
#include "core/insight/sentences.h"
#include "tests/golden/hashed.h"
#include "tests/golden/parts.h"
#include "tests/golden/played.h"

namespace gan::golden {
namespace {

// A scenario as somebody watches it: looks at equal distances, and its remedies in the middle.
class Watch {
 public:
  explicit Watch(const Scenario& scenario)
      : game_(scenario.settings),
        scenario_(scenario),
        records_(names()),
        modes_({"modes_covered", "classes_covered"}) {}

  void go(int looks, int iterations) {
    for (int i = 0; i < looks; ++i) {
      if (i == looks / 2) apply_remedies();
      for (int j = 0; j < iterations; ++j) record_one();
      look();
    }
  }
  void add(Found& found) const {
    const std::string key = "insight/" + scenario_.id + "/";
    found.add(key + "facts", facts_.hash());
    found.add(key + "conditions", conditions_.hash());
    found.add(key + "sentences", sentences_.hash());
  }

 private:
  static std::vector<std::string> names() {
    std::vector<std::string> out;
    for (const auto& [name, value] : scalars_of({})) out.push_back(name);
    return out;
  }

  void apply_remedies() {
    for (const Remedy& remedy : scenario_.remedies) {
      const std::int64_t segment = game_.run().position().segment;
      for (const auto& [key, value] : remedy.changes) game_.set(key, value);
      change_ = {game_.run().position().step, change_.count + 1};
      if (game_.run().position().segment != segment) begin_anew();
    }
  }

  // One that starts training anew: nothing of before is known of the new segment.
  void begin_anew() {
    records_ = SeriesGroup(names());
    modes_ = SeriesGroup({"modes_covered", "classes_covered"});
    change_ = {};
    judged_ = {};
    judge_ = {};
  }

  void record_one() {
    game_.train(1);
    std::vector<float> row;
    for (const auto& [name, value] : scalars_of(game_.run().record())) row.push_back(value);
    records_.append(game_.run().record().step, row);
  }

  void look() {
    const auto snapshot = game_.snapshot();
    const auto measured = measurer_.measurement(snapshot, {1000, nullptr});
    const auto count = [](double n) { return static_cast<float>(n); };
    modes_.append(snapshot->position.step,
                  std::vector<float>{count(measured->metrics.modes_covered),
                                     count(measured->metrics.images[ImageMetric::classes_covered])});
    const FindSeries series = [this](std::string_view id) {
      const Series* const recorded = records_.find(id);
      return recorded != nullptr ? recorded : modes_.find(id);
    };
    Facts facts = gather_facts(*snapshot, change_, series, &measured->metrics, measured->perfect.get());
    facts.divergence = divergence_sentence(*snapshot);
    judged_.update(facts);
    judge_.update(facts);
    facts_.add(hash_of(facts));
    for (const ConditionInfo& info : condition_infos()) conditions_.add(judged_.holds(info.id));
    for (const Sentence& sentence : judge_.sentences())
      sentences_.add(sentence.tone).add(std::string_view(sentence.text));
  }

  Played game_;
  const Scenario& scenario_;
  SeriesGroup records_, modes_;
  Measurer measurer_;
  LastChange change_;
  Conditions judged_;
  SentenceJudge judge_;
  Numbers facts_, conditions_, sentences_;
};

}  // namespace

void add_insight(Found& found) {
  for (const Scenario& scenario : scenarios_without_files()) {
    if (sample_shape(scenario.settings.spec.data).pixels() > 1) continue;
    Watch watch(scenario);
    watch.go(10, 60);
    watch.add(found);
  }
}

}  // namespace gan::golden
