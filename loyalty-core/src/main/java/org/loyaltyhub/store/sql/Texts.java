package org.loyaltyhub.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.codec.Codec;

/**
 * The JSON of what a commit writes, made by whoever decides and beside others, so that whoever writes only writes.
 *
 * @param change of what it does to a member
 */
record Texts(String event, Optional<OfChange> change) implements Commit.Prepared {
    /** @param entries in their order */
    record OfChange(String decision, List<String> entries, String state) {}

    /** The bundle with its texts. */
    static Bundle prepare(Bundle bundle, Codec codec) {
        List<Commit> prepared = new ArrayList<>(bundle.commits().size());
        for (Commit commit : bundle.commits()) {
            prepared.add(commit.prepared().isPresent() ? commit : commit.with(made(commit, codec)));
        }
        return new Bundle(prepared, bundle.activations());
    }

    /** Those of a commit that is prepared. */
    static Texts of(Commit commit) {
        return (Texts) commit.prepared().orElseThrow();
    }

    private static Texts made(Commit commit, Codec codec) {
        return new Texts(codec.write(commit.event()), commit.change().map(change -> made(change, codec)));
    }

    private static OfChange made(Commit.Change change, Codec codec) {
        List<String> entries = new ArrayList<>();
        for (Entry entry : change.decision().entries()) {
            entries.add(codec.write(entry));
        }
        return new OfChange(codec.write(change.decision()), entries, codec.write(change.next()));
    }
}
