package io.vecstore.bench.engine;

import io.vecstore.bench.data.Vectors;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The other end of the pipe: sends requests to a native driver and reads its replies ({@code
 * src/main/cpp/driver.hpp}).
 */
final class DriverProcess implements AutoCloseable {

  private final String name;
  private final Process process;
  private final OutputStream out;
  private final InputStream in;

  DriverProcess(String name, ProcessBuilder command) {
    this.name = name;
    try {
      process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    in = new BufferedInputStream(process.getInputStream(), 1 << 16);
  }

  /** Sends a request line, without waiting for its reply. */
  void send(String request) {
    write((request + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the components of all rows. */
  void send(Vectors vectors) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vectors.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < vectors.count(); i++) {
      bytes.asFloatBuffer().put(vectors.row(i));
      write(bytes.array());
    }
  }

  /**
   * Reads a reply line and returns what follows its first word.
   *
   * @param verb the first word that a good reply has
   * @throws IllegalStateException if the driver reports an error, answers something else or has
   *     died
   */
  String receive(String verb) {
    try {
      out.flush();
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IllegalStateException(
              name + ": the driver died with exit code " + process.waitFor());
        }
        line.append((char) c);
      }
      String reply = line.toString();
      if (!reply.startsWith(verb)) {
        throw new IllegalStateException(name + ": the driver answered: " + reply);
      }
      return reply.substring(verb.length()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }

  /** Reads raw little-endian bytes. */
  ByteBuffer receive(int count) {
    try {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new IllegalStateException(name + ": the driver died in the middle of an answer");
      }
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": the driver does not read any more", e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
