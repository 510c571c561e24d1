package io.vecstore.internal.search;

import io.vecstore.core.query.Explanation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes down what a search does, as a tree of steps; or nothing, at no cost, when nobody asked. For
 * one thread.
 */
public final class Trace {

  private static final Trace OFF = new Trace(false, "");

  private final boolean on;
  private final String step;
  private final long start;
  private final List<Explanation> parts = new ArrayList<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private String detail = "";

  private Trace(boolean on, String step) {
    this.on = on;
    this.step = step;
    this.start = on ? System.nanoTime() : 0;
  }

  /** Returns the trace that takes nothing down. */
  public static Trace off() {
    return OFF;
  }

  /** Starts a trace. */
  public static Trace of(String step) {
    return new Trace(true, step);
  }

  /** Starts a step below this one. */
  public Trace start(String name) {
    return on ? new Trace(true, name) : OFF;
  }

  /** Sets what is to be said of the step; the text is asked for only if somebody will read it. */
  public void detail(Supplier<String> text) {
    if (on) {
      detail = text.get();
    }
  }

  /** Notes a number of the step; one that was noted under the name before is added. */
  public void count(String name, long number) {
    if (on) {
      counts.merge(name, number, Long::sum);
    }
  }

  /** Returns whether anybody will read it. */
  public boolean isOn() {
    return on;
  }

  /** Adds a part that was measured elsewhere. */
  void add(Explanation part) {
    if (on) {
      parts.add(part);
    }
  }

  /** Ends a step that {@link #start} began. */
  public void end(Trace part) {
    if (on) {
      parts.add(part.explanation());
    }
  }

  /** Returns the step and its parts, with the time since it began. */
  public Explanation explanation() {
    return new Explanation(
        step, detail, counts, Duration.ofNanos(System.nanoTime() - start), parts);
  }
}
