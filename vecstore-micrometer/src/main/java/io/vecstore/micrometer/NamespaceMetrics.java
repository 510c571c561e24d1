package io.vecstore.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vecstore.Namespaces;
import io.vecstore.core.tenant.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * How much each namespace has used of its quotas, as gauges with the tag {@code namespace}, its id:
 *
 * <pre>
 * vecstore.namespace.vectors       documents, softly deleted ones among them
 * vecstore.namespace.bytes         of vectors, texts and metadata
 * vecstore.namespace.utilization   the larger share of both that is used, 1 for all of it
 * vecstore.namespace.requests      calls that were let through
 * vecstore.namespace.refused       calls that a quota has refused
 * vecstore.namespace.queries       reads that are under way
 * </pre>
 *
 * <p>No namespace is opened for it. The gauges show what was there at the last {@link #refresh};
 * call that as often as they are read, for example once a minute: a namespace that is new is there
 * from then on, one that was dropped is gone. Safe from any thread.
 */
public final class NamespaceMetrics implements MeterBinder {

  /** A gauge and what it shows. */
  private record Meter(String name, ToDoubleFunction<Usage> of) {}

  private static final List<Meter> METERS =
      List.of(
          new Meter("vecstore.namespace.vectors", Usage::vectors),
          new Meter("vecstore.namespace.bytes", Usage::storageBytes),
          new Meter("vecstore.namespace.utilization", Usage::utilization),
          new Meter("vecstore.namespace.requests", Usage::requests),
          new Meter("vecstore.namespace.refused", Usage::refused),
          new Meter("vecstore.namespace.queries", Usage::queries));

  private final Namespaces namespaces;
  private final List<Map<Meter, MultiGauge>> bound = new ArrayList<>(); // guarded by this

  /**
   * Creates the meters of all namespaces of a database.
   *
   * @param namespaces of a database, which is closed by whoever opened it
   */
  public NamespaceMetrics(Namespaces namespaces) {
    this.namespaces = Objects.requireNonNull(namespaces, "namespaces");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Map<Meter, MultiGauge> gauges = new LinkedHashMap<>();
    METERS.forEach(meter -> gauges.put(meter, MultiGauge.builder(meter.name).register(registry)));
    synchronized (this) {
      bound.add(gauges);
    }
    refresh();
  }

  /** Brings the gauges up to date; those of a database that was closed stay as they were then. */
  public synchronized void refresh() {
    Map<String, Usage> usage = namespaces.usage();
    for (Map<Meter, MultiGauge> gauges : bound) {
      gauges.forEach((meter, gauge) -> gauge.register(rows(usage, meter.of), true));
    }
  }

  private static List<Row<?>> rows(Map<String, Usage> usage, ToDoubleFunction<Usage> of) {
    List<Row<?>> rows = new ArrayList<>();
    usage.forEach((id, used) -> rows.add(Row.of(Tags.of("namespace", id), of.applyAsDouble(used))));
    return rows;
  }
}
