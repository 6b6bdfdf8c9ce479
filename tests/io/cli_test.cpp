// ganscope-cli from end to end: what it prints, writes and returns.
#include <sys/wait.h>

#include <cstdlib>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include "core/io/checkpoint.h"
#include "core/scenario/scenario.h"
#include "tests/io/image_samples.h"
#include "tests/io/temporary_folder.h"
#include "tests/paths.h"
#include "tests/seed.h"

namespace gan {
namespace {

struct Ran {
  int code = -1;
  std::string out, err;
};

class Cli : public TemporaryFolder {
 protected:
  // Runs the program in the test's folder.
  Ran run(const std::string& arguments, const std::string& before = "") const {
    const std::string command = "cd '" + folder_.string() + "' && " + before + "'" + test::ganscope_cli() + "' " +
                                arguments + " >out.txt 2>err.txt </dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, get("out.txt"), get("err.txt")};
  }

  // Small enough for a test, with every output.
  const std::string small_ = "train --scenario ring8 --seed " + std::to_string(test::seed(3)) +
                             " --set generator.hidden=16 --set discriminator.hidden=16 "
                             "--set hyperparameters.batch_size=32 --steps 60";
};

std::string hash_line(const std::string& out) {
  const std::size_t place = out.rfind("state hash: ");
  return place == std::string::npos ? "" : out.substr(place + 12, 16);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// One sentence, and nothing is written.
TEST_F(Cli, SettingsThatContradictEachOtherAreRefusedBeforeAnythingHappens) {
  const std::pair<const char*, const char*> cases[] = {
      {"--set discriminator.packing=2 --set hyperparameters.batch_size=1",
       "hyperparameters.batch_size is 1 with discriminator.packing 2: expected a multiple of 2"},
      {"--set discriminator.packing=7 --set hyperparameters.batch_size=32",
       "hyperparameters.batch_size is 32 with discriminator.packing 7: expected a multiple of 7"},
      {"--set discriminator.deviation_group=4 --set hyperparameters.batch_size=1",
       "hyperparameters.batch_size is 1 with discriminator.deviation_group 4: expected a multiple of 4"},
      {"--set hyperparameters.rule=unrolled --set hyperparameters.unroll_steps=1000000",
       "hyperparameters.unroll_steps is 1000000: expected a whole number from 0 to 100"},
      {"--set hyperparameters.rule=consensus --set hyperparameters.clip=0.1",
       "hyperparameters.clip is 0.1 with the consensus rule"},
      {"--set hyperparameters.hidden_modes=1,2,3,4,5,6,7,8",
       "hyperparameters.hidden_modes has all 8 modes of the data: expected at least one that is left"},
  };
  for (const auto& [arguments, sentence] : cases) {
    SCOPED_TRACE(arguments);
    const Ran ran = run(std::string("train --scenario ring8 --steps 60 ") + arguments +
                        " --metrics never.csv --checkpoint never.safetensors");
    EXPECT_EQ(ran.code, 2);
    EXPECT_NE(ran.err.find(sentence), std::string::npos) << ran.err;
    EXPECT_EQ(lines_of(ran.err).size(), 1u) << ran.err;
    EXPECT_EQ(ran.out.find("state hash"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "never.csv"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "never.safetensors"));
  }
}

TEST_F(Cli, TrainWritesEverythingThatWasAskedFor) {
  const Ran ran =
      run(small_ + " --metrics m.csv --every 20 --record r.toml --checkpoint c.safetensors --samples 7 s.csv");
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(hash_line(ran.out).size(), 16u);
  EXPECT_TRUE(has(lines_of(ran.out).back(), "state hash: ")) << "the last line";
  const auto rows = lines_of(get("m.csv"));
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].rfind("step,d_loss,g_loss,value,d_real,d_fake,d_accuracy,d_grad_norm,g_grad_norm,modes_covered,"
                          "high_quality_fraction,reverse_kl,jsd",
                          0),
            0u)
      << rows[0];
  EXPECT_EQ(rows[1].rfind("20,", 0), 0u);
  EXPECT_EQ(rows[3].rfind("60,", 0), 0u);
  EXPECT_EQ(std::count(rows[0].begin(), rows[0].end(), ','), std::count(rows[3].begin(), rows[3].end(), ','));
  EXPECT_EQ(lines_of(get("s.csv")).size(), 8u);
  EXPECT_TRUE(load_checkpoint(path("c.safetensors")));
  EXPECT_EQ(count(), 6u) << "four outputs and what the program said";

