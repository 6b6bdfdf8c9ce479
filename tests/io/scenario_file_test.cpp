#include "core/io/scenario_file.h"

#include <set>

#include "core/io/files/text_file.h"
#include "core/io/points/points_file.h"
#include "core/io/start_options.h"
#include "core/settings/setting_values.h"
#include "embedded_scenarios.h"
#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

class ScenarioFile : public TemporaryFolder {
 protected:
  std::string refusal(const std::string& text) const {
    const auto scenario = parse_scenario(text, "my.toml");
    return scenario ? "it was accepted" : scenario.message();
  }
};

TEST_F(ScenarioFile, BuiltInOnesAreWhole) {
  std::set<std::string> ids;
  for (const Result<Scenario>& scenario : builtin_scenarios()) {
    ASSERT_TRUE(scenario) << scenario.message();
    EXPECT_TRUE(ids.insert(scenario.value().id).second);
    EXPECT_FALSE(scenario.value().description.empty()) << scenario.value().id;
    EXPECT_FALSE(scenario.value().watch.empty()) << scenario.value().id;
    EXPECT_NE(scenario.value().group, ScenarioGroup::none) << scenario.value().id;
    EXPECT_FALSE(scenario.value().controls.empty()) << scenario.value().id;
    ASSERT_TRUE(scenario.value().question) << scenario.value().id;
    // What is looked at comes within the scenario's length.
    EXPECT_LE(scenario.value().question->step, scenario.value().steps) << scenario.value().id;
    for (const std::string& key : scenario.value().controls) {
      const Setting* setting = find_setting(key);
      ASSERT_NE(setting, nullptr) << key;
      EXPECT_EQ(setting->acts, Acts::at_once) << key << " would end what is being watched";
    }
  }
  EXPECT_STREQ(builtin_scenario_ids().front(), kDefaultScenario);
  for (const char* id : first_scenario_ids()) EXPECT_TRUE(ids.count(id)) << id;
  for (const EmbeddedScenario& embedded : kEmbeddedScenarios) {
    const std::string id(embedded.file_name.substr(0, embedded.file_name.size() - 5));
    EXPECT_TRUE(ids.count(id)) << id << " is missing in core/scenario/scenario.cpp";
  }
}

// As the window writes its own: thousands apart by thin spaces, from four digits on. Only a year stands as it is.
TEST_F(ScenarioFile, BuiltInTextsSetThousandsApart) {
  std::size_t set_apart = 0;
  for (const Result<Scenario>& loaded : builtin_scenarios()) {
    ASSERT_TRUE(loaded) << loaded.message();
    const Scenario& scenario = loaded.value();
    std::string text =
        scenario.description + " " + scenario.claims + " " + scenario.question->text + " " + scenario.question->why;
    for (const WatchLine& line : scenario.watch) text += " " + line.text;
    for (const std::string& answer : scenario.question->answers) text += " " + answer;
    for (const PausePoint& pause : scenario.pauses) text += " " + pause.reason;
    for (std::size_t i = 0, digits = 0; i <= text.size(); ++i) {
      const bool digit = i < text.size() && text[i] >= '0' && text[i] <= '9';
      const bool year = digits == 4 && text.compare(i - 4, 2, "20") == 0 && text.compare(i - 4, 4, "2000") != 0;
      EXPECT_TRUE(digit || digits < 4 || year) << scenario.id << ": ... " << text.substr(i - digits, 40);
      EXPECT_FALSE(!digit && digits > 0 && text.substr(i, 1) == "," && i + 1 < text.size() && text[i + 1] != ' ')
          << scenario.id << ": ... " << text.substr(i - digits, 40);
      set_apart += !digit && digits > 0 && text.compare(i, 3, "\u2009") == 0 ? 1 : 0;
      digits = digit ? digits + 1 : 0;
    }
  }
  EXPECT_GT(set_apart, 20u) << "nothing to look at";
}

