/** How does one use it? Programs that the tests run and the README shows. */
@NullMarked
package io.vecstore.examples;

import org.jspecify.annotations.NullMarked;
