package io.vecstore.persist.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without a fault it is a file system like any other. */
class FaultFsTest extends StoreFsContract {

  @Override
  protected StoreFs empty() {
    return new FaultFs(new SimFs(), FaultPlan.NONE);
  }

  private static FaultFs at(SimFs disk, long point, FaultPlan.Fault fault) {
    return new FaultFs(disk, new FaultPlan(point, fault));
  }

  @Test
  void thePowerGoesAfterTheCall() throws IOException {
    SimFs disk = new SimFs();
    FaultFs fs = at(disk, 0, FaultPlan.Fault.POWER_CUT);
    StoreFile file = fs.createNew("a", 0);
    assertThrows(IOException.class, () -> file.write(ByteBuffer.allocate(1), 0));
    assertThrows(IOException.class, () -> fs.list(""));
    assertEquals(List.of("a"), disk.list(""));
    assertEquals(List.of("create a"), fs.calls());
  }

  @Test
  void anErrorPasses() throws IOException {
    FaultFs fs = at(new SimFs(), 0, FaultPlan.Fault.IO_ERROR);
    assertThrows(IOException.class, () -> fs.createNew("a", 0));
    put(fs, "a", "hello");
    assertEquals("hello", get(fs, "a"));
  }

  @Test
  void aBrokenDiskReadsOn() throws IOException {
    FaultFs fs = at(new SimFs(), 3, FaultPlan.Fault.BROKEN_DISK);
    put(fs, "a", "hello");
    assertThrows(IOException.class, () -> fs.createNew("b", 0));
    assertThrows(IOException.class, () -> fs.delete("a"));
    assertEquals("hello", get(fs, "a"));
  }

  @Test
  void aFullDiskWritesHalf() throws IOException {
    SimFs disk = new SimFs();
    FaultFs fs = at(disk, 1, FaultPlan.Fault.NO_SPACE);
    StoreFile file = fs.createNew("a", 0);
    assertThrows(NoSpaceException.class, () -> file.write(ByteBuffer.allocate(10), 0));
    assertEquals(5, disk.size("a"));
  }

  @Test
  void aFailedForceLosesTheBytes() throws IOException {
    SimFs disk = new SimFs();
    FaultFs fs = at(disk, 3, FaultPlan.Fault.IO_ERROR);
    StoreFile file = fs.createNew("a", 0);
    fs.syncDirectory("");
    file.write(ByteBuffer.allocate(10), 0);
    assertThrows(IOException.class, file::force);
    file.force();
    assertEquals(0, disk.afterPowerLoss(PowerLoss.Kind.LOSE_ALL, 0).size("a"));
  }
}
