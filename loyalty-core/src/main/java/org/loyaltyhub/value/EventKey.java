package org.loyaltyhub.value;

/** An event's name for ever: the partner that reported it, and the partner's own id for it. */
public record EventKey(PartnerId partner, String id) {
    @Override
    public String toString() {
        return partner + "/" + id;
    }
}