TEST_F(ScenarioFile, RoundTripKeepsEverything) {
  Scenario scenario;
  scenario.id = "mine";
  scenario.title = "A \"title\" with \\ and ½";
  scenario.description = "Two\nlines.";
  scenario.group = ScenarioGroup::losses;
  scenario.watch = {{"one", ""}, {"\"two\"", "collapsed"}};
  scenario.controls = {"hyperparameters.k", "hyperparameters.loss"};
  scenario.question = Question{"Which \"one\"?", {"this", "that", "none"}, 2, "Because\nso.", 700};
  scenario.pace = OpeningPace{12.5, 300, 2000};
  scenario.claims = "It works.";
  scenario.steps = 1234;
  scenario.remedies = {{"larger batches",
                        {{"hyperparameters.batch_size", std::int64_t{512}}, {"hyperparameters.r1_weight", 0.1}},
                        "Then it takes \"longer\"."},
                       {"another loss", {{"hyperparameters.loss", std::string("hinge")}}, ""}};
  scenario.pauses = {{100, "Look at the losses."}, {2000, "And again."}};
  Settings& s = scenario.settings;
  s.spec.seed = 77;
  s.spec.data.kind = 1;
  s.spec.data.rows = 2;
  s.spec.data.weights = {1, 2, 3, 0.1};
  s.spec.noise = {NoiseKind::uniform, 7};
  s.spec.generator.hidden = {};
  s.spec.generator.output = OutputActivation::tanh;
  s.spec.discriminator.hidden = {3, 1024};
  s.spec.discriminator.activation = Activation::silu;
  s.hyperparameters.loss = 5;
  s.hyperparameters.generator.learning_rate = 0.1 + 0.2;
  s.hyperparameters.discriminator.kind = OptimiserKind::nesterov;
  s.schedule = {{10, "hyperparameters.k", std::int64_t{5}}, {20, "hyperparameters.clip", 0.25}};
  const std::string text = write_scenario(scenario, path("mine.toml"));
  const Result<Scenario> again = read_scenario(put("mine.toml", text));
  ASSERT_TRUE(again) << again.message() << "\n" << text;
  EXPECT_EQ(again.value(), scenario) << text;
}

TEST_F(ScenarioFile, ARemedyOfOneStepMayStandAlone) {
  const auto scenario = parse_scenario(
      "title = \"t\"\n[remedy]\ntitle = \"x\"\n[[remedy.changes]]\nkey = \"hyperparameters.k\"\nvalue = 2\n",
      "my.toml");
  ASSERT_TRUE(scenario) << scenario.message();
  ASSERT_EQ(scenario.value().remedies.size(), 1u);
  EXPECT_EQ(scenario.value().remedies[0].title, "x");
  Settings settings = scenario.value().settings;
  EXPECT_EQ(remedies_applied(scenario.value(), settings), 0u);
  settings.hyperparameters.k = 2;
  EXPECT_EQ(remedies_applied(scenario.value(), settings), 1u);
}

// Each step of a built-in remedy changes something, so that its button does.
TEST_F(ScenarioFile, BuiltInRemediesAreTakenStepByStep) {
  for (const Result<Scenario>& built_in : builtin_scenarios()) {
    ASSERT_TRUE(built_in) << built_in.message();
    const Scenario& scenario = built_in.value();
    Settings settings = scenario.settings;
    for (std::size_t i = 0; i < scenario.remedies.size(); ++i) {
      EXPECT_EQ(remedies_applied(scenario, settings), i) << scenario.id;
      for (const auto& [key, value] : scenario.remedies[i].changes) {
        ASSERT_TRUE(set_value(settings, key, value)) << scenario.id;
      }
    }
    EXPECT_EQ(remedies_applied(scenario, settings), scenario.remedies.size()) << scenario.id;
  }
}

