/**
 * A write-ahead log whose appends cost no system call? The log in a mapping of Chronicle-Bytes, for
 * applications that run Chronicle anyway, with the flags that it needs. The same bytes on disk as
 * without it.
 *
 * <p>Start at {@link io.vecstore.persist.chronicle.ChronicleLogFs}. Depends on the file layer and,
 * optionally, on {@code net.openhft:chronicle-bytes}, which an application adds itself. The writer
 * thread appends.
 */
@NullMarked
package io.vecstore.persist.chronicle;

import org.jspecify.annotations.NullMarked;
