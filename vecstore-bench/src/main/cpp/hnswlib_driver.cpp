// hnswlib behind the bench's pipe protocol: its own index, its own search, one query at a time.
#include <hnswlib/hnswlib.h>

#include <memory>
#include <mutex>

#include "driver.hpp"

namespace {

class Hnswlib : public bench::Index {
 public:
  void build(const bench::Shape& shape, const std::vector<float>& base) override {
    choose_space(shape);
    graph_ = std::make_unique<hnswlib::HierarchicalNSW<float>>(space_.get(), shape.count, shape.m, shape.efc);
    graph_->addPoint(base.data(), 0);
    bench::parallel_for(shape.count - 1, shape.threads,
                        [&](size_t i) { graph_->addPoint(base.data() + (i + 1) * shape.dim, i + 1); });
    graph_->saveIndex(shape.path);
  }

  void open(const bench::Shape& shape) override {
    choose_space(shape);
    graph_ = std::make_unique<hnswlib::HierarchicalNSW<float>>(space_.get(), shape.path);
  }

  bench::Timing search(const std::vector<float>& queries, int k, int knob, int threads, int64_t min_nanos) override {
    graph_->setEf(std::max(k, knob));
    size_t count = queries.size() / dim_;
    bench::Timing sum;
    sum.ids.assign(count * k, -1);
    std::atomic<int> waiting{threads};
    std::mutex lock;
    int64_t first = INT64_MAX, last = 0;
    auto ask = [&](int thread) {
      std::vector<int32_t> ids(count * k, -1);
      std::vector<int64_t> nanos(count);
      size_t start = thread * count / threads;
      pass(queries, k, start, ids, nanos);
      if (thread == 0) sum.ids = ids;
      waiting--;
      while (waiting > 0) std::this_thread::yield();
      int64_t cpu = bench::now(CLOCK_THREAD_CPUTIME_ID);
      int64_t begin = bench::now(CLOCK_MONOTONIC), end, answered = 0;
      do {
        end = pass(queries, k, start, ids, nanos);
        answered += count;
      } while (end - begin < min_nanos);
      cpu = bench::now(CLOCK_THREAD_CPUTIME_ID) - cpu;
      std::lock_guard<std::mutex> guard(lock);
      first = std::min(first, begin);
      last = std::max(last, end);
      sum.cpu += cpu;
      sum.answered += answered;
      sum.nanos.insert(sum.nanos.end(), nanos.begin(), nanos.end());
    };
    std::vector<std::thread> others;
    for (int t = 1; t < threads; t++) others.emplace_back(ask, t);
    ask(0);
    for (auto& thread : others) thread.join();
    sum.wall = last - first;
    return sum;
  }

 private:
  void choose_space(const bench::Shape& shape) {
    dim_ = shape.dim;
    if (shape.metric == "l2") space_ = std::make_unique<hnswlib::L2Space>(shape.dim);
    else space_ = std::make_unique<hnswlib::InnerProductSpace>(shape.dim);
  }

  int64_t pass(const std::vector<float>& queries, int k, size_t start, std::vector<int32_t>& ids,
               std::vector<int64_t>& nanos) {
    size_t count = nanos.size();
    int64_t before = bench::now(CLOCK_MONOTONIC);
    for (size_t i = 0; i < count; i++) {
      size_t q = (start + i) % count;
      auto hits = graph_->searchKnn(queries.data() + q * dim_, k);
      for (size_t j = hits.size(); j-- > 0; hits.pop()) ids[q * k + j] = int32_t(hits.top().second);
      int64_t time = bench::now(CLOCK_MONOTONIC);
      nanos[q] = time - before;
      before = time;
    }
    return before;
  }

  size_t dim_ = 0;
  std::unique_ptr<hnswlib::SpaceInterface<float>> space_;
  std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph_;
};

}  // namespace

int main() {
  Hnswlib index;
  return bench::serve(index);
}
