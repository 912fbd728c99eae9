package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

/** What a file means, spelt out for comparing: its rules and scenarios without the places where they stand. */
final class Meaning {
    private static final Set<String> PLACES = Set.of("place");
    private static final Set<String> WORDINGS = Set.of("place", "text", "triggerText");

    private Meaning() {}

    /** With the canonical wording of everything. */
    static List<String> of(Programme programme, String text) {
        return of(programme, text, PLACES);
    }

    /** Whatever language it is said in. */
    static List<String> wordless(Programme programme, String text) {
        return of(programme, text, WORDINGS);
    }

    private static List<String> of(Programme programme, String text, Set<String> without) {
        Compilation compilation = RuleFiles.compile(programme, List.of(new RuleSource("test.loyalty", text)));
        assertThat(compilation.diagnostics())
                .filteredOn(Diagnostic::isError)
                .as(text)
                .isEmpty();
        CompiledBook book = compilation.books().get(0);
        List<String> meaning = new ArrayList<>();
        book.rules().rules().forEach(rule -> meaning.add(spelt(rule, without)));
        book.scenarios().forEach(scenario -> meaning.add(spelt(scenario, without)));
        return meaning;
    }

    private static String spelt(Object value, Set<String> without) {
        if (value instanceof Optional<?> optional) {
            return optional.map(each -> spelt(each, without)).orElse("-");
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(each -> spelt(each, without)).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(spelt(key, without), spelt(each, without)));
            return sorted.toString();
        }
        return value instanceof Record || value instanceof Rule ? parts(value, without) : String.valueOf(value);
    }

    private static String parts(Object value, Set<String> without) {
        StringBuilder spelt = new StringBuilder(value.getClass().getSimpleName()).append('(');
        for (Field part : value.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(part.getModifiers()) && !without.contains(part.getName())) {
                spelt.append(part.getName())
                        .append('=')
                        .append(spelt(read(value, part), without))
                        .append(' ');
            }
        }
        return spelt.append(')').toString();
    }

    private static Object read(Object value, Field part) {
        try {
            part.setAccessible(true);
            return part.get(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(part.toString(), e);
        }
    }
}
