package io.vecstore.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vecstore.VecStore;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.report.StoreStats;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds, as gauges and counters with the tag {@code store}:
 *
 * <pre>
 * vecstore.documents            documents that reads can see
 * vecstore.documents.hidden     softly deleted ones
 * vecstore.rows.deleted         rows that go with the next compaction
 * vecstore.rows.active          rows in memory and in the log alone
 * vecstore.segments             sealed segments
 * vecstore.segments.size        their files, in bytes
 * vecstore.logs                 files of the log
 * vecstore.writes               writes in the history of the store
 * vecstore.writes.volatile      those of them that a power loss would take
 * vecstore.graph.builds         graphs begun since the store was opened
 * </pre>
 *
 * <p>The store is asked at most once a second. After it was closed the gauges are {@code NaN}. Safe
 * from any thread.
 */
public final class StoreMetrics implements MeterBinder {

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final VecStore store;
  private final String name;
  private @Nullable StoreStats latest; // guarded by this
  private long takenAt; // guarded by this

  /**
   * Creates the meters of a store.
   *
   * @param store kept; closed by whoever opened it
   * @param name the tag {@code store}
   */
  public StoreMetrics(VecStore store, String name) {
    this.store = Objects.requireNonNull(store, "store");
    this.name = Objects.requireNonNull(name, "name");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "vecstore.documents", StoreStats::documents);
    gauge(registry, "vecstore.documents.hidden", StoreStats::hidden);
    gauge(registry, "vecstore.rows.deleted", StoreStats::deletedRows);
    gauge(registry, "vecstore.rows.active", StoreStats::activeRows);
    gauge(registry, "vecstore.segments", StoreStats::segments);
    Gauge.builder("vecstore.segments.size", this, me -> me.value(StoreStats::segmentBytes))
        .baseUnit("bytes")
        .tag("store", name)
        .strongReference(true)
        .register(registry);
    gauge(registry, "vecstore.logs", StoreStats::logs);
    gauge(registry, "vecstore.writes.volatile", stats -> stats.lastWrite() - stats.durableWrites());
    FunctionCounter.builder("vecstore.writes", this, me -> me.value(StoreStats::lastWrite))
        .tag("store", name)
        .register(registry);
    FunctionCounter.builder("vecstore.graph.builds", store, VecStore::graphBuilds)
        .tag("store", name)
        .register(registry);
  }

  private void gauge(MeterRegistry registry, String meter, ToDoubleFunction<StoreStats> of) {
    Gauge.builder(meter, this, me -> me.value(of))
        .tag("store", name)
        .strongReference(true)
        .register(registry);
  }

  private double value(ToDoubleFunction<StoreStats> of) {
    try {
      return of.applyAsDouble(stats());
    } catch (VecStoreException closedOrFailed) {
      return Double.NaN;
    }
  }

  private synchronized StoreStats stats() {
    long now = System.nanoTime();
    StoreStats known = latest;
    if (known == null || now - takenAt > FRESH_NANOS) {
      known = store.stats();
      latest = known;
      takenAt = now;
    }
    return known;
  }
}
