/**
 * How does a document look as a line of JSON? Open {@link io.vecstore.cli.json.DocumentLines}
 * first. Streams; holds one document at a time.
 */
@NullMarked
package io.vecstore.cli.json;

import org.jspecify.annotations.NullMarked;
