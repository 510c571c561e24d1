package io.vecstore.persist.fs;

class MemFsTest extends StoreFsContract {

  @Override
  protected StoreFs empty() {
    return new MemFs();
  }
}
