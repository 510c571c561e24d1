package io.vecstore.bench.store;

import io.vecstore.core.schema.Durability;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/**
 * SQLite with a write-ahead log: one table of id, metadata and vector, one transaction a batch. All
 * writers share one connection under a lock, which is faster than connections that wait for each
 * other's lock of the file.
 */
record SqliteContestant(SampleRows rows) implements Contestant {

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public String settings(Durability level) {
    return switch (level) {
      case SYNC -> "WAL, FULL";
      case INTERVAL -> "WAL, NORMAL";
      case MANUAL -> "WAL, OFF";
      case EPHEMERAL -> ":memory:";
    };
  }

  @Override
  public Session open(Durability level, Path folder) {
    String url =
        level == Durability.EPHEMERAL
            ? "jdbc:sqlite::memory:"
            : "jdbc:sqlite:" + folder.resolve("rows.db");
    try {
      Connection connection = DriverManager.getConnection(url);
      try (Statement statement = connection.createStatement()) {
        if (level != Durability.EPHEMERAL) {
          statement.execute("PRAGMA journal_mode=WAL");
          statement.execute("PRAGMA synchronous=" + synchronous(level));
        }
        statement.execute("CREATE TABLE rows (id TEXT PRIMARY KEY, metadata TEXT, vector BLOB)");
      }
      return new Open(
          connection, connection.prepareStatement("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)"));
    } catch (SQLException e) {
      throw new IllegalStateException("SQLite cannot open " + url, e);
    }
  }

  private static String synchronous(Durability level) {
    return switch (level) {
      case SYNC -> "FULL";
      case INTERVAL -> "NORMAL";
      case MANUAL, EPHEMERAL -> "OFF";
    };
  }

  private final class Open implements Session {

    private final Connection connection;
    private final PreparedStatement insert;
    private final ReentrantLock lock = new ReentrantLock();

    Open(Connection connection, PreparedStatement insert) {
      this.connection = connection;
      this.insert = insert;
    }

    @Override
    public void write(long first, int count) {
      lock.lock();
      try {
        if (count == 1) {
          insert(first);
          return;
        }
        connection.setAutoCommit(false);
        for (long row = first; row < first + count; row++) {
          insert(row);
        }
        connection.commit();
        connection.setAutoCommit(true);
      } catch (SQLException e) {
        throw new IllegalStateException("SQLite refuses row " + first, e);
      } finally {
        lock.unlock();
      }
    }

    private void insert(long row) throws SQLException {
      float[] vector = rows.vector(row);
      ByteBuffer bytes =
          ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      insert.setString(1, Rows.id(row));
      insert.setString(2, rows.json(row));
      insert.setBytes(3, bytes.array());
      insert.executeUpdate();
    }

    @Override
    public long count() {
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT count(*) FROM rows")) {
        return result.getLong(1);
      } catch (SQLException e) {
        throw new IllegalStateException("SQLite cannot count", e);
      }
    }

    @Override
    public void close() {
      try (connection) {
        insert.close();
      } catch (SQLException e) {
        throw new IllegalStateException("SQLite cannot close", e);
      }
    }
  }
}
