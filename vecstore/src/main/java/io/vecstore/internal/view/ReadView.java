package io.vecstore.internal.view;

import io.vecstore.internal.segment.Expiry;
import io.vecstore.internal.segment.SegmentSlice;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One version of the store: an exact prefix of its history. Immutable, but that its rows expire.
 * Whoever uses it holds a reference; the files under it stay until the last one is released.
 */
public final class ReadView {

  private final List<SegmentSlice> slices;
  private final long lsn;
  private final InstantSource clock;
  private final boolean expires;
  private final AtomicInteger references = new AtomicInteger(1);

  /** Creates a view with one reference, which retains each segment. */
  public ReadView(List<SegmentSlice> slices, long lsn, InstantSource clock) {
    this.slices = List.copyOf(slices);
    this.lsn = lsn;
    this.clock = clock;
    this.expires = Expiry.isIn(slices);
    slices.forEach(slice -> slice.segment().retain());
  }

  /** Takes a reference, unless the last one is gone already. */
  public boolean tryRetain() {
    int count;
    do {
      count = references.get();
      if (count == 0) {
        return false;
      }
    } while (!references.compareAndSet(count, count + 1));
    return true;
  }

  /** Gives a reference back; the last one lets the segments go. */
  public void release() {
    if (references.decrementAndGet() == 0) {
      slices.forEach(slice -> slice.segment().release());
    }
  }

  /** Returns the segments, oldest first, without what has expired at this moment. */
  public List<SegmentSlice> slices() {
    return expires ? Expiry.visible(slices, clock.instant()) : slices;
  }

  /** Returns the log sequence number of the last write in it. */
  public long lsn() {
    return lsn;
  }

  /** Returns the number of documents. */
  public long count() {
    return slices().stream().mapToLong(SegmentSlice::liveCount).sum();
  }
}
