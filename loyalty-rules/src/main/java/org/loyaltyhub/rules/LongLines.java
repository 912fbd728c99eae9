package org.loyaltyhub.rules;

import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.Bounds;

/** Refuses files with long lines: a line's length bounds what it costs to say where on it something stands. */
final class LongLines {
    private LongLines() {}

    /** Whether the file has one; the first is reported. */
    static boolean areIn(Findings findings) {
        String text = findings.source().text();
        int start = 0;
        while (start <= text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            if (end - start > Bounds.LINE) {
                findings.add(Code.LINE_TOO_LONG, new Extent(start, start + 1), end - start, Bounds.LINE);
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