  const Ran replayed = run("replay r.toml");
  EXPECT_EQ(replayed.code, 0) << replayed.out << replayed.err;
  EXPECT_TRUE(has(lines_of(replayed.out).back(), "every hash agrees"));
  EXPECT_EQ(hash_line(replayed.out), hash_line(ran.out));
}

TEST_F(Cli, ARunIsJudgedAndSummedUpInOneRow) {
  const Ran ran = run("train --scenario dirac --steps 2000 --summary s.csv");
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("verdict: Oscillating (period "), std::string::npos) << ran.out;
  const auto rows = lines_of(get("s.csv"));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].rfind("game,seed,iterations,status,verdict,evidence,step,", 0), 0u) << rows[0];
  EXPECT_EQ(rows[1].rfind("Dirac-GAN,1,2000,finished,oscillating,\"Oscillating: period ", 0), 0u) << rows[1];
  EXPECT_EQ(hash_line(ran.out), hash_line(run("train --scenario dirac --steps 2000").out)) << "judging changes nothing";
  EXPECT_EQ(run("train --scenario dirac --steps 20 --summary x --metrics x").code, 2);
}

TEST_F(Cli, OutputsAndSplitsChangeNoNumber) {
  const Ran plain = run(small_);
  const Ran measured = run(small_ + " --metrics m.csv --every 1");
  EXPECT_EQ(hash_line(plain.out), hash_line(measured.out));
  EXPECT_NE(hash_line(plain.out), hash_line(run(small_ + " --set hyperparameters.k=2").out));
  ASSERT_EQ(run("train --set generator.hidden=16 --set discriminator.hidden=16 --set hyperparameters.batch_size=32 "
                "--seed " +
                std::to_string(test::seed(3)) + " --steps 25 --checkpoint c.safetensors")
                .code,
            0);
  const Ran continued = run("train --load c.safetensors --steps 35 --record r.toml");
  EXPECT_EQ(continued.code, 0) << continued.err;
  EXPECT_EQ(hash_line(continued.out), hash_line(plain.out));
  EXPECT_EQ(run("replay r.toml").code, 0);
}

// libxsmm generates kernels for the processor it is told, so one program is several builds: those that agree replay
// without a word, those that differ are named as what they are.
TEST_F(Cli, AReplaySaysThatItIsOfAnotherBuildWhereItsBitsMayDiffer) {
  ASSERT_EQ(run(small_ + " --record r.toml").code, 0);
  const Ran same = run("replay r.toml");
  EXPECT_EQ(same.code, 0);
  EXPECT_FALSE(has(same.out, "another build")) << same.out;
  for (const char* target : {"generic", "snb"}) {
    const std::string before = std::string("LIBXSMM_TARGET=") + target + " ";
    const Ran ran = run("replay r.toml", before);
    const bool named = has(ran.out, "it was recorded by another build");
    EXPECT_EQ(named, run("--version", before).out != run("--version").out) << target << "\n" << ran.out;
    if (ran.code != 0) {
      EXPECT_TRUE(has(lines_of(ran.out).back(), "hashes differ, first at ")) << ran.out;
      EXPECT_TRUE(has(lines_of(ran.out).back(), "it was recorded by another build")) << ran.out;
    }
  }
}

TEST_F(Cli, AReplayThatDiffersSaysWhereAndReturnsOne) {
  ASSERT_EQ(run(small_ + " --record r.toml").code, 0);
  std::string text = get("r.toml");
  const std::size_t place = text.find("beta2 = 0.99");
  ASSERT_NE(place, std::string::npos);
  text.replace(place, 12, "beta2 = 0.98");
  put("r.toml", text);
  const Ran ran = run("replay r.toml");
  EXPECT_EQ(ran.code, 1);
  EXPECT_TRUE(has(lines_of(ran.out).back(), "hashes differ, first at step 3 (the last that agrees is at "));
}

TEST_F(Cli, ListAndDescribe) {
  const Ran listed = run("list");
  EXPECT_EQ(listed.code, 0);
  EXPECT_EQ(lines_of(listed.out).size(), builtin_scenario_ids().size());
  EXPECT_TRUE(has(listed.out, "ring8 "));
  const Ran described = run("describe ring8");
  EXPECT_EQ(described.code, 0);
  EXPECT_TRUE(has(described.out, "hyperparameters.discriminator.learning_rate"));
  EXPECT_TRUE(has(described.out, "Watch:"));
  // By groups, with when they act, whose they are, and what this game does not heed.
  EXPECT_TRUE(has(described.out, "\nDiscriminator (at once)\n"));
  EXPECT_TRUE(has(described.out, "\nData and noise (from the start)\n"));
  EXPECT_TRUE(has(described.out, "D learning rate η"));
  EXPECT_TRUE(std::regex_search(described.out, std::regex("\n  data\\.spacing +2\\.0 +spacing  \\(not used\\)\n")));
}

