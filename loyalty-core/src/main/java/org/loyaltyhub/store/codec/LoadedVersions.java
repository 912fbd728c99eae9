package org.loyaltyhub.store.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.member.Tracked;

/**
 * The versions that are at hand, and a way to the others, which are loaded when they are first named.
 *
 * <p>Thread-safe.
 */
public final class LoadedVersions implements Catalogue {
    private final Map<String, Version> versions = new ConcurrentHashMap<>();
    private final Map<String, Tracked> tracked = new ConcurrentHashMap<>();
    private final Digests digests;
    private final Function<String, Optional<Version>> load;
    private final Supplier<List<String>> all;

    /**
     * @param load a version that is not at hand, by its id; empty if there is none
     * @param all the ids of all versions there are
     */
    public LoadedVersions(Digests digests, Function<String, Optional<Version>> load, Supplier<List<String>> all) {
        this.digests = digests;
        this.load = load;
        this.all = all;
    }

    /** Has the version at hand from now on. */
    public void add(Version version) {
        if (versions.put(version.id(), version) == null) {
            version.recall().tracked().forEach(each -> tracked.put(digests.of(each), each));
        }
    }

    @Override
    public Version version(String id) {
        return find(id).orElseThrow(() -> new UnreadableException(
                "version " + id + " judged something and is not there: were its rules stored elsewhere?"));
    }

    /** The version of that id; empty if there is none. */
    public Optional<Version> find(String id) {
        Version known = versions.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Version> loaded = load.apply(id);
        loaded.ifPresent(this::add);
        return loaded;
    }

    @Override
    public Tracked tracked(String digest) {
        if (!tracked.containsKey(digest)) {
            all.get().forEach(this::version);
        }
        Tracked known = tracked.get(digest);
        if (known == null) {
            throw new UnreadableException("no version tracks what a stored memory counts under " + digest);
        }
        return known;
    }
}
