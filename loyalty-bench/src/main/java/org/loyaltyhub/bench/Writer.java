package org.loyaltyhub.bench;

import java.util.List;
import java.util.function.BiFunction;
import org.loyaltyhub.event.Event;

/** Who writes events into a database. */
public enum Writer {
    /** The hub: it decides on every event, and keeps books. */
    HUB(HubBooks::new),
    /** Rows made beforehand, as somebody would write them who has nothing to decide. */
    RAW_JDBC((database, club) -> new RawRows(database));

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final BiFunction<Database.Running, Club, Batches> maker;

    Writer(BiFunction<Database.Running, Club, Batches> maker) {
        this.maker = maker;
    }

    /** Begins to write into the database, which it stops when it is closed. */
    Batches into(Database.Running database, Club club) {
        return maker.apply(database, club);
    }

    /** Writes events. Not thread-safe. */
    interface Batches {
        /** Makes ready what is not to be measured. */
        void prepare(List<Event> batch);

        /** Writes what was made ready; it is durable when this returns. */
        void write();

        /** How many events the database holds with all that belongs to them, by its own count. */
        long kept();

        void close();
    }

    /** Before any was begun. */
    static final Batches NOBODY = new Batches() {
        @Override
        public void prepare(List<Event> batch) {
            throw new IllegalStateException("nobody writes");
        }

        @Override
        public void write() {
            throw new IllegalStateException("nobody writes");
        }

        @Override
        public long kept() {
            return 0;
        }

        @Override
        public void close() {}
    };
}
