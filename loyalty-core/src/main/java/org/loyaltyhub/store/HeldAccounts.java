package org.loyaltyhub.store;

import java.util.function.ObjLongConsumer;
import org.loyaltyhub.ledger.Account;

/** What stands on the accounts of one holder in {@link InMemoryStore}. Under its lock. */
final class HeldAccounts {
    private static final Account.Kind[] KINDS = Account.Kind.values();

    private final String holder;
    /** By kind. */
    private final long[] amounts = new long[KINDS.length];
    /** A bit for each kind that anything was posted to. */
    private int posted;

    HeldAccounts(String holder) {
        this.holder = holder;
    }

    boolean areOf(String name) {
        return holder.equals(name);
    }

    /** What then stands there. What it comes to in the end can be counted. */
    long add(Account.Kind kind, long amount) {
        int place = place(kind);
        posted |= 1 << place;
        return amounts[place] += amount;
    }

    long amount(Account.Kind kind) {
        return amounts[place(kind)];
    }

    /** Those that anything was posted to. */
    void forEach(ObjLongConsumer<Account> each) {
        for (Account.Kind kind : KINDS) {
            if ((posted & (1 << place(kind))) != 0) {
                each.accept(new Account(kind, holder), amount(kind));
            }
        }
    }

    @SuppressWarnings("EnumOrdinal") // kept in memory only
    private static int place(Account.Kind kind) {
        return kind.ordinal();
    }
}
