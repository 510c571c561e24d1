/**
 * Which version of the store does a read see? Open {@link io.vecstore.internal.view.ReadView}
 * first. The writer thread publishes views; any thread acquires the current one without a lock, and
 * gives it back. Depends on segment.
 */
@NullMarked
package io.vecstore.internal.view;

import org.jspecify.annotations.NullMarked;
