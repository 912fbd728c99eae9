package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Award;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.TrustedAward;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.internal.json.InstantText;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.member.Timeline;
import org.loyaltyhub.member.Tracked;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.settlement.EntryNumbers;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Unit;

/**
 * The form of every type that is stored: a few are written by hand, records and sealed types by their components, so
 * that a new component is stored without another line. A record of one component is that component.
 *
 * <p>Thread-safe once it is made.
 */
final class Forms {
    private static final TextForm<RuleKey> RULE = new TextForm<>(
            RuleKey.class,
            (key, out) -> out.part(key.owner().value()).part('/').part(key.name()),
            TextForm.split('/', (owner, name) -> new RuleKey(new PartnerId(owner), name)));

    private final Map<Type, Form> known = new HashMap<>();

    private Forms() {}

    /** Rules and what they hold are named. */
    static Forms naming(Digests digests) {
        Forms forms = new Forms();
        forms.addPlain();
        Form key = RULE;
        forms.known.put(Rule.class, new RuleForms.RuleForm(key, forms.of(TrustedAward.class)));
        Form whole = RecordForm.of(Limit.class, forms);
        Form flat = RecordForm.of(Effect.AwardFlat.class, forms);
        forms.addPlace(Effect.class, new RuleForms.PlaceForm("effect", Rule::effects, Optional.of(flat)));
        forms.addPlace(Limit.class, new RuleForms.PlaceForm("limit", Rule::limits, Optional.of(whole)));
        forms.addPlace(
                Figure.class,
                new RuleForms.PlaceForm("figure", rule -> rule.asked().figures(), Optional.empty()));
        forms.addPlace(
                Figure.Text.class,
                new RuleForms.PlaceForm("text", rule -> rule.asked().texts(), Optional.empty()));
        forms.addPlace(
                Condition.class,
                new RuleForms.PlaceForm("predicate", rule -> rule.asked().predicates(), Optional.empty()));
        forms.known.put(SharedLimit.class, new RuleForms.SharedLimitForm(key, whole));
        forms.known.put(Tracked.class, new MemberForms.TrackedForm(digests));
        forms.addLedger();
        forms.addMember();
        forms.known.put(Visit.class, new RuleForms.VisitForm(forms.of(Event.class)));
        return forms;
    }

    private void addLedger() {
        known.put(LotTerms.class, LedgerForms.terms());
        known.put(
                Award.class,
                kept(
                        Award.class,
                        LedgerForms.KeptAward.class,
                        LedgerForms.KeptAward::of,
                        LedgerForms.KeptAward::award));
        known.put(
                Move.class,
                kept(Move.class, LedgerForms.KeptMove.class, LedgerForms.KeptMove::of, LedgerForms.KeptMove::move));
        known.put(
                Entry.class,
                kept(
                        Entry.class,
                        LedgerForms.WholeEntry.class,
                        LedgerForms.WholeEntry::of,
                        LedgerForms.WholeEntry::whole));
        known.put(Purse.class, new LedgerForms.PurseForm(of(Place.class), of(LotTerms.class)));
    }

    private void addMember() {
        known.put(
                Memory.class,
                kept(
                        Memory.class,
                        MemberForms.KeptMemory.class,
                        MemberForms.KeptMemory::of,
                        MemberForms.KeptMemory::memory));
        known.put(Counters.class, new MemberForms.CountersForm(RULE));
        known.put(Milestones.class, new MemberForms.MilestonesForm(RULE));
    }

    private <T, K> Form kept(Class<T> type, Class<K> kept, Function<T, K> keep, Function<K, T> restore) {
        return new KeptForm<>(type, kept, of(kept), keep, restore);
    }

    /** Patterns and all in them are written in full; only ever written, for their digests. */
    static Forms whole() {
        Forms forms = new Forms();
        forms.addPlain();
        return forms;
    }

    private void addPlace(Class<?> type, Form form) {
        known.put(type, form);
        if (type.isSealed()) {
            for (Class<?> below : type.getPermittedSubclasses()) {
                addPlace(below, form);
            }
        }
    }

