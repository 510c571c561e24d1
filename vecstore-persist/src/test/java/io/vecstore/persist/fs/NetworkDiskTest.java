package io.vecstore.persist.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which disks are of another machine. */
class NetworkDiskTest {

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "cifs", "smbfs", "9p", "fuse.sshfs", "ceph", "NFS"})
  void ofAnotherMachine(String type) {
    assertEquals(Optional.of(type), NioFs.networkDisk(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "apfs", "NTFS", "fuseblk"})
  void ofThisMachine(String type) {
    assertEquals(Optional.empty(), NioFs.networkDisk(type));
  }
}
