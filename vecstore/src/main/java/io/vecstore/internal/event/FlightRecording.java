package io.vecstore.internal.event;

import jdk.jfr.FlightRecorder;

/**
 * Whether anybody records. Asked before an event is made: the first event class that a JVM loads
 * costs it a tenth of a second, which a program that records nothing should not pay.
 */
public final class FlightRecording {

  private FlightRecording() {}

  /** Returns whether the flight recorder was started in this JVM. Costs a read of memory. */
  public static boolean isOn() {
    return FlightRecorder.isInitialized();
  }
}