    private void addPlain() {
        known.put(String.class, new TextForm<>(String.class, (text, out) -> out.part(text), text -> text));
        known.put(long.class, new NumberForm(number -> number));
        known.put(Long.class, new NumberForm(number -> number));
        known.put(int.class, new NumberForm(Math::toIntExact));
        known.put(Integer.class, new NumberForm(Math::toIntExact));
        known.put(boolean.class, new FlagForm());
        known.put(Instant.class, new TextForm<>(Instant.class, InstantText::print, Instant::parse));
        known.put(LocalDate.class, TextForm.of(LocalDate.class, LocalDate::toString, LocalDate::parse));
        known.put(LocalDateTime.class, TextForm.of(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse));
        known.put(
                EventKey.class,
                new TextForm<>(
                        EventKey.class,
                        (key, out) -> out.part(key.partner().value()).part('/').part(key.id()),
                        TextForm.split('/', (partner, id) -> new EventKey(new PartnerId(partner), id))));
        known.put(RuleKey.class, RULE);
        known.put(
                Identifier.class,
                TextForm.of(Identifier.class, Identifier::toString, TextForm.split(':', Identifier::new)));
        known.put(
                Money.class,
                new TextForm<>(
                        Money.class,
                        (money, out) -> out.part(money.minor())
                                .part(' ')
                                .part(money.currency().getCurrencyCode()),
                        TextForm.split(
                                ' ', (minor, code) -> new Money(Long.parseLong(minor), Currency.getInstance(code)))));
        known.put(
                Quantity.class,
                new TextForm<>(
                        Quantity.class,
                        (quantity, out) -> out.part(quantity.micros())
                                .part(' ')
                                .part(quantity.unit().toString()),
                        TextForm.split(' ', (micros, unit) -> new Quantity(Long.parseLong(micros), new Unit(unit)))));
        known.put(
                Account.class,
                TextForm.of(
                        Account.class,
                        account -> account.kind() + " " + account.holder(),
                        TextForm.split(' ', (kind, holder) -> new Account(Account.Kind.valueOf(kind), holder))));
        known.put(Currency.class, TextForm.of(Currency.class, Currency::getCurrencyCode, Currency::getInstance));
        known.put(EntryNumbers.class, TextForm.of(EntryNumbers.class, EntryNumbers::toString, EntryNumbers::parse));
        known.put(OptionalLong.class, new OptionalNumberForm());
        known.put(Bits.class, new BitsForm());
        known.put(Pattern.class, new PatternForm(this));
    }

    /** The form of a record's component. A text of this name is always the id of a version. */
    Form of(RecordComponent component) {
        boolean isVersion = component.getName().equals("version") && component.getType() == String.class;
        return isVersion ? new RuleForms.VersionForm() : of(component.getGenericType());
    }

    Form of(Type type) {
        Form form = known.get(type);
        if (form != null) {
            return form;
        }
        Later later = new Later();
        known.put(type, later); // for a type that holds itself
        Form made = type instanceof ParameterizedType generic ? generic(generic) : plain((Class<?>) type);
        later.form = made;
        known.put(type, made);
        return made;
    }

