package org.loyaltyhub.docs;

import java.util.List;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;

/**
 * The blocks of rules on pages. One that begins neither with {@code rulebook} nor with {@code language} is a piece of a file of Nord Fuel's, and
 * gets that heading.
 */
final class RuleBlocks {
    static final String HEADING = "rulebook \"Of a page\" owner nord-fuel ";

    private RuleBlocks() {}

    /** The heading stands on the first line, so that places are those of the block. */
    static Compilation compile(Page.Block block) {
        String text = block.text().startsWith("rulebook") || block.text().startsWith("language")
                ? block.text()
                : HEADING + block.text();
        return RuleFiles.compile(HighwayClub.programme(), List.of(new RuleSource("nord-fuel.loyalty", text)));
    }
}
