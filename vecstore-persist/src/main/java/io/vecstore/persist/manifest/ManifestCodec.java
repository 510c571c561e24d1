package io.vecstore.persist.manifest;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.persist.fs.Checksum;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneRef;
import io.vecstore.persist.wal.WalLayout;
import io.vecstore.persist.wal.WalRef;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Manifests as bytes, by {@link ManifestLayout}. */
final class ManifestCodec {

  private static final String WRITER = "vecstore 0.1";

  private ManifestCodec() {}

  static ByteBuffer encode(Manifest manifest) {
    int length = length(manifest);
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(ManifestLayout.MAGIC);
    bytes.putShort((short) ManifestLayout.FORMAT).putShort((short) ManifestLayout.FORMAT);
    bytes.putInt(0).putInt(0).putInt(0).putInt(length);
    UUID id = manifest.storeId();
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    bytes.putLong(manifest.generation()).putLong(manifest.flushedLsn());
    bytes.putLong(manifest.nextNumber());
    bytes.putInt(manifest.wals().size()).putInt(manifest.segments().size());
    bytes.putInt(manifest.extras().size()).putInt(manifest.clean() ? ManifestLayout.CLEAN : 0);
    bytes.position(ManifestLayout.HEADER_BYTES);
    manifest.wals().forEach(wal -> encode(wal, bytes));
    manifest.segments().forEach(segment -> encode(segment, bytes));
    put(Blob.utf8(WRITER), bytes);
    put(manifest.schema(), bytes);
    for (Map.Entry<String, Blob> extra : manifest.extras().entrySet()) {
      put(Blob.utf8(extra.getKey()), bytes);
      put(extra.getValue(), bytes);
    }
    return bytes.putInt(Checksum.of(bytes, 0, length - Integer.BYTES)).flip();
  }

  private static int length(Manifest manifest) {
    long length = ManifestLayout.HEADER_BYTES + Integer.BYTES;
    length += (long) manifest.wals().size() * ManifestLayout.WAL_BYTES;
    length += (long) manifest.segments().size() * ManifestLayout.SEGMENT_BYTES;
    length += 8L + Blob.utf8(WRITER).size() + manifest.schema().size();
    for (Map.Entry<String, Blob> extra : manifest.extras().entrySet()) {
      length += 8L + Blob.utf8(extra.getKey()).size() + extra.getValue().size();
    }
    return Math.toIntExact(length);
  }

  private static void encode(WalRef wal, ByteBuffer into) {
    into.putLong(wal.number()).putLong(wal.salt()).putLong(wal.allocatedBytes());
    into.putLong(wal.firstLsn()).putLong(wal.end()).putLong(wal.lastLsn());
  }

  private static void encode(SegmentRef segment, ByteBuffer into) {
    into.putLong(segment.number()).putLong(segment.bytes());
    into.putInt(segment.footerCrc()).putInt(segment.rows());
    into.putLong(segment.minLsn()).putLong(segment.maxLsn());
    TombstoneRef none = new TombstoneRef(0, 0, 0, 0);
    TombstoneRef tombstones = segment.tombstones().orElse(none);
    into.putLong(tombstones.generation()).putLong(tombstones.bytes());
    into.putLong(tombstones.segment()).putInt(tombstones.crc()).putInt(0).putLong(0);
  }

  private static void put(Blob blob, ByteBuffer into) {
    into.putInt(blob.size()).put(blob.toArray());
  }

  static Manifest decode(ByteBuffer bytes, String origin) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int crcAt = bytes.limit() - Integer.BYTES;
    if (crcAt < ManifestLayout.HEADER_BYTES || bytes.getInt(0) != ManifestLayout.MAGIC) {
      throw new CorruptStoreException(origin, 0, "not a manifest");
    }
    if (bytes.getInt(20) != bytes.limit() || Checksum.of(bytes, 0, crcAt) != bytes.getInt(crcAt)) {
      throw new CorruptStoreException(origin, 0, "the checksum is wrong");
    }
    int oldestReader = bytes.getShort(6) & 0xFFFF;
    if (oldestReader > ManifestLayout.FORMAT || bytes.getInt(8) != 0 || bytes.getInt(12) != 0) {
      int format = bytes.getShort(4) & 0xFFFF;
      throw new UnsupportedFormatException(origin, format, ManifestLayout.FORMAT);
    }
    try {
      return decodeBody(bytes);
    } catch (BufferUnderflowException | IllegalArgumentException malformed) {
      throw new CorruptStoreException(origin, -1, "its parts do not fit: " + malformed);
    }
  }

  private static Manifest decodeBody(ByteBuffer bytes) {
    UUID id = new UUID(bytes.getLong(24), bytes.getLong(32));
    int walCount = bytes.getInt(64);
    int segmentCount = bytes.getInt(68);
    int extraCount = bytes.getInt(72);
    bytes.position(ManifestLayout.HEADER_BYTES);
    List<WalRef> wals = new ArrayList<>();
    for (int i = 0; i < walCount; i++) {
      wals.add(decodeWal(bytes));
    }
    List<SegmentRef> segments = new ArrayList<>();
    for (int i = 0; i < segmentCount; i++) {
      segments.add(decodeSegment(bytes));
    }
    blob(bytes);
    Blob schema = blob(bytes);
    Map<String, Blob> extras = new TreeMap<>();
    for (int i = 0; i < extraCount; i++) {
      extras.put(blob(bytes).utf8(), blob(bytes));
    }
    if (walCount != wals.size()
        || segmentCount != segments.size()
        || bytes.position() != bytes.limit() - Integer.BYTES) {
      throw new IllegalArgumentException("the parts end at " + bytes.position());
    }
    long generation = bytes.getLong(40);
    long flushedLsn = bytes.getLong(48);
    long nextNumber = bytes.getLong(56);
    return new Manifest(generation, id, flushedLsn, nextNumber, wals, segments, schema, extras);
  }

  private static WalRef decodeWal(ByteBuffer from) {
    long number = from.getLong();
    long salt = from.getLong();
    long allocated = from.getLong();
    long firstLsn = from.getLong();
    WalRef wal = new WalRef(number, salt, allocated, firstLsn, from.getLong(), from.getLong());
    if (wal.sealed() && (wal.end() < WalLayout.HEADER_BYTES || wal.end() > allocated)) {
      throw new IllegalArgumentException(wal.toString());
    }
    return wal;
  }

  private static SegmentRef decodeSegment(ByteBuffer from) {
    long number = from.getLong();
    long size = from.getLong();
    int footerCrc = from.getInt();
    int rows = from.getInt();
    long minLsn = from.getLong();
    long maxLsn = from.getLong();
    long generation = from.getLong();
    long tombstoneBytes = from.getLong();
    long tombstoneSegment = from.getLong();
    int crc = from.getInt();
    from.getInt();
    from.getLong();
    TombstoneRef tombstones = new TombstoneRef(tombstoneSegment, generation, tombstoneBytes, crc);
    if (rows < 0) {
      throw new IllegalArgumentException("segment " + number + " has " + rows + " rows");
    }
    return new SegmentRef(
        number,
        size,
        footerCrc,
        rows,
        minLsn,
        maxLsn,
        generation == 0 ? Optional.empty() : Optional.of(tombstones));
  }

  private static Blob blob(ByteBuffer from) {
    int length = from.getInt();
    if (length < 0 || length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return Blob.of(bytes);
  }
}
