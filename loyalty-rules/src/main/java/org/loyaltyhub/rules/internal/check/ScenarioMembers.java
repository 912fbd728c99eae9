package org.loyaltyhub.rules.internal.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.AttributeType;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.rules.internal.syntax.ScenarioTree;
import org.loyaltyhub.rules.internal.syntax.Text;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.rules.scenario.Scenario;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;

/** Checks what a scenario says of its member, and the attributes that events and members have. */
final class ScenarioMembers {
    private final Scope scope;
    private final Values values;

    ScenarioMembers(Scope scope, Values values) {
        this.scope = scope;
        this.values = values;
    }

    /** @param first when the first event happens: then the member joins, unless the scenario says otherwise */
    Scenario.Member member(List<ScenarioTree.Member> said, Instant first) {
        ZoneId zone = scope.programme().terms().zone();
        Instant enrolled = first;
        Optional<String> tier = Optional.empty();
        Optional<LocalDate> birthday = Optional.empty();
        Set<String> segments = new HashSet<>();
        Map<String, String> attributes = new TreeMap<>();
        long rank = 1;
        for (ScenarioTree.Member each : said) {
            try {
                if (each.tier().isPresent()) {
                    scope.tier(each.tier().get());
                    tier = each.tier().map(name -> name.text());
                }
                for (Text segment : each.segments()) {
                    segments.add(
                            scope.declared(segment, scope.programme().terms().segments(), Code.UNKNOWN_SEGMENT));
                }
                attributes.putAll(attributes(each.attributes(), false));
                enrolled = each.enrolled()
                        .map(day -> day.date().atStartOfDay(zone).toInstant())
                        .orElse(enrolled);
                birthday = each.birthday().map(ValueTree.Date::date).or(birthdayBefore(birthday));
                rank = each.rank().isPresent() ? rank(each.rank().get()) : rank;
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        ProfileChange known = new ProfileChange(
                new EventKey(PartnerId.PROGRAMME, "member"),
                enrolled,
                List.of(),
                tier,
                segments.isEmpty() ? Optional.empty() : Optional.of(segments),
                Optional.empty(),
                birthday,
                attributes);
        return new Scenario.Member(enrolled, known, rank);
    }

    private static Supplier<Optional<LocalDate>> birthdayBefore(Optional<LocalDate> before) {
        return () -> before;
    }

    private long rank(ValueTree.Measure rank) {
        if (rank.unit().isPresent() || rank.number().signum() == 0) {
            throw scope.refuse(Code.NOT_WHOLE, rank.extent(), scope.printer().value(rank));
        }
        return values.whole(rank.number(), rank);
    }

    Map<String, String> attributes(List<ScenarioTree.Said> said, boolean ofLine) {
        Map<String, String> attributes = new TreeMap<>();
        for (ScenarioTree.Said each : said) {
            FigureTree.Attribute figure = new FigureTree.Attribute(each.name(), ofLine, each.extent());
            AttributeType type = LineFilters.attributeType(scope, figure);
            attributes.put(each.name().value(), attribute(each, figure, type));
        }
        return attributes;
    }

    private String attribute(ScenarioTree.Said said, FigureTree.Attribute figure, AttributeType type) {
        if (type == AttributeType.NUMBER) {
            values.number(
                    said.value(),
                    said.value(),
                    ValueType.NUMBER,
                    scope.printer().figure(figure));
            return ((ValueTree.Measure) said.value()).number().toPlainString();
        }
        if (said.value() instanceof ValueTree.Quoted quoted) {
            return quoted.text();
        }
        throw scope.refuse(
                Code.TEXT_NEEDED,
                said.value().extent(),
                scope.printer().figure(figure),
                scope.printer().value(said.value()));
    }
}
