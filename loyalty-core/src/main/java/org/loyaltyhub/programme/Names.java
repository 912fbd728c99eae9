package org.loyaltyhub.programme;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Texts;
import org.loyaltyhub.value.Unit;

/** How the names that a programme declares may look. Every check answers what is wrong, or nothing. */
final class Names {
    static final int MAX_LENGTH = 64;
    private static final Set<String> RESERVED = Set.of(PartnerId.PROGRAMME.value());
    private static final Set<String> BUILT_IN_UNITS = Set.of(Unit.LITRE.name(), Unit.PIECE.name());
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Names() {}

    /**
     * A name that rules use without quotes: small letters of one script, digits and hyphens, a letter first ({@code
     * gas-station}, {@code дизель}).
     */
    static Optional<String> fault(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of("is a word of its own in rules");
        }
        return plainFault(name)
                .or(() -> letterFault(name, "-"))
                .or(() -> name.equals(name.toLowerCase(Locale.ROOT))
                        ? Optional.empty()
                        : Optional.of("has capital letters"))
                .or(() -> name.endsWith("-") || name.contains("--")
                        ? Optional.of("has a hyphen that joins nothing")
                        : Optional.empty());
    }

    /** A unit's name: it stands right behind a number, so it has no hyphen; capitals count ({@code kWh}). */
    static Optional<String> unitFault(String name) {
        if (BUILT_IN_UNITS.contains(name)) {
            return Optional.of("is a unit of every programme and needs no mention");
        }
        if (CURRENCIES.contains(name)) {
            return Optional.of("is a currency");
        }
        return plainFault(name).or(() -> letterFault(name, ""));
    }

    /** A name that rules write in quotes: any text that can be seen, without quotes in it ({@code Car of the year}). */
    static Optional<String> labelFault(String name) {
        return plainFault(name)
                .or(() -> name.equals(name.strip()) ? Optional.empty() : Optional.of("begins or ends with a space"))
                .or(() -> name.indexOf('"') < 0 ? Optional.empty() : Optional.of("has a double quote in it"));
    }

    private static Optional<String> plainFault(String name) {
        if (name.isBlank()) {
            return Optional.of("is empty");
        }
        if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
            return Optional.of("is longer than " + MAX_LENGTH + " characters");
        }
        return Texts.fault(name)
                .or(() -> Normalizer.isNormalized(name, Normalizer.Form.NFC)
                        ? Optional.empty()
                        : Optional.of("is written with separate accents (not NFC)"));
    }

    private static Optional<String> letterFault(String name, String marks) {
        if (!Character.isLetter(name.codePointAt(0))) {
            return Optional.of("does not begin with a letter");
        }
        Optional<Integer> stranger = name.codePoints()
                .filter(c -> !isLetter(c) && !(c >= '0' && c <= '9') && marks.indexOf(c) < 0)
                .boxed()
                .findFirst();
        return stranger.map(c -> "has `" + Character.toString(c) + "` in it").or(() -> mixtureFault(name));
    }

    private static boolean isLetter(int character) {
        return Character.isLetter(character)
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.COMBINING_SPACING_MARK;
    }

    /** Letters of two alphabets that look alike would make two names that look alike. */
    private static Optional<String> mixtureFault(String name) {
        Set<UnicodeScript> scripts = new TreeSet<>();
        name.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .forEach(scripts::add);
        scripts.remove(UnicodeScript.COMMON);
        return scripts.size() < 2
                ? Optional.empty()
                : Optional.of("mixes letters of "
                        + String.join(" and ", scripts.stream().map(Names::word).toList()));
    }

    private static String word(UnicodeScript script) {
        String name = script.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
