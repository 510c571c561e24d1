package io.vecstore.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything VecStore throws on purpose. Unchecked, and sealed by who must act: the
 * caller ({@link InvalidInputException}, {@link NotFoundException}, {@link AlreadyExistsException},
 * {@link QuotaExceededException}, {@link ReadStoppedException}), the operator ({@link
 * StoreStateException}) or the device ({@link StorageException}).
 *
 * <p>Programming errors stay what the JDK throws: {@link NullPointerException} and {@link
 * IllegalArgumentException}.
 */
public abstract sealed class VecStoreException extends RuntimeException
    permits InvalidInputException,
        NotFoundException,
        AlreadyExistsException,
        QuotaExceededException,
        ReadStoppedException,
        StoreStateException,
        StorageException {

  private static final long serialVersionUID = 1L;

  VecStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
