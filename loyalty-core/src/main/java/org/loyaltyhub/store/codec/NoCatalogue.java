package org.loyaltyhub.store.codec;

import org.loyaltyhub.decision.Version;
import org.loyaltyhub.member.Tracked;

/** For values that name nothing. */
enum NoCatalogue implements Catalogue {
    NONE;

    @Override
    public Version version(String id) {
        throw new UnreadableException("version " + id + " is named where nothing is");
    }

    @Override
    public Tracked tracked(String digest) {
        throw new UnreadableException("what is tracked under " + digest + " is named where nothing is");
    }
}