    private Form plain(Class<?> type) {
        if (type.isEnum()) {
            return enumForm(type);
        }
        if (type.isRecord()) {
            return type.getRecordComponents().length == 1
                    ? new OneForm(RecordForm.of(type, this))
                    : RecordForm.of(type, this);
        }
        if (type.isSealed()) {
            return SealedForm.of(type, this);
        }
        throw new IllegalStateException("no form is known for " + type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Form enumForm(Class<?> type) {
        return TextForm.of((Class<Enum>) type, Enum::name, name -> Enum.valueOf((Class<Enum>) type, name));
    }

    private Form generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        List<Form> arguments = new ArrayList<>();
        for (Type argument : type.getActualTypeArguments()) {
            arguments.add(of(argument));
        }
        Form first = arguments.get(0);
        if (raw == Optional.class) {
            return new CollectionForms.OptionalForm(first);
        }
        if (raw == List.class) {
            return new CollectionForms.ListForm(first, List::copyOf);
        }
        if (raw == Set.class) {
            return new CollectionForms.ListForm(first, Set::copyOf);
        }
        if (SortedSet.class.isAssignableFrom(raw)) {
            return new CollectionForms.ListForm(first, CollectionForms::sortedSet);
        }
        if (raw == Map.class) {
            // what is kept by event comes in the order of the events; all else has none
            boolean isOrdered = type.getActualTypeArguments()[0] == EventKey.class;
            return new CollectionForms.MapForm(
                    first, arguments.get(1), isOrdered, isOrdered ? CollectionForms::orderedMap : Map::copyOf);
        }
        if (SortedMap.class.isAssignableFrom(raw)) {
            return new CollectionForms.MapForm(first, arguments.get(1), true, CollectionForms::sortedMap);
        }
        if (raw == Timeline.class) {
            return new MemberForms.TimelineForm(
                    first, new CollectionForms.MapForm(of(Instant.class), first, true, CollectionForms::sortedMap));
        }
        throw new IllegalStateException("no form is known for " + type);
    }

    /** The names and types of all records that are stored, sorted. */
    String shape() {
        Map<String, String> shapes = new TreeMap<>();
        known.values().forEach(form -> {
            Form whole = form instanceof OneForm one ? one.whole() : form;
            if (whole instanceof RecordForm record) {
                shapes.put(record.shape(), "");
            } else if (whole instanceof SealedForm sealed) {
                sealed.shapes().forEach(shape -> shapes.put(shape, ""));
            }
        });
        return String.join("\n", shapes.keySet()) + "\n";
    }

    /** Stands for a form that is still being made. */
    private static final class Later implements Form {
        private @Nullable Form form;

        private Form made() {
            if (form == null) {
                throw new IllegalStateException("a form is used before it is made");
            }
            return form;
        }

        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            made().write(value, out, scope);
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            return made().read(in, scope);
        }
    }

    /** {@code true} or {@code false}. */
    private record FlagForm() implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            out.literal(value.toString());
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            if (in.currentToken() != JsonToken.VALUE_TRUE && in.currentToken() != JsonToken.VALUE_FALSE) {
                throw Form.unreadable(in, "true or false");
            }
            return in.getBooleanValue();
        }
    }

    /** {@code null}, or the number. */
    private record OptionalNumberForm() implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            OptionalLong number = (OptionalLong) value;
            out.literal(number.isPresent() ? Long.toString(number.getAsLong()) : "null");
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_NULL) {
                return OptionalLong.empty();
            }
            Form.expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number, or null");
            return OptionalLong.of(in.getLongValue());
        }
    }

    /** The numbers, ascending. */
    private record BitsForm() implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            out.open('[');
            ((Bits) value).stream().forEach(number -> out.literal(Integer.toString(number)));
            out.close(']');
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            Form.expect(in, JsonToken.START_ARRAY, "a set of numbers");
            List<Integer> numbers = new ArrayList<>();
            while (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                numbers.add(in.getIntValue());
            }
            Form.expect(in, JsonToken.END_ARRAY, "the end of a set of numbers");
            return Bits.of(numbers.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** Only ever written: what holds patterns is named. */
    private record PatternForm(Supplier<List<Form>> parts) implements Form {
        PatternForm(Forms forms) {
            this(() -> List.of(
                    forms.of(Subject.class),
                    forms.of(Selection.class),
                    forms.of(Bits.class),
                    forms.of(Condition.class)));
        }

        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            Pattern pattern = (Pattern) value;
            List<Form> forms = parts.get();
            out.open('[');
            forms.get(0).write(pattern.subject(), out, scope);
            forms.get(1).write(pattern.lines(), out, scope);
            forms.get(2).write(pattern.partners(), out, scope);
            pattern.filters().forEach(filter -> forms.get(3).write(filter, out, scope));
            out.close(']');
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            throw Form.unreadable(in, "something that is read");
        }
    }

    /** A record of one component as that component. */
    private record OneForm(RecordForm whole) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            whole.writeOnly(value, out, scope);
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            return whole.readOnly(in, scope);
        }
    }
}