TEST_F(ScenarioFile, PointsComeFromTheFileBeside) {
  put("p.csv", "1,2\n3,4\n");
  const auto scenario =
      read_scenario(put("mine.toml", "title = \"points\"\n[data]\nkind = \"csv\"\nfile = \"p.csv\"\n"));
  ASSERT_TRUE(scenario) << scenario.message();
  EXPECT_EQ(scenario.value().settings.spec.data.points->count(), 2);
  const auto again = read_scenario(put("again.toml", write_scenario(scenario.value(), path("again.toml"))));
  ASSERT_TRUE(again) << again.message();
  EXPECT_EQ(again.value().settings, scenario.value().settings);
  put("p.csv", "1,2\n3,5\n");
  EXPECT_TRUE(has(read_scenario(path("again.toml")).message(), "p.csv has changed since"));
  put("p.csv", "1,2\n3,x\n");
  EXPECT_TRUE(has(read_scenario(path("mine.toml")).message(), "p.csv:2: found 'x', expected a number"));
}

TEST_F(ScenarioFile, AListIsReadWithoutTheData) {
  const std::string text = "title = \"points\"\n[data]\nkind = \"csv\"\nfile = \"none.csv\"\n";
  EXPECT_TRUE(has(refusal(text), "none.csv"));
  const auto listed = parse_scenario(text, "my.toml", Loading::nothing);
  ASSERT_TRUE(listed) << listed.message();
  EXPECT_TRUE(needs_loading(listed.value().settings.spec.data));
  // What needs no file is checked all the same.
  EXPECT_FALSE(parse_scenario("title = \"t\"\n[data]\nweights = [1, 2]\n", "my.toml", Loading::nothing));
}

