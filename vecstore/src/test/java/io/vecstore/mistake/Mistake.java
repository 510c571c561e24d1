package io.vecstore.mistake;

import io.vecstore.VecStore;
import io.vecstore.core.error.InvalidInputException;
import java.nio.file.Path;

/**
 * Something that a caller gets wrong.
 *
 * @param name what it is
 * @param type of the error that it must end in
 * @param words that the error must contain: what was expected, what was found, where
 * @param call does it, to a store of three dimensions that compares by cosine
 */
record Mistake(String name, Class<? extends RuntimeException> type, String words, Call call) {

  /** What is done to the store; beside it is an empty directory. */
  interface Call {
    void on(VecStore store, Path beside) throws Exception;
  }

  /** What is done to the store alone. */
  interface StoreCall {
    void on(VecStore store);
  }

  /** Returns a mistake in what was passed. */
  static Mistake invalid(String name, String words, StoreCall call) {
    return wrong(name, InvalidInputException.class, words, call);
  }

  /** Returns a null where there must be something; the words are the name of the parameter. */
  static Mistake missing(String name, String words, StoreCall call) {
    return wrong("null " + name, NullPointerException.class, words, call);
  }

  /** Returns a mistake of another kind. */
  static Mistake wrong(
      String name, Class<? extends RuntimeException> type, String words, StoreCall call) {
    return new Mistake(name, type, words, (store, beside) -> call.on(store));
  }

  @Override
  public String toString() {
    return name;
  }
}
