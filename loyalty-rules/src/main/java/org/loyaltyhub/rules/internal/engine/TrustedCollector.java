package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.loyaltyhub.decision.TrustedAward;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rules.drl.Awards;
import org.loyaltyhub.value.Points;

/** Collects what the rules of a trusted book award, with the place of the rule that is firing. Used by one session. */
final class TrustedCollector extends DefaultAgendaEventListener implements Awards {
    private final Map<String, Place> places;
    private final List<TrustedAward> awards = new ArrayList<>();
    private @Nullable Rule firing;

    TrustedCollector(Map<String, Place> places) {
        this.places = places;
    }

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        firing = event.getMatch().getRule();
    }

    @Override
    public void award(String rule, long points, String text) {
        if (firing == null) {
            throw new IllegalStateException("award(\"" + rule + "\", …) outside of a consequence");
        }
        Place place = places.get(TrustedBook.name(firing));
        if (place == null) {
            throw new IllegalStateException("a rule of no file: " + firing);
        }
        awards.add(new TrustedAward(rule, text, Points.ofUnits(points), place));
    }

    List<TrustedAward> awards() {
        return List.copyOf(awards);
    }
}