TEST_F(Cli, ADivergenceIsContent) {
  const Ran ran =
      run("train --set hyperparameters.discriminator.learning_rate=10 --set "
          "hyperparameters.generator.learning_rate=10 --set hyperparameters.loss=wasserstein --set "
          "hyperparameters.discriminator.optimiser=sgd --set hyperparameters.generator.optimiser=sgd "
          "--steps 2000 --record r.toml");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "diverged at step "));
  EXPECT_EQ(hash_line(ran.out).size(), 16u);
  EXPECT_EQ(run("replay r.toml").code, 0);
  const Ran frozen = run(small_ + " --set hyperparameters.k=0 --set hyperparameters.generator_steps=0");
  EXPECT_EQ(frozen.code, 0);
  EXPECT_TRUE(has(frozen.out, "both players are frozen"));
}

// One sentence on stderr, nothing on stdout, code 2, nothing written.
// A game whose data were replaced is called after them, and samples are in the data's own coordinates.
TEST_F(Cli, OtherDataGiveTheGameTheirName) {
  std::string rows;
  for (int i = 0; i < 200; ++i) rows += std::to_string(1700000000 + i) + ";" + std::to_string(i % 7) + ",5\n";
  put("stamps.csv", rows);
  const std::string nets = " --set generator.hidden=4 --set discriminator.hidden=4 --set hyperparameters.batch_size=8";
  const Ran points = run("train --data stamps.csv --steps 3 --samples 50 s.csv" + nets);
  ASSERT_EQ(points.code, 0) << points.err;
  EXPECT_TRUE(has(points.out, "stamps.csv: 200 rows read with decimal commas; trained on x - 1700000100 and y."));
  EXPECT_TRUE(has(points.out, "\nstamps.csv: 200 points\n"));
  EXPECT_FALSE(has(points.out, "Eight Gaussians"));
  std::istringstream samples(get("s.csv"));
  std::string line;
  std::getline(samples, line);
  int count = 0;
  for (; std::getline(samples, line); ++count) EXPECT_NEAR(std::stod(line), 1700000100, 1000) << line;
  EXPECT_EQ(count, 50);

  std::filesystem::create_directories(path("shapes"));
  put("shapes/train-images-idx3-ubyte", idx_images(30, 8));
  put("shapes/train-labels-idx1-ubyte", idx_labels(30, 3));
  const Ran images = run("train --data shapes --steps 1 --random-features" + nets);
  ASSERT_EQ(images.code, 0) << images.err;
  EXPECT_TRUE(has(images.out, "shapes: 30 images in 3 classes\n"));
  EXPECT_TRUE(has(run("train --set data.kind=moons --steps 1" + nets).out, "two moons\n"));
  EXPECT_TRUE(has(run("train --set data.modes=4 --steps 1" + nets).out, "Eight Gaussians")) << "still its own data";
}

