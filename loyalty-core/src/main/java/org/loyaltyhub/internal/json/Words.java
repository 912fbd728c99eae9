package org.loyaltyhub.internal.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words that are known beforehand, each with what it stands for, found by letters of which no text is made first. Immutable
 * and thread-safe if what they stand for is.
 */
public final class Words<T> {
    private final @Nullable String[] words;
    private final Object[] meanings;

    /** Words of which JSON escapes no letter. */
    public Words(Map<String, T> meanings) {
        int places = 2 * Integer.highestOneBit(2 * meanings.size() + 1);
        this.words = new String[places];
        this.meanings = new Object[places];
        meanings.forEach(this::put);
    }

    private void put(String word, T meaning) {
        int place = word.hashCode() & (words.length - 1);
        while (words[place] != null) {
            place = next(place);
        }
        words[place] = word;
        meanings[place] = meaning;
    }

    private int next(int place) {
        return (place + 1) & (words.length - 1);
    }

    /** What the word stands for that begins there in the text and ends with a quote; null if it is not known. */
    @SuppressWarnings("unchecked") // only what was put there
    @Nullable
    T meaning(String text, int from) {
        int hash = 0;
        int end = from;
        while (end < text.length() && text.charAt(end) != '"') {
            hash = 31 * hash + text.charAt(end++); // as a word's own
        }
        int place = hash & (words.length - 1);
        String word = words[place];
        while (word != null && !(word.length() == end - from && text.startsWith(word, from))) {
            place = next(place);
            word = words[place];
        }
        return word == null ? null : (T) meanings[place];
    }
}
