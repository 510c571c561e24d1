/**
 * How is a store doing, as meters? Open {@link io.vecstore.micrometer.StoreMetrics} for what a
 * store holds and {@link io.vecstore.micrometer.StoreTimers} for how long it takes. Depends on the
 * facade and on Micrometer.
 */
@NullMarked
package io.vecstore.micrometer;

import org.jspecify.annotations.NullMarked;
