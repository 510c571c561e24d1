package io.vecstore.persist.fs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file system with a fault at one of its calls. It numbers the calls that change something; reads
 * are short, and never fail unless the power is off.
 */
public final class FaultFs implements StoreFs {

  private final StoreFs inner;
  private final FaultPlan plan;
  private final List<String> calls = new ArrayList<>();
  private boolean off;
  private boolean broken;
  private boolean ignoresInterrupts;

  /** Wraps a file system; over a {@link SimFs} a failed force loses the bytes. */
  public FaultFs(StoreFs inner, FaultPlan plan) {
    this.inner = inner;
    this.plan = plan;
  }

  /** Returns the numbered calls so far, as {@code operation name}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /**
   * Says whether files work on a thread that is interrupted, as those of Linux do: then a store may
   * write on its caller's thread.
   */
  public FaultFs ignoringInterrupts(boolean does) {
    ignoresInterrupts = does;
    return this;
  }

  /** Returns whether the fault has happened. */
  public synchronized boolean struck() {
    return calls.size() > plan.point();
  }

  /** Turns the power off now. */
  public synchronized void powerOff() {
    off = true;
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private interface Fails {
    void run() throws IOException;
  }

  private synchronized <T> T numbered(String what, Call<T> call, Fails half) throws IOException {
    requirePower();
    boolean strikes = calls.size() == plan.point();
    calls.add(what);
    if (strikes && plan.fault() == FaultPlan.Fault.POWER_CUT) {
      T result = call.run();
      off = true;
      return result;
    }
    if (strikes && plan.fault() == FaultPlan.Fault.NO_SPACE && !what.startsWith("delete")) {
      half.run();
      throw new NoSpaceException("injected at " + what + ": no space left", null);
    }
    if (strikes && plan.fault() == FaultPlan.Fault.BROKEN_DISK) {
      broken = true;
    }
    if (broken || (strikes && plan.fault() == FaultPlan.Fault.IO_ERROR)) {
      half.run();
      throw new IOException("injected at " + what);
    }
    return call.run();
  }

  private synchronized void requirePower() throws IOException {
    if (off) {
      throw new IOException("the power is off");
    }
  }

  private synchronized <T> T reading(Call<T> call) throws IOException {
    requirePower();
    return call.run();
  }

  private static void nothing() {}

  @Override
  public String origin() {
    return inner.origin();
  }

  @Override
  public StoreFile createNew(String name, long expectedBytes) throws IOException {
    return numbered(
        "create " + name,
        () -> new FaultFile(name, inner.createNew(name, expectedBytes)),
        FaultFs::nothing);
  }

  @Override
  public StoreFile openRead(String name) throws IOException {
    return reading(() -> new FaultFile(name, inner.openRead(name)));
  }

  @Override
  public MemorySegment map(String name, long bytes, Arena arena) throws IOException {
    return reading(() -> inner.map(name, bytes, arena));
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return reading(() -> inner.list(directory));
  }

  @Override
  public long size(String name) throws IOException {
    return reading(() -> inner.size(name));
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    numbered(
        "directory " + directory, done(() -> inner.createDirectory(directory)), FaultFs::nothing);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    numbered("rename " + to, done(() -> inner.rename(from, to)), FaultFs::nothing);
  }

  @Override
  public void link(String existing, String name) throws IOException {
    numbered("link " + name, done(() -> inner.link(existing, name)), FaultFs::nothing);
  }

  @Override
  public void delete(String name) throws IOException {
    numbered("delete " + name, done(() -> inner.delete(name)), FaultFs::nothing);
  }

  @Override
  public void syncDirectory(String directory) throws IOException {
    numbered("sync " + directory, done(() -> inner.syncDirectory(directory)), FaultFs::nothing);
  }

  @Override
  public long freeBytes() throws IOException {
    return reading(inner::freeBytes);
  }

  @Override
  public Optional<HeldLock> lock(String name, String holder) throws IOException {
    return reading(() -> inner.lock(name, holder));
  }

  private static Call<Boolean> done(Fails call) {
    return () -> {
      call.run();
      return true;
    };
  }

  private final class FaultFile implements StoreFile {

    private final String name;
    private final StoreFile file;

    FaultFile(String name, StoreFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      numbered(
          "write " + name,
          done(() -> file.write(bytes, offset)),
          () -> file.write(bytes.limit(bytes.position() + bytes.remaining() / 2), offset));
    }

    /** Reads at most 777 bytes: whoever expects more must ask again. */
    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      return reading(
          () -> {
            int limit = into.limit();
            into.limit(Math.min(limit, into.position() + 777));
            try {
              return file.read(into, offset);
            } finally {
              into.limit(limit);
            }
          });
    }

    @Override
    public void force() throws IOException {
      numbered("force " + name, done(file::force), this::loseUnsynced);
    }

    private void loseUnsynced() throws IOException {
      if (inner instanceof SimFs sim) {
        sim.loseUnsynced(name);
      }
    }

    @Override
    public boolean ignoresInterrupts() {
      return ignoresInterrupts;
    }

    @Override
    public long size() throws IOException {
      return reading(file::size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
