package io.vecstore.persist.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A file of the operating system that an interrupt does not close. Of the JDK's channels the
 * asynchronous one alone has this property; its operations are run on the caller's thread, so that
 * they are not asynchronous at all.
 */
final class SteadyFile implements StoreFile {

  private final AsynchronousFileChannel channel;

  private SteadyFile(AsynchronousFileChannel channel) {
    this.channel = channel;
  }

  static SteadyFile open(Path path, OpenOption... options) throws IOException {
    return new SteadyFile(
        AsynchronousFileChannel.open(path, Set.of(options), new OnCallersThread()));
  }

  @Override
  public void write(ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    try {
      while (bytes.hasRemaining()) {
        at += result(channel.write(bytes, at));
      }
    } catch (IOException failure) {
      throw NoSpaceException.classify(failure);
    }
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    return result(channel.read(into, offset));
  }

  @Override
  public void force() throws IOException {
    try {
      channel.force(false);
    } catch (IOException failure) {
      throw NoSpaceException.classify(failure);
    }
  }

  @Override
  public boolean ignoresInterrupts() {
    return true;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The operation is done by now; asking again after an interrupt is for a JDK that thinks not. */
  private static int result(Future<Integer> operation) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return operation.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs everything at once, where it is asked for. */
  private static final class OnCallersThread extends AbstractExecutorService {

    private volatile boolean shutdown; // set by whoever shuts it down

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {
      shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      shutdown = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return shutdown;
    }

    @Override
    public boolean isTerminated() {
      return shutdown;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
      return shutdown;
    }
  }
}
