package org.loyaltyhub.store.sql;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Goes through what is long, a page at a time, so that little of it is held, and no transaction lasts. */
final class Paging {
    private Paging() {}

    /** Reads a page: what comes after a key, in the order of keys, so many at most. */
    interface Page<K, T> {
        List<T> after(K key, int most);
    }

    /**
     * Tells of everything, in the order of its keys.
     *
     * @param first before all keys
     * @param most on a page
     */
    static <K, T> void each(K first, int most, Page<K, T> read, Function<T, K> key, Consumer<T> each) {
        K last = first;
        List<T> page;
        do {
            page = read.after(last, most);
            for (T row : page) {
                each.accept(row);
                last = key.apply(row);
            }
        } while (page.size() == most);
    }
}
