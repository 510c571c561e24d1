package io.vecstore.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Loads the store engine and its campaign once more, with one class changed. */
final class MutantLoader extends ClassLoader {

  private final String changed;
  private final LeftOutCall change;

  MutantLoader(String changed, LeftOutCall change) {
    super(MutantLoader.class.getClassLoader());
    this.changed = changed;
    this.change = change;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean own =
        name.startsWith("io.vecstore.internal.") || name.startsWith("io.vecstore.persist.");
    if (!own) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      byte[] code = name.equals(changed) ? change.without(bytes) : bytes;
      return defineClass(name, code, 0, code.length);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