TEST_F(ScenarioFile, RefusalsNameFileLineAndExpectation) {
  EXPECT_TRUE(has(refusal("title = \"t\"\n[hyperparameters]\nk = \n"), "my.toml:3: broken TOML: "));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[hyperparameters\n"), "my.toml:2: broken TOML: "));
  EXPECT_EQ(refusal("title = \"t\"\n[hyperparameters]\nkk = 3\n"),
            "my.toml:3: unknown key 'hyperparameters.kk': did you mean 'hyperparameters.k'?");
  EXPECT_EQ(refusal("title = \"t\"\n[hyperparameters]\nk = 300\n"),
            "my.toml:3: hyperparameters.k is 300: expected a whole number from 0 to 100");
  EXPECT_TRUE(has(refusal("title = \"t\"\n[hyperparameters]\nk = \"five\"\n"), "my.toml:3: hyperparameters.k is five"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[hyperparameters]\nk = 2000-01-01\n"), "my.toml:3: found a date"));
  EXPECT_TRUE(has(refusal("title = \"t\"\nhyperparameters = 5\n"), "my.toml:2: hyperparameters is one value"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[data.kind]\nx = 1\n"), "my.toml:2: found a table"));
  EXPECT_TRUE(has(refusal("title = \"t\"\nsteps = 0\n"), "my.toml:2: steps is not a number of iterations"));
  EXPECT_TRUE(has(refusal("title = 5\n"), "my.toml:1: title is not text"));
  EXPECT_TRUE(has(refusal("steps = 5\n"), "my.toml: found no title"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[[schedule]]\nstep = 1\nkey = \"hyperparameters.j\"\nvalue = 1\n"),
                  "my.toml:2: unknown key 'hyperparameters.j'"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[[schedule]]\nstep = 1\nkey = \"data.modes\"\nvalue = 3\n"),
                  "my.toml: the scheduled change of data.modes at step 1 would start a new game"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[remedy]\ntitle = \"x\"\n"), "my.toml:2: remedy has no changes"));
  EXPECT_TRUE(
      has(refusal("title = \"t\"\nremedy = 3\n"), "my.toml:2: remedy is no table: expected [remedy], or [[remedy]]"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[remedy]\nnotes = \"x\"\n"),
                  "my.toml:3: unknown key 'remedy.notes': expected title, changes and note"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[[remedy]]\ntitle = \"x\"\n[[remedy.changes]]\nkey = \"hyperparameters.k\"\n"
                          "value = 2\n[[remedy]]\ntitle = \"y\"\n"),
                  "my.toml:7: remedy has no changes"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[[pause]]\nstep = 5\n"), "my.toml:2: pause is incomplete"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[[pause]]\nstep = 0\nreason = \"r\"\n"),
                  "my.toml:3: step is not a number of iterations"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[[pause]]\nstep = 5\nreason = \"r\"\n[[pause]]\nstep = 5\nreason = \"s\"\n"),
                  "my.toml:5: the pause at step 5 follows one at step 5: expected ascending steps"));
  EXPECT_TRUE(has(refusal("title = \"t\"\npause = []\n"), "my.toml:2: pause is no table"));
  EXPECT_EQ(refusal("title = \"t\"\ngroup = \"odd\"\n"),
            "my.toml:2: group is 'odd': expected one of works, fails, losses, images, theory");
  EXPECT_TRUE(has(refusal("title = \"t\"\nwatch = [\n1]\n"), "my.toml:3: watch holds something that is not text"));
  EXPECT_EQ(refusal("title = \"t\"\nwatch = [\n\"a\",\n{ text = \"b\", when = \"odd\" }]\n"),
            "my.toml:4: unknown condition 'odd': expected one of collapsed, fits, covers, classes_missing, d_perfect, "
            "vanished, oscillates, rests, clipped, outside, hopping, thin, d_weak, steady, diverging");
  EXPECT_EQ(refusal("title = \"t\"\nwatch = [{ text = \"b\" }]\n"),
            "my.toml:2: watch is incomplete: expected text and when");
  EXPECT_EQ(refusal("title = \"t\"\nwatch = [{ text = \"b\", if = \"collapsed\" }]\n"),
            "my.toml:2: unknown key 'watch.if': expected text and when");
  EXPECT_EQ(refusal("title = \"t\"\ncontrols = [\"hyperparameters.kk\"]\n"),
            "my.toml:2: unknown key 'hyperparameters.kk': did you mean 'hyperparameters.k'?");
  EXPECT_TRUE(has(refusal("title = \"t\"\ncontrols = []\n"), "my.toml:2: controls is not a list of one to 3 keys"));
  EXPECT_TRUE(
      has(refusal("title = \"t\"\ncontrols = [\"seed\",\n\"seed\"]\n"), "my.toml:3: controls names 'seed' twice"));
  EXPECT_TRUE(has(refusal("title = \"t\"\nquestion = 3\n"), "my.toml:2: question is no table: expected [question]"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[question]\ntext = \"?\"\nanswers = [\"a\"]\nright = 1\nwhy = \"w\"\n"),
                  "my.toml:4: question has no list of answers: expected 2 to 4 texts"));
  EXPECT_TRUE(
      has(refusal("title = \"t\"\n[question]\ntext = \"?\"\nanswers = [\"a\", \"b\"]\nright = 3\nwhy = \"w\"\n"),
          "my.toml:5: right is not the number of an answer: expected a whole number from 1 to 2"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[question]\nanswers = [\"a\", \"b\"]\nright = 2\nwhy = \"w\"\n"),
                  "my.toml:2: question is incomplete: expected text, answers, right and why"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[pace]\nslow = 10\nthen = 20\n"), "my.toml:2: pace is incomplete"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[pace]\nslow = 0.1\nsteps = 5\nthen = 20\n"),
                  "my.toml:3: pace.slow is not a speed: expected sub-steps per second from 0.5 to 100000"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[pace]\nslow = 10\nsteps = 5\nthen = 2\n"),
                  "my.toml:2: pace.then is slower than pace.slow"));
  EXPECT_TRUE(has(refusal("title = \"t\"\n[data]\nweights = [1, 2]\n"), "my.toml: data.weights has 2 numbers"));
  EXPECT_TRUE(has(refusal("title = \"\xff\"\n"), "my.toml:1: broken TOML"));
}

TEST_F(ScenarioFile, UnknownNames) {
  EXPECT_TRUE(has(find_scenario("ring9").message(),
                  "unknown scenario 'ring9': expected the path of a .toml file or one of ring8"));
  EXPECT_TRUE(has(find_scenario("none/such.toml").message(), "cannot read none/such.toml"));
  ASSERT_TRUE(find_scenario("ring8"));
  EXPECT_EQ(find_scenario("ring8").value().id, "ring8");
}

