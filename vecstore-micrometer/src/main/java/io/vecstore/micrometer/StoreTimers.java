package io.vecstore.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * How long the operations of all stores in this process take, as timers:
 *
 * <pre>
 * vecstore.query         a search; tags store, kind
 * vecstore.write         a write, the wait for the disk included; tags store, durability
 * vecstore.commit        another state of the files becomes the store; tag store
 * vecstore.compaction    rows are sealed, or segments merged
 * vecstore.graph.build   a graph is built
 * </pre>
 *
 * <p>They are read from the JDK Flight Recorder, which is started for it, so that stores need not
 * know of meters: a value is there about a second after the operation.
 */
public final class StoreTimers implements MeterBinder, AutoCloseable {

  private record Timed(String meter, List<String> tags) {}

  private static final Map<String, Timed> EVENTS =
      Map.of(
          "io.vecstore.Query", new Timed("vecstore.query", List.of("store", "kind")),
          "io.vecstore.Write", new Timed("vecstore.write", List.of("store", "durability")),
          "io.vecstore.Commit", new Timed("vecstore.commit", List.of("store")),
          "io.vecstore.Compaction", new Timed("vecstore.compaction", List.of()),
          "io.vecstore.GraphBuild", new Timed("vecstore.graph.build", List.of()));

  private final RecordingStream stream = new RecordingStream();

  /** Creates timers; nothing is recorded before they are bound. */
  public StoreTimers() {}

  /**
   * Starts to record.
   *
   * @throws IllegalStateException if it was bound before
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    EVENTS.forEach(
        (event, timed) -> {
          stream.enable(event).withoutThreshold().withoutStackTrace();
          stream.onEvent(event, recorded -> record(recorded, timed, registry));
        });
    stream.startAsync();
  }

  private static void record(RecordedEvent event, Timed timed, MeterRegistry registry) {
    Timer.Builder timer = Timer.builder(timed.meter());
    timed.tags().forEach(tag -> timer.tag(tag, event.getString(tag)));
    timer.register(registry).record(event.getDuration());
  }

  /** Ends the recording; what happened before is in the timers when this returns. */
  @Override
  public void close() {
    stream.stop();
    stream.close();
  }
}
