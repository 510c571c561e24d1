package io.vecstore.internal.store;

/**
 * When a row was hidden.
 *
 * @param lsn the write that did it
 * @param time of the call, in milliseconds since 1970
 */
record Hidden(long lsn, long time) {}
