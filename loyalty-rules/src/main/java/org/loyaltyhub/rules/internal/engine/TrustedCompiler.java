package org.loyaltyhub.rules.internal.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Global;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderError;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rules.drl.Awards;
import org.loyaltyhub.value.ContentHash;

/** Compiles the files of one trusted book. Used once. */
final class TrustedCompiler {
    private static final String DECLARE = "declare \"global " + Awards.class.getName() + " awards\"";

    /** What Drools calls the package of a file that names none. */
    private static final String UNNAMED = "defaultpkg";

    private final KnowledgeBuilder builder = KnowledgeBuilderFactory.newKnowledgeBuilder();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final StringBuilder content = new StringBuilder();

    Reading<TrustedBook> compile(List<TrustedBook.File> files) {
        files.forEach(this::add);
        if (problems.isEmpty()) {
            checkGlobals();
        }
        if (!problems.isEmpty()) {
            return Reading.failed(problems);
        }
        var base = KnowledgeBaseFactory.newKnowledgeBase();
        base.addPackages(builder.getKnowledgePackages());
        return Reading.of(
                new TrustedBook(base, places, ContentHash.of(content.toString()).text()));
    }

    private void add(TrustedBook.File file) {
        content.append(file.text().length()).append('\n').append(file.text()).append('\n');
        int before = builder.getErrors().size();
        try {
            place(file);
            builder.add(
                    ResourceFactory.newByteArrayResource(file.text().getBytes(StandardCharsets.UTF_8))
                            .setSourcePath(file.name()),
                    ResourceType.DRL);
        } catch (RuntimeException | DroolsParserException broken) { // the compiler's own, on some texts
            problems.add(new Problem("not-drl", file.name(), "this is no DRL: " + broken, ""));
        }
        for (KnowledgeBuilderError error : List.copyOf(builder.getErrors())
                .subList(before, builder.getErrors().size())) {
            String line = error.getLines().length == 0 || error.getLines()[0] <= 0 ? "" : ":" + error.getLines()[0];
            problems.add(new Problem("drl-error", file.name() + line, oneLine(error.getMessage()), ""));
        }
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Where its rules stand. What the parser does not understand is reported by the compiler. */
    private void place(TrustedBook.File file) throws DroolsParserException {
        PackageDescr parsed = new DrlParser().parse(false, file.text());
        if (parsed == null) {
            return;
        }
        String named =
                parsed.getNamespace() == null || parsed.getNamespace().isEmpty() ? UNNAMED : parsed.getNamespace();
        for (RuleDescr rule : parsed.getRules()) {
            Place place = new Place(file.name(), Math.max(1, rule.getLine()), Math.max(1, rule.getColumn() + 1));
            Place other = places.putIfAbsent(named + "." + rule.getName(), place);
            if (other != null && !other.file().equals(place.file())) { // within one file Drools says so
                problems.add(new Problem(
                        "duplicate-rule",
                        place.file() + ":" + place.line(),
                        "rule \"" + rule.getName() + "\" is in " + other.file() + ":" + other.line() + " already",
                        "rename one of them or give each file a package of its own"));
            }
        }
    }

    private void checkGlobals() {
        boolean isDeclared = false;
        for (KiePackage each : builder.getKnowledgePackages()) {
            for (Global global : each.getGlobalVariables()) {
                boolean isOurs = global.getName().equals(TrustedBook.AWARDS)
                        && global.getType().equals(Awards.class.getName());
                isDeclared |= isOurs;
                if (!isOurs) {
                    problems.add(new Problem(
                            "unknown-global",
                            each.getName(),
                            "there is no global " + global.getType() + " " + global.getName(),
                            DECLARE));
                }
            }
        }
        if (!isDeclared && problems.isEmpty()) {
            problems.add(new Problem("no-awards", "", "these rules cannot give anything", DECLARE));
        }
    }
}
