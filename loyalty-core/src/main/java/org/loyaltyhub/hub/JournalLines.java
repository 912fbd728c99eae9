package org.loyaltyhub.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.store.SettlementStore;

/** Walks through a store's journal, some thousand entries in memory at a time. Not thread-safe. */
final class JournalLines implements Iterator<JournalLine> {
    private static final int BLOCK = 4096;

    private final SettlementStore store;
    private final long last;
    private final Deque<JournalLine> block = new ArrayDeque<>();
    private long next = 1;

    JournalLines(SettlementStore store) {
        this.store = store;
        this.last = store.lastNumber();
    }

    @Override
    public boolean hasNext() {
        while (block.isEmpty() && next <= last) {
            long end = Math.min(last, next + BLOCK - 1);
            store.journal(next, end, block::addLast);
            next = end + 1;
        }
        return !block.isEmpty();
    }

    @Override
    public JournalLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the journal ends at entry " + last);
        }
        return block.removeFirst();
    }
}
