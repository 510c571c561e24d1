/**
 * How does one test code that uses a store? With a real one: open {@link
 * io.vecstore.junit.StoreFixture} first. Depends on the public API of VecStore and on JUnit
 * Jupiter. A fixture belongs to one test at a time.
 */
@NullMarked
package io.vecstore.junit;

import org.jspecify.annotations.NullMarked;
