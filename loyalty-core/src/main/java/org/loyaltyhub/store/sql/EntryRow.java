package org.loyaltyhub.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.store.codec.UnreadableException;
import org.loyaltyhub.value.MemberId;

/** An entry's row. */
record EntryRow(
        long number, String code, @Nullable String member, Instant happenedAt, Instant recordedAt, String json) {
    static final String COLUMNS = "number, code, member, happened_at, recorded_at, entry";

    /** @param row of at least {@link #COLUMNS} */
    static EntryRow of(ResultSet row) throws SQLException {
        return new EntryRow(
                row.getLong("number"),
                row.getString("code"),
                row.getString("member"),
                Moments.instant(row.getLong("happened_at")),
                Moments.instant(row.getLong("recorded_at")),
                row.getString("entry"));
    }

    Entry entry(Codec codec) {
        Entry.Code known = Arrays.stream(Entry.Code.values())
                .filter(each -> each.name().equals(code))
                .findFirst()
                .orElseThrow(() -> new UnreadableException("entry " + number + " has the code `" + code
                        + "`, which is not known: was it written by a newer version of this library?"));
        Optional<MemberId> whose = Optional.ofNullable(member).map(MemberId::new);
        return codec.entry(new Codec.EntryOf(known, whose, happenedAt, recordedAt), json);
    }
}
