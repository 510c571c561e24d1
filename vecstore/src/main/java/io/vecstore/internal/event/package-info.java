/**
 * What is told to the JDK Flight Recorder? One type for each event; open {@link
 * io.vecstore.internal.event.QueryEvent} first. An event that nobody records costs a few
 * nanoseconds. Depends on nothing.
 */
@NullMarked
package io.vecstore.internal.event;

import org.jspecify.annotations.NullMarked;
