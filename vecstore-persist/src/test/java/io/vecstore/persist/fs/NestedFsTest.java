package io.vecstore.persist.fs;

import java.io.IOException;

class NestedFsTest extends StoreFsContract {

  @Override
  protected StoreFs empty() throws IOException {
    MemFs outer = new MemFs();
    put(outer, "outside", "");
    StoreFs nested = new NestedFs(outer, "inner");
    nested.createDirectory("");
    return nested;
  }
}
