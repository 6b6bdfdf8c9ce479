#include "app/panels/numbers/numbers_model.h"

#include <cmath>
#include <utility>

#include "app/lab/lab.h"
#include "app/panels/numbers/best_gap_model.h"
#include "core/base/math/math_markup.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

// How good the samples are, by the first of these that the data have: a share, and beneath it what keeps it honest.
struct FitChoice {
  const char* scalar;
  const char* beneath;  // a count, or ""
};
constexpr FitChoice kFitChoices[] = {
    {"high_quality_fraction", "modes_covered"},
    {"jsd", ""},
    {"precision", "classes_covered"},
    {"precision", "recall"},
    {"outside_fraction", ""},
};

constexpr double kMeasuredLately = 1.0;  // seconds: while it trains, numbers younger than this are those of now

const FitChoice* fit_choice(const DataKind& data) {
  for (const FitChoice& choice : kFitChoices) {
    const bool beneath = choice.beneath[0] == 0 || data.has_all(scalar_info(choice.beneath).needs);
    if (beneath && data.has_all(scalar_info(choice.scalar).needs)) return &choice;
  }
  return nullptr;
}

NumberNote at_equilibrium(const std::string& value) {
  return {value + " at equilibrium", "Nash: " + value};
}

// "½", "0": of the output where D can't tell.
std::string equilibrium_output(const OutputReading& output) {
  if (output.probability) return output.middle;
  return std::isfinite(output.midpoint) ? short_text(output.midpoint) : "";
}

// Where the value is the original game's, and both are of now.
BestGap gap_of(const NumbersMoment& m) {
  if (m.metrics == nullptr || !m.loss->output.probability || m.record_old || m.metrics_old) return {};
  return best_gap(static_cast<double>(m.record.value), m.value_error, m.metrics->best_value);
}

LargeNumber number_of(const char* id, std::vector<std::string> names, double value, bool old) {
  LargeNumber number;
  number.scalar = &scalar_info(id);
  number.names = std::move(names);
  number.text = large_number_text(number.scalar->form, value);
  const bool percent = number.scalar->form == ScalarForm::percent;
  number.detail =
      plain_math(number.names.front()) + " = " + (percent ? percent_text(value) : value_text(value).c_str());
  number.old = old;
  return number;
}

LargeNumber value_number(const NumbersMoment& m) {
  const double value = static_cast<double>(m.record.value), reference = value_reference(*m.loss, m.real_label);
  const GameValue& game = m.loss->value;
  LargeNumber number = number_of("value", {game.name, game.short_title}, value, m.record_old);
  // Where only differences count the two means are equal for samples that are as the data.
  const std::string at = !std::isfinite(reference)      ? "0"
                         : game.reference_label[0] != 0 ? game.reference_label
                                                        : short_text(reference);
  number.sentences.push_back(game.meaning);
  if (m.loss->output.probability) {
    number.sentences.push_back("Nash equilibrium: p_g = p_data and D = ½ for all x, V = −log 4 ≈ −1.39.");
    number.sentences.push_back(
        "With the best D, V is −log 4 + 2·JSD(p_data, p_g): its minimum, −log 4, is reached iff p_g = p_data.");
  }
  if (const BestGap gap = gap_of(m); gap.kind != BestGap::Kind::unknown) {
    number.beneath.push_back({gap_text(gap), short_gap_text(gap), shortest_gap_text(gap)});
    number.sentences.push_back(gap_sentence(gap));
  }
  number.beneath.push_back(at_equilibrium(at));
  number.sentences.push_back("Losses do not measure quality: it can stand still while the samples improve.");
  return number;
}

LargeNumber output_number(const NumbersMoment& m, bool real) {
  const OutputReading output = output_reading(*m.loss, m.real_label);
  const double value = static_cast<double>(real ? m.record.d_real : m.record.d_fake);
  LargeNumber number = number_of(real ? "d_real" : "d_fake", {real ? output.name : output.fake}, value, m.record_old);
  const std::string at = equilibrium_output(output);
  number.beneath.push_back(at_equilibrium(at.empty() ? "equal" : at));
  number.sentences.push_back(output.mean_meaning);
  if (output.probability) {
    number.sentences.push_back(
        real ? "D is a binary classifier, with label 1 for real samples: −log D(x) is small where it recognises them. "
               "Where p_g = p_data its accuracy falls to one half: it can only guess."
             : "D is a binary classifier, with label 0 for fake samples; G, which never sees the data, wants D(G(z)) "
               "large.");
  }
  return number;
}

// Of players that are a few numbers the best fit is the equilibrium.
LargeNumber distance_number(const NumbersMoment& m) {
  LargeNumber number = number_of("distance", {"distance", "fit"}, static_cast<double>(m.record.distance), m.record_old);
  number.beneath.push_back(at_equilibrium("0"));
  number.sentences.push_back(number.scalar->meaning);
  return number;
}

