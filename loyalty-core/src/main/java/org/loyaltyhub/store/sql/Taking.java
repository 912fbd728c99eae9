package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.Map;
import org.loyaltyhub.store.Fate;

/** What bundles have to have before they may be booked. Used once. */
interface Taking {
    /** Adds what takes it to what is about to be asked. */
    void addTo(RoundTrip trip) throws SQLException;

    /**
     * Once that is answered: what becomes of the bundles, by their place, that could not have it. If there are any, nothing
     * of this transaction may stay.
     */
    Map<Integer, Fate> refused() throws SQLException;
}