TEST_F(ScenarioFile, OptionsAreCheckedAgainstEachOther) {
  const auto prepare = [](std::optional<std::int64_t> seed, std::vector<std::string> set) {
    return prepare_scenario({"ring8", seed, std::move(set)});
  };
  const auto good = prepare(5, {"hyperparameters.k=5", "generator.hidden=8,8", "hyperparameters.k=5"});
  ASSERT_TRUE(good) << good.message();
  EXPECT_EQ(good.value().settings.spec.seed, 5u);
  EXPECT_EQ(good.value().settings.hyperparameters.k, 5);
  EXPECT_EQ(good.value().settings.spec.generator.hidden, (std::vector<std::int64_t>{8, 8}));
  EXPECT_EQ(prepare({}, {"hyperparameters.k=5", "hyperparameters.k=6"}).message(),
            "hyperparameters.k is set to 5 and to 6: expected one value");
  EXPECT_EQ(prepare(1, {"seed=2"}).message(), "seed is set to 1 and to 2: expected one value");
  EXPECT_TRUE(has(prepare({}, {"hyperparameters.k"}).message(), "expected KEY=VALUE"));
  EXPECT_TRUE(has(prepare({}, {"k=5"}).message(), "did you mean 'hyperparameters.k'"));
  EXPECT_TRUE(has(prepare({}, {"hyperparameters.k=five"}).message(), "hyperparameters.k is 'five'"));
  EXPECT_TRUE(has(prepare(-1, {}).message(), "seed is -1"));
  EXPECT_TRUE(has(prepare({}, {"data.kind=csv"}).message(), "expected data.file"));
  EXPECT_TRUE(check_outputs_differ({{"--metrics", "a"}, {"--record", "b"}, {"--checkpoint", ""}, {"--samples", ""}}));
  EXPECT_TRUE(has(check_outputs_differ({{"--metrics", "a"}, {"--record", "./a"}}).message(), "name the same file"));
}

// Texts that make parsers recurse or take quadratic time: a sentence each.
TEST(ScenarioFileBounds, HostileTextsAreSentences) {
  const auto refusal = [](const std::string& text) {
    const auto read = parse_scenario("title = \"t\"\n" + text, "s.toml");
    return read ? "it was accepted" : read.message();
  };
  std::string dotted = "a", header = "a", quoted = "\"a\"", inline_tables;
  for (int i = 0; i < 100'000; ++i) {
    dotted += ".a";
    header += " . a";
    quoted += ".'b'";
    inline_tables += "{a=";
  }
  EXPECT_TRUE(has(refusal("seed = " + std::string(100'000, '[')), "broken TOML"));
  EXPECT_TRUE(has(refusal("seed = " + inline_tables), "broken TOML"));
  EXPECT_EQ(refusal(dotted + " = 1\n"), "s.toml:2: broken TOML: a key of more than 64 parts");
  EXPECT_EQ(refusal("\n[" + header + "]\n"), "s.toml:3: broken TOML: a key of more than 64 parts");
  EXPECT_EQ(refusal(quoted + " = 1\n"), "s.toml:2: broken TOML: a key of more than 64 parts");
  EXPECT_EQ(refusal("x = {" + dotted + " = 1}\n"), "s.toml:2: broken TOML: a key of more than 64 parts");
  EXPECT_TRUE(has(refusal("description = '" + std::string(1 << 20, 'x') + "'\n"), " bytes: expected at most 1048576"));
  // Where toml++ 3.3 has an assertion and no error.
  EXPECT_EQ(refusal("seed = 1\n[(a]\nk = 1\n"), "s.toml:3: broken TOML: its reader does not know what to make of this");
  EXPECT_EQ(refusal("[[ (]]\n"), "s.toml:2: broken TOML: its reader does not know what to make of this");
  EXPECT_EQ(refusal("description = \"\"\"\nWell ... v0.1.2.3, e.g. it's a test. And so on. Yes. No. Ok.\n" +
                    std::string(300, '.') +
                    "\n\"\"\"\n[data]\nkind = \"unequal\"\nweights = [0.1, 0.2, 0.1, 0.2, 0.1, 0.1, 0.1, "
                    "0.1]\n"),
            "it was accepted");
}

}  // namespace
}  // namespace gan