TEST_F(Cli, EveryBadInputIsOneSentence) {
  put("broken.toml", "title = \"t\"\n[hyperparameters]\nk = = 3\n");
  put("unknown.toml", "title = \"t\"\n[hyperparameters]\nkk = 3\n");
  put("text.csv", "1,2\n3,four\n");
  put("old.toml", "[recording]\nformat = 0\nprogram = \"0.0.1\"\n");
  put("short.safetensors", "abc");
  const std::size_t files = count() + 2;  // out.txt and err.txt
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"train --scenario nowhere", "unknown scenario 'nowhere'"},
      {"train --scenario broken.toml", "broken.toml:3: broken TOML"},
      {"train --scenario unknown.toml", "unknown.toml:3: unknown key 'hyperparameters.kk'"},
      {"train --scenario none.toml", "cannot read none.toml"},
      {"train --set hyperparameters.kk=3", "did you mean 'hyperparameters.k'?"},
      {"train --set hyperparameters.k=300", "hyperparameters.k is 300: expected a whole number from 0 to 100"},
      {"train --set hyperparameters.k", "expected KEY=VALUE"},
      {"train --set data.kind=csv --set data.file=text.csv", "text.csv:2: found 'four', expected a number"},
      {"train --seed 1 --set seed=2", "seed is set to 1 and to 2"},
      {"train --seed -1", "seed is -1"},
      {"train --seed 1 --seed 2", "--seed"},
      {"train --steps -5", "--steps"},
      {"train --steps many", "--steps"},
      {"train --metrics a.csv --every 0", "--every"},
      {"train --every 5", "--every requires --metrics"},
      {"train --samples 0 s.csv", "--samples 0 s.csv: expected a whole number"},
      {"train --samples x s.csv", "expected a whole number"},
      {"train --metrics a --record ./a", "name the same file"},
      {"train --metrics no/folder/m.csv", "cannot write no/folder/m.csv"},
      {"train --checkpoint .", "it is a folder"},
      {"train --load short.safetensors --steps 5", "not a readable safetensors file"},
      {"train --load short.safetensors --scenario ring8 --steps 5", "--scenario excludes --load"},
      {"train --load short.safetensors", "--load needs --steps"},
      {"replay old.toml", "the recording has format 0, expected 1"},
      {"replay broken.toml", "broken TOML"},
      {"replay none.toml", "cannot read none.toml"},
      {"describe nowhere", "unknown scenario"},
      {"fly", "not expected: fly"},
      {"", "expected a command"},
      {"train --unknown", "--unknown"},
  };
  for (const auto& [arguments, expected] : cases) {
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, 2) << arguments;
    EXPECT_EQ(ran.out, "") << arguments;
    EXPECT_TRUE(has(ran.err, expected)) << arguments;
    EXPECT_EQ(lines_of(ran.err).size(), 1u) << arguments << "\n" << ran.err;
    EXPECT_EQ(count(), files) << arguments;
  }
}

// The limit on the size of files stands for a disk that fills while the checkpoint is saved.
TEST_F(Cli, AFullDiskLosesNothingElse) {
  const Ran ran = run(small_ + " --checkpoint c.safetensors --samples 5 s.csv", "trap '' XFSZ; ulimit -f 4; ");
  EXPECT_EQ(ran.code, 2);
  EXPECT_TRUE(has(ran.err, "cannot write c.safetensors: "));
  EXPECT_EQ(lines_of(get("s.csv")).size(), 6u);
  EXPECT_FALSE(std::filesystem::exists(path("c.safetensors")));
  EXPECT_EQ(hash_line(ran.out).size(), 16u);
  EXPECT_EQ(count(), 3u);
}

// 120 images of 8 x 8 in two classes.
TEST_F(Cli, ImagesAreMeasuredByTheirClassifier) {
  std::filesystem::create_directory(folder_ / "set");
  put("set/train-images-idx3-ubyte", idx_images(120, 8));
  put("set/train-labels-idx1-ubyte", idx_bytes(0x801, {120}, std::string(60, '\0') + std::string(60, '\1')));
  const std::string cache = "XDG_CACHE_HOME='" + path("cache") + "' ";
  const Ran first = run("classifier --data set --threads 1", cache);
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_TRUE(first.out.starts_with("set: 108 images of 2 classes taken, 12 held out (drawn)\n")) << first.out;
  EXPECT_TRUE(has(first.out, "classifier of set: test accuracy "));
  EXPECT_EQ(first.out.find("useless"), std::string::npos) << first.out;
  EXPECT_TRUE(has(first.out, "kept in "));
  const std::string game =
      "train --data set --set generator.hidden=8 --set discriminator.hidden=8 --steps 4 --metrics m.csv "
      "--every 2 --samples 5 s.png";
  const Ran trained = run(game, cache);
  ASSERT_EQ(trained.code, 0) << trained.err;
  EXPECT_TRUE(has(trained.out, "read from "));
  EXPECT_TRUE(has(trained.out,
                  "measured on 108 images, in the features of a classifier of this data:\n"
                  "  Only 12 images are held out, and a comparison takes 256\n  Fréchet distance "));
  EXPECT_EQ(trained.out.find("held-out real images"), std::string::npos);
  EXPECT_TRUE(trained.out.starts_with("set: 108 images of 2 classes taken, 12 held out (drawn)\n")) << trained.out;
  const auto rows = lines_of(get("m.csv"));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_TRUE(has(rows[0],
                  ",penalty,modes_captured,frechet_distance,inception_score,precision,recall,density,coverage,kid,"
                  "classes_covered,class_kl,classes_captured,"));
  EXPECT_TRUE(rows[0].ends_with(",features"));
  EXPECT_TRUE(rows[2].ends_with(",classifier"));
  EXPECT_EQ(get("s.png").substr(1, 3), "PNG");

  const Ran random = run(game + " --random-features", cache);
  ASSERT_EQ(random.code, 0) << random.err;
  EXPECT_TRUE(has(random.out, "in the features of a network with random weights:"));
  EXPECT_TRUE(lines_of(get("m.csv"))[2].ends_with(",random"));
  EXPECT_EQ(hash_line(random.out), hash_line(trained.out)) << "measuring changes no number";

  EXPECT_EQ(run("train --data set --steps 1 --samples 10001 s.png", cache).code, 2);
  EXPECT_TRUE(has(run("classifier --data set --set seed=3", cache).err, "expected data.size or data.colour"));
  std::filesystem::create_directory(folder_ / "bare");
  put("bare/train-images-idx3-ubyte", idx_images(20, 8));
  const Ran bare = run("classifier --data bare", cache);
  EXPECT_EQ(bare.code, 2);
  EXPECT_TRUE(has(bare.err, "have no labels of two classes or more"));
}

