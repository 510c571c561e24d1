package io.vecstore.text.fuse;

/**
 * What one leg says of one document, and what became of it.
 *
 * @param found whether the leg found the document
 * @param completed whether it was scored by the leg because another leg found it
 * @param score by the leg; 0 where neither
 * @param rank among what the leg scored, from 1; 0 where it did not
 * @param normalized the score on the scale of the strategy; 0 where there is none
 * @param weight of the leg in the strategy
 */
public record Share(
    boolean found, boolean completed, float score, int rank, double normalized, double weight) {}
