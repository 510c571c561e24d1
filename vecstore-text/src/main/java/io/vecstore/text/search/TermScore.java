package io.vecstore.text.search;

/**
 * Why a row has its score: one term of the query.
 *
 * @param term as it is indexed
 * @param field where it was looked for: 0 for the text
 * @param boost what the query multiplies it with, the boost of its phrase included
 * @param documentFrequency how many rows of the collection have the term
 * @param documents how many rows of the collection have terms
 * @param idf the inverse document frequency
 * @param frequency how often the row has the term; 0 if it does not
 * @param length how many terms the row has, rounded as it is stored
 * @param averageLength how many terms a row of the collection has
 * @param score what the term adds to the row's score
 */
public record TermScore(
    String term,
    int field,
    float boost,
    long documentFrequency,
    long documents,
    float idf,
    int frequency,
    int length,
    float averageLength,
    float score) {}