LargeNumber fit_number(const NumbersMoment& m) {
  if (m.data.has(Capability::numbers)) return distance_number(m);
  const FitChoice* const choice = fit_choice(m.data);
  if (choice == nullptr) {
    LargeNumber none;
    none.names = {"fit"}, none.text = none.detail = "–";
    return none;
  }
  const ScalarInfo& scalar = scalar_info(choice->scalar);
  const double value = m.metrics == nullptr ? Metrics::kUndefined : scalar_value(scalar, *m.metrics);
  LargeNumber number =
      number_of(scalar.id, {scalar.form == ScalarForm::nats ? scalar.name : scalar.title, "fit"}, value, m.metrics_old);
  if (choice->beneath[0] != 0 && m.metrics != nullptr) {
    const ScalarInfo& below = scalar_info(choice->beneath);
    const std::string text = scalar_text(below, *m.metrics);
    const bool counts = below.form == ScalarForm::count;
    const std::string what =
        counts ? std::string(below.title).substr(0, std::string(below.title).find(' ')) : below.title;
    if (std::isfinite(scalar_value(below, *m.metrics))) {
      const std::string note = counts ? text + " " + what : what + " " + text;
      number.beneath.push_back({note, text});
      number.sentences.push_back(note + ": " + below.meaning);
    }
  }
  if (m.perfect != nullptr && scalar.measured.perfect != nullptr) {
    const double ideal = scalar.measured.perfect(*m.perfect).mean;
    const std::string note = "ideal " + scalar_text(scalar.form, ideal);
    if (std::isfinite(ideal)) number.beneath.push_back({note, note});
  }
  number.sentences.insert(number.sentences.begin(), scalar.meaning);
  number.sentences.push_back("It is measured on samples: the losses do not measure quality.");
  return number;
}

}  // namespace

std::string large_number_text(ScalarForm form, double value) {
  return (form == ScalarForm::percent ? percent_text(value, 0) : steady_text(value).c_str());
}

LargeNumbers large_numbers(const NumbersMoment& moment) {
  return {value_number(moment), output_number(moment, true), output_number(moment, false), fit_number(moment)};
}

std::string notes_within(std::span<const NumberNote> notes, float most,
                         const std::function<float(std::string_view)>& width) {
  std::string text;
  for (const NumberNote& note : notes) {
    if (!text.empty()) {
      const std::string longer = text + " · " + note.text;
      if (width(longer) > most) break;
      text = longer;
      continue;
    }
    for (const std::string* form : {&note.text, &note.shorter, &note.shortest}) {
      if (text.empty() && width(*form) <= most) text = *form;
    }
  }
  return text;
}

int number_columns(float width, float least) {
  return width >= 4 * least ? 4 : width >= 2 * least ? 2 : 1;
}

bool same_names(std::span<const LargeNumbers* const> games) {
  for (const LargeNumbers* game : games) {
    for (std::size_t i = 0; i < kLargeNumbers; ++i) {
      if ((*game)[i].names != (*games.front())[i].names) return false;
    }
  }
  return true;
}

NumberRows number_rows(std::size_t games, bool same_names) {
  NumberRows rows;
  rows.small = games > 2;
  const float number = rows.small ? 24.0F : 34.0F, base = rows.small ? 17.0F : 25.0F, name = 18;
  rows.name_base = 15;
  rows.heading = same_names ? name : 0;
  rows.row = same_names ? number : number + name;
  rows.number_base = same_names ? base : base + name;
  return rows;
}

const LargeNumbers& NumbersModel::of(const ViewContext& context) {
  record_.update(context);
  const Hyperparameters& h = context.snapshot.settings->hyperparameters;
  const Key key{
      context.snapshot.moment(), context.probe_version, context.measurement_version, context.perfect, context.training,
      record_.record().loss,     h.real_label};
  if (key == key_) return numbers_;
  key_ = key;
  NumbersMoment m;
  m.loss = &loss_info(record_.record().loss);
  m.real_label = h.real_label;
  m.data = context.kind;
  // Without a classifier the classes of images can't be told.
  if (context.lab.classifier().state() == ClassifierKeeper::State::random) m.data.can.remove(Capability::classes);
  m.perfect = context.perfect;
  m.record = record_.record(), m.record_old = record_.old();
  if (context.probe != nullptr) {
    const Matrix<float>&real = context.probe->real_logits, &fake = context.probe->fake_logits;
    const Index shown = std::min(real.cols(), fake.cols());
    m.value_error = value_error(real, fake, static_cast<double>(record_.of_a_state() ? shown : h.batch_size));
  }
  if (context.measurement != nullptr) {
    m.metrics = &context.measurement->metrics;
    const Position &measured = context.measurement->snapshot->position, &now = context.snapshot.position;
    const double behind = static_cast<double>(now.step - measured.step);
    m.metrics_old = context.training ? behind > kMeasuredLately * context.iterations_per_second : measured != now;
  }
  numbers_ = large_numbers(m);
  return numbers_;
}

}  // namespace gan