// Of neighbouring greys one is of one class and one of the other: there is nothing to learn from one for the next.
TEST_F(Cli, AUselessClassifierIsSaidAndNotUsed) {
  std::filesystem::create_directory(folder_ / "set");
  put("set/train-images-idx3-ubyte", idx_images(120, 8));
  put("set/train-labels-idx1-ubyte", idx_labels(120, 2));
  const Ran trained = run(
      "train --data set --set generator.hidden=8 --set discriminator.hidden=8 --steps 2 --threads 1 --metrics m.csv",
      "XDG_CACHE_HOME='" + path("cache") + "' ");
  ASSERT_EQ(trained.code, 0) << trained.err;
  EXPECT_TRUE(has(trained.out, "this classifier is useless: it is right for "));
  EXPECT_TRUE(has(trained.out, "% of 12 held-out images, where guessing is for 50.0%; metrics use random features"));
  EXPECT_TRUE(has(trained.out, "in the features of a network with random weights:"));
  EXPECT_TRUE(lines_of(get("m.csv")).back().ends_with(",random"));
}

// The line between two checkpoints, or from where the game of one began.
TEST_F(Cli, ThePathBetweenTwoMomentsIsWrittenAndSaid) {
  EXPECT_EQ(run(small_ + " --checkpoint a.safetensors").code, 0);
  EXPECT_EQ(run(small_ + "0 --checkpoint b.safetensors").code, 0);
  const Ran both = run("path a.safetensors b.safetensors --out path.csv --places 7");
  EXPECT_EQ(both.code, 0) << both.err;
  EXPECT_TRUE(has(both.out, "wrote path.csv"));
  EXPECT_TRUE(has(both.out, "at step 60, ")) << both.out;
  EXPECT_TRUE(has(both.out, " at step 600; ")) << both.out;
  EXPECT_EQ(lines_of(get("path.csv")).size(), 8u);
  const Ran start = run("path start b.safetensors --places 3");
  EXPECT_EQ(start.code, 0) << start.err;
  EXPECT_TRUE(has(start.out, "at step 0, ")) << start.out;
}

TEST_F(Cli, APathThatThereIsNotIsRefusedInOneSentence) {
  EXPECT_EQ(run(small_ + " --checkpoint a.safetensors").code, 0);
  EXPECT_EQ(run(small_ + " --set noise.dimension=3 --checkpoint b.safetensors").code, 0);
  const std::string before = get("a.safetensors");
  const std::pair<const char*, const char*> cases[] = {
      {"a.safetensors a.safetensors", "Both moments have the same parameters"},
      {"b.safetensors a.safetensors", "with other networks, noise or data"},
      {"start nowhere.safetensors", "cannot read nowhere.safetensors"},
      {"start a.safetensors --places 1", "--places"},
      {"b.safetensors a.safetensors --out a.safetensors", "--out would overwrite a.safetensors"}};
  for (const auto& [arguments, why] : cases) {
    const Ran refused = run(std::string("path ") + arguments);
    EXPECT_EQ(refused.code, 2) << arguments;
    EXPECT_TRUE(has(refused.err, why)) << refused.err;
    EXPECT_EQ(lines_of(refused.err).size(), 1u) << refused.err;
  }
  EXPECT_EQ(get("a.safetensors"), before);
}

// A generator of the line has samples of one coordinate.
TEST_F(Cli, SamplesOfTheLineAreWritten) {
  EXPECT_EQ(run("train --scenario figure-1 --steps 2 --samples 3 s.csv").code, 0);
  const std::vector<std::string> lines = lines_of(get("s.csv"));
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0], "x");
}

}  // namespace
}  // namespace gan
