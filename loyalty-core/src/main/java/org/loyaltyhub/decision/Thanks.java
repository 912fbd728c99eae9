package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * What a decision on one member means for another: who brought the member gets points, or gives them back when what they
 * were given for came back.
 *
 * @param event to be recorded for the referrer
 */
public record Thanks(Identifier referrer, HubEvent event) {
    /** Everything that other members are to be told of the decision, in rule order. */
    public static List<Thanks> of(Decision decision) {
        List<Thanks> all = new ArrayList<>(0);
        Event event = decision.event();
        List<RuleDecision> rules = decision.rules();
        for (int i = 0; i < rules.size(); i++) {
            RuleDecision rule = rules.get(i);
            points(rule).forEach((referrer, points) -> {
                Subject subject = new Subject.Thanks(rule.rule().key(), points);
                all.add(new Thanks(referrer, HubEvent.because(event, what(event.key(), rule.rule()), subject)));
            });
        }
        for (Revision revision : decision.revisions()) {
            for (Difference each : Difference.of(revision)) {
                each.before().ifPresent(had -> all.addAll(less(event, revision, each, had)));
            }
        }
        return all;
    }

    private static List<Thanks> less(Event refund, Revision revision, Difference difference, RuleDecision had) {
        Map<Identifier, Points> left = difference.after().map(Thanks::points).orElse(Map.of());
        List<Thanks> less = new ArrayList<>();
        points(had).forEach((referrer, points) -> {
            Points stays = left.getOrDefault(referrer, Points.ZERO);
            if (!stays.equals(points)) {
                String what = what(revision.of(), difference.rule());
                EventKey thanks = new EventKey(PartnerId.PROGRAMME, HubEvent.ID_PREFIX + what);
                Subject subject = new Subject.ThanksTaken(thanks, stays);
                less.add(new Thanks(referrer, HubEvent.because(refund, what + "/" + path(refund.key()), subject)));
            }
        });
        return less;
    }

    private static String what(EventKey event, Rule rule) {
        return "thanks/" + path(event) + "/" + rule.key().owner() + "/"
                + step(rule.key().name());
    }

    private static String path(EventKey event) {
        return event.partner() + "/" + step(event.id());
    }

    /** As RFC 6901 writes it, so that only the slashes between steps are slashes. */
    private static String step(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }

    private static Map<Identifier, Points> points(RuleDecision rule) {
        if (rule.gifts().isEmpty()) {
            return Map.of();
        }
        Map<Identifier, Points> points = new LinkedHashMap<>();
        for (Gift gift : rule.gifts()) {
            if (gift instanceof Gift.Thanks thanks) {
                points.merge(thanks.referrer(), thanks.points(), Points::plus);
            }
        }
        return points;
    }
}
