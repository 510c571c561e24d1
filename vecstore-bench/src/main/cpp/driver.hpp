// The pipe protocol that the bench speaks with a native engine, and the timing of a turn.
//
// Requests are lines of text on standard input, replies lines on standard output; vectors and row
// numbers follow a line as raw little-endian float32 and int32:
//   build METRIC COUNT DIM M EFC THREADS PATH  + COUNT*DIM floats  -> built SECONDS
//   open METRIC COUNT DIM THREADS PATH                             -> opened
//   queries COUNT                               + COUNT*DIM floats -> ready
//   search K KNOB THREADS MIN_NANOS  -> found ANSWERED WALL_NANOS CPU_NANOS SAMPLES
//                                       + COUNT*K int32 + SAMPLES int64 nanoseconds of single queries
//   quit
// METRIC is l2 or dot. Whatever goes wrong is answered by one line "error MESSAGE", and the process ends.
#pragma once
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace bench {

struct Shape {
  std::string metric;
  size_t count = 0, dim = 0, m = 0, efc = 0;
  int threads = 1;
  std::string path;
};

struct Timing {
  int64_t answered = 0, wall = 0, cpu = 0;
  std::vector<int32_t> ids;
  std::vector<int64_t> nanos;
};

// What a native library has to offer.
class Index {
 public:
  virtual ~Index() = default;
  virtual void build(const Shape& shape, const std::vector<float>& base) = 0;
  virtual void open(const Shape& shape) = 0;
  virtual Timing search(const std::vector<float>& queries, int k, int knob, int threads, int64_t min_nanos) = 0;
};

inline int64_t now(clockid_t clock) {
  timespec t;
  clock_gettime(clock, &t);
  return int64_t(t.tv_sec) * 1000000000 + t.tv_nsec;
}

inline std::vector<float> read_floats(size_t count) {
  std::vector<float> floats(count);
  if (fread(floats.data(), sizeof(float), count, stdin) != count) throw std::runtime_error("standard input ended");
  return floats;
}

inline std::string read_line() {
  std::string line;
  for (int c = getchar(); c != EOF && c != '\n'; c = getchar()) line += char(c);
  return line;
}

// Calls body(i) for every i below count on some threads, each taking the next free index.
template <class Body>
void parallel_for(size_t count, int threads, Body body) {
  std::atomic<size_t> next{0};
  std::vector<std::thread> pool;
  for (int t = 0; t < threads; t++)
    pool.emplace_back([&] {
      for (size_t i = next++; i < count; i = next++) body(i);
    });
  for (auto& thread : pool) thread.join();
}

inline void reply(const Timing& t) {
  printf("found %lld %lld %lld %zu\n", (long long)t.answered, (long long)t.wall, (long long)t.cpu, t.nanos.size());
  fwrite(t.ids.data(), sizeof(int32_t), t.ids.size(), stdout);
  fwrite(t.nanos.data(), sizeof(int64_t), t.nanos.size(), stdout);
  fflush(stdout);
}

inline void say(const std::string& line) {
  printf("%s\n", line.c_str());
  fflush(stdout);
}

// Serves requests until "quit" or the end of the input; returns the exit code.
inline int serve(Index& index) {
  try {
    Shape shape;
    std::vector<float> queries;
    for (std::string line = read_line(); !line.empty() && line != "quit"; line = read_line()) {
      std::istringstream in(line);
      std::string verb;
      in >> verb;
      if (verb == "build") {
        in >> shape.metric >> shape.count >> shape.dim >> shape.m >> shape.efc >> shape.threads >> shape.path;
        std::vector<float> base = read_floats(shape.count * shape.dim);
        int64_t begin = now(CLOCK_MONOTONIC);
        index.build(shape, base);
        say("built " + std::to_string((now(CLOCK_MONOTONIC) - begin) / 1e9));
      } else if (verb == "open") {
        in >> shape.metric >> shape.count >> shape.dim >> shape.threads >> shape.path;
        index.open(shape);
        say("opened");
      } else if (verb == "queries") {
        size_t count;
        in >> count;
        queries = read_floats(count * shape.dim);
        say("ready");
      } else if (verb == "search") {
        int k, knob, threads;
        long long min_nanos;
        in >> k >> knob >> threads >> min_nanos;
        reply(index.search(queries, k, knob, threads, min_nanos));
      } else {
        throw std::runtime_error("unknown request " + verb);
      }
    }
    return 0;
  } catch (const std::exception& e) {
    say(std::string("error ") + e.what());
    return 1;
  }
}

}  // namespace bench
