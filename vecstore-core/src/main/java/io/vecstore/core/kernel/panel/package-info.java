/**
 * What are the dot products of many vectors with many?
 *
 * <p>Open {@link io.vecstore.core.kernel.panel.PanelKernels} first. Depends on nothing. Panels
 * belong to one thread while they are filled.
 */
@NullMarked
package io.vecstore.core.kernel.panel;

import org.jspecify.annotations.NullMarked;
