package io.vecstore.persist;

import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.manifest.Manifest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A committed state whose files stay until the pin is closed. Safe from any thread. */
public final class ManifestPin implements AutoCloseable {

  private final Manifest manifest;
  private final FileReaper reaper;
  private final List<String> names;
  private final AtomicBoolean open = new AtomicBoolean(true);

  ManifestPin(Manifest manifest, FileReaper reaper) {
    this.manifest = manifest;
    this.reaper = reaper;
    this.names = manifest.fileNames();
    reaper.pin(names);
  }

  /** Returns the state. */
  public Manifest manifest() {
    return manifest;
  }

  /** Lets the files go. Does nothing the second time. */
  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      reaper.unpin(names);
    }
  }
}
