/**
 * What is under a store, and is it still what was written? Chooses the file layer that the options
 * ask for, and reads large files again in the background. Open {@link
 * io.vecstore.internal.disk.StoreDisk} first. Depends on persist.
 */
@NullMarked
package io.vecstore.internal.disk;

import org.jspecify.annotations.NullMarked;
