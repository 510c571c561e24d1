// FAISS behind the bench's pipe protocol. The first argument chooses the index: hnsw, hnsw-sq8, ivf, or pq and the components of a subspace.
// Queries are handed over all at once: FAISS allocates a visited table per call, which would spoil single queries.
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIVF.h>
#include <faiss/index_factory.h>
#include <faiss/index_io.h>
#include <omp.h>

#include <cmath>
#include <memory>

#include "driver.hpp"

namespace {

class Faiss : public bench::Index {
 public:
  Faiss(std::string kind, int width) : kind_(std::move(kind)), width_(width) {}

  void build(const bench::Shape& shape, const std::vector<float>& base) override {
    omp_set_num_threads(shape.threads);
    auto metric = shape.metric == "l2" ? faiss::METRIC_L2 : faiss::METRIC_INNER_PRODUCT;
    index_.reset(faiss::index_factory(int(shape.dim), factory(shape).c_str(), metric));
    if (auto* hnsw = dynamic_cast<faiss::IndexHNSW*>(index_.get())) hnsw->hnsw.efConstruction = int(shape.efc);
    index_->train(shape.count, base.data());
    index_->add(shape.count, base.data());
    faiss::write_index(index_.get(), shape.path.c_str());
  }

  void open(const bench::Shape& shape) override { index_.reset(faiss::read_index(shape.path.c_str())); }

  bench::Timing search(const std::vector<float>& queries, int k, int knob, int threads, int64_t min_nanos) override {
    if (auto* hnsw = dynamic_cast<faiss::IndexHNSW*>(index_.get())) hnsw->hnsw.efSearch = std::max(k, knob);
    if (auto* ivf = dynamic_cast<faiss::IndexIVF*>(index_.get())) ivf->nprobe = knob;
    size_t count = queries.size() / index_->d;
    bench::Timing sum;
    std::vector<float> distances(count * k);
    std::vector<faiss::Index::idx_t> ids(count * k);
    omp_set_num_threads(threads);
    auto pass = [&] { index_->search(count, queries.data(), k, distances.data(), ids.data()); };
    pass();
    // All threads of the pool belong to this process, and nothing else runs in it meanwhile.
    int64_t cpu = bench::now(CLOCK_PROCESS_CPUTIME_ID), begin = bench::now(CLOCK_MONOTONIC), end;
    do {
      pass();
      sum.answered += count;
      end = bench::now(CLOCK_MONOTONIC);
    } while (end - begin < min_nanos);
    sum.wall = end - begin;
    sum.cpu = bench::now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    sum.ids.assign(ids.begin(), ids.end());
    return sum;
  }

 private:
  std::string factory(const bench::Shape& shape) const {
    if (kind_ == "hnsw") return "HNSW" + std::to_string(shape.m) + ",Flat";
    if (kind_ == "hnsw-sq8") return "HNSW" + std::to_string(shape.m) + "_SQ8";
    if (kind_ == "ivf") return "IVF" + std::to_string(int(4 * std::sqrt(double(shape.count)))) + ",Flat";
    if (kind_ == "pq") return "PQ" + std::to_string(shape.dim / width_);
    throw std::runtime_error("unknown kind " + kind_);
  }

  std::string kind_;
  int width_;
  std::unique_ptr<faiss::Index> index_;
};

}  // namespace

int main(int argc, char** argv) {
  Faiss index(argc > 1 ? argv[1] : "hnsw", argc > 2 ? std::stoi(argv[2]) : 0);
  return bench::serve(index);
}
