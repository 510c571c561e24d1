/**
 * On which thread does work of the store run, and how does a caller wait for it? File I/O belongs
 * on threads that nobody can interrupt; waiting is not ended by an interrupt. Open {@link
 * io.vecstore.internal.thread.BackgroundThread} first. Depends on the errors and on who listens to
 * long work.
 */
@NullMarked
package io.vecstore.internal.thread;

import org.jspecify.annotations.NullMarked;
