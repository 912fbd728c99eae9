package org.loyaltyhub.hub;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a store lists a page at a time, one after the other; never more than a page is at hand. Used once. */
final class Pages<T> implements Iterator<T> {
    private static final int PAGE = 500;

    private final Source<T> source;
    private Optional<T> last = Optional.empty();
    private Iterator<T> page = List.<T>of().iterator();
    private boolean isLastPage;

    /** Lists what comes behind one, at most so many; fewer at the end only. */
    interface Source<T> {
        List<T> list(Optional<T> after, int most);
    }

    private Pages(Source<T> source) {
        this.source = source;
    }

    static <T> Stream<T> of(Source<T> source) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages<>(source), Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !isLastPage) {
            List<T> next = new ArrayList<>(source.list(last, PAGE));
            isLastPage = next.size() < PAGE;
            page = next.iterator();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T next = page.next();
        last = Optional.of(next);
        return next;
    }
}
