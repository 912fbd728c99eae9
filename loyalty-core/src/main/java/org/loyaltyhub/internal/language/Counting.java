package org.loyaltyhub.internal.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Which form of a word stands after a number. A table's {@code counting.0}, {@code counting.1} … say for each form which
 * numbers take it: {@code 1} is one itself, {@code *1} every whole number that ends so, {@code !11} takes away those that
 * end so, {@code .} is a number with a fraction. A number that no line takes has the last form.
 */
public final class Counting {
    private final List<List<String>> groups = new ArrayList<>();

    public Counting(Properties table) {
        for (int i = 0; table.getProperty("counting." + i) != null; i++) {
            groups.add(List.of(table.getProperty("counting." + i).strip().split(" +", -1)));
        }
    }

    /** The form's index, from 0. */
    public int group(String number) {
        for (int i = 0; i < groups.size(); i++) {
            if (takes(groups.get(i), number)) {
                return i;
            }
        }
        return groups.size();
    }

    private static boolean takes(List<String> patterns, String number) {
        boolean whole = number.indexOf('.') < 0;
        boolean taken = false;
        for (String pattern : patterns) {
            char first = pattern.charAt(0);
            String digits = pattern.substring(1);
            if (first == '!' && whole && number.endsWith(digits)) {
                return false;
            }
            taken |= first == '.' ? !whole : first == '*' ? whole && number.endsWith(digits) : number.equals(pattern);
        }
        return taken;
    }
}
