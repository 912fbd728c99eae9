package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.TrustedAward;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.RuleKey;

/** What a version holds is named and not repeated: a rule by its key, a part of a rule by its place in it. */
final class RuleForms {
    private RuleForms() {}

    /** The id of the version that the values after it belong to. */
    record VersionForm() implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            scope.enter(scope.catalogue().version((String) value));
            out.text((String) value);
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            String id = Form.text(in);
            scope.enter(scope.catalogue().version(id));
            return id;
        }
    }

    /** A rule of the version by its key; a trusted one as the award that it is. */
    record RuleForm(Form key, Form trusted) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            Rule rule = (Rule) value;
            if (scope.version().rule(rule.key()).isPresent()) {
                key.write(rule.key(), out, scope);
            } else {
                Effect.AwardFlat award = (Effect.AwardFlat) rule.effects().get(0);
                trusted.write(
                        new TrustedAward(rule.key().name(), rule.tell().orElse(""), award.points(), rule.place()),
                        out,
                        scope);
            }
            scope.enter(rule);
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            Rule rule;
            if (in.currentToken() == JsonToken.START_OBJECT) {
                TrustedAward award = (TrustedAward) trusted.read(in, scope);
                rule = award.asRule(scope.version().programme().points());
            } else {
                rule = ruleOf((RuleKey) key.read(in, scope), scope);
            }
            scope.enter(rule);
            return rule;
        }
    }

    private static Rule ruleOf(RuleKey key, Scope scope) {
        return scope.version()
                .rule(key)
                .orElseThrow(() -> new UnreadableException(
                        "a stored decision names rule " + key + ", which is not in " + scope.version()));
    }

    /**
     * A part of the rule by its place. {@code other}: how a part that no rule holds is written; only a thank-you's award
     * and an agreement's budget are such.
     */
    record PlaceForm(String what, Function<Rule, Collection<?>> parts, Optional<Form> other) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            int place = new ArrayList<>(parts.apply(scope.rule())).indexOf(value);
            if (place >= 0) {
                out.literal(Integer.toString(place));
            } else {
                other.orElseThrow(() -> new IllegalStateException(
                                "rule " + scope.rule().key() + " has no " + what + " " + value))
                        .write(value, out, scope);
            }
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            if (in.currentToken() == JsonToken.START_OBJECT && other.isPresent()) {
                return other.get().read(in, scope);
            }
            return at(new ArrayList<>(parts.apply(scope.rule())), what, scope.rule(), in);
        }
    }

    private static Object at(List<?> parts, String what, Rule rule, JsonParser in) throws IOException {
        Form.expect(in, JsonToken.VALUE_NUMBER_INT, "the place of a " + what);
        int place = in.getIntValue();
        if (place < 0 || place >= parts.size()) {
            throw new UnreadableException("a stored decision names " + what + " " + place + " of rule " + rule.key()
                    + ", which has " + parts.size());
        }
        return parts.get(place);
    }

    /**
     * The rule, the limit's place in it, the period's first day. A refund gives back to limits of the version that judged
     * the purchase; those are written whole, as budgets are.
     */
    record SharedLimitForm(Form key, Form whole) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            SharedLimit shared = (SharedLimit) value;
            out.open('[');
            key.write(shared.rule(), out, scope);
            int place = scope.version()
                    .rule(shared.rule())
                    .map(rule -> rule.limits().indexOf(shared.limit()))
                    .orElse(-1);
            if (place < 0) {
                whole.write(shared.limit(), out, scope);
            } else {
                out.literal(Integer.toString(place));
            }
            out.text(shared.firstDay().toString()).close(']');
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            Form.expect(in, JsonToken.START_ARRAY, "a limit");
            in.nextToken();
            RuleKey rule = (RuleKey) key.read(in, scope);
            Limit limit = in.nextToken() == JsonToken.START_OBJECT
                    ? (Limit) whole.read(in, scope)
                    : (Limit) at(ruleOf(rule, scope).limits(), "limit", ruleOf(rule, scope), in);
            in.nextToken();
            LocalDate firstDay = LocalDate.parse(Form.text(in));
            in.nextToken();
            Form.expect(in, JsonToken.END_ARRAY, "the end of a limit");
            return new SharedLimit(rule, limit, firstDay);
        }
    }

    /** What is left of a purchase: as an event, resolved by the version's programme. */
    record VisitForm(Form event) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            event.write(((Visit) value).event(), out, scope);
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            Event left = (Event) event.read(in, scope);
            return Visit.of(scope.version().programme(), left)
                    .orElseThrow(() -> new UnreadableException("rules do not look at " + left.key()));
        }
    }
}
