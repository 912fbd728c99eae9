package org.loyaltyhub.rules.internal.engine;

import java.util.List;
import java.util.Map;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.api.runtime.rule.ConsequenceException;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.TrustedAward;
import org.loyaltyhub.decision.TrustedRules;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rules.drl.Receipt;

/**
 * DRL of the operator's, compiled.
 *
 * <p>Thread-safe. Every judgement has a session of its own: a consequence may insert facts, or throw and leave others on
 * the agenda, and nothing of that may meet the next event.
 */
public final class TrustedBook implements TrustedRules {
    static final String AWARDS = "awards";

    /** Far more than a receipt can mean: a book that fires more often never ends. */
    private static final int MOST_FIRED = 10_000;

    private final KieBase base;
    private final KieSessionConfiguration sessions;
    private final Map<String, Place> places;
    private final String digest;

    TrustedBook(KieBase base, Map<String, Place> places, String digest) {
        this.base = base;
        this.places = Map.copyOf(places);
        this.digest = digest;
        this.sessions = KieServices.get().newKieSessionConfiguration();
        sessions.setOption(ThreadSafeOption.YES);
    }

    /** A file of DRL. */
    public record File(String name, String text) {}

    /** Compiles the files together. Whatever code they hold may run already now. */
    public static Reading<TrustedBook> compile(List<File> files) {
        return new TrustedCompiler().compile(files);
    }

    @Override
    public List<TrustedAward> awards(Facts facts) {
        if (!(facts.visit().subject() instanceof Subject.Purchases)) {
            return List.of();
        }
        TrustedCollector collected = new TrustedCollector(places);
        int fired;
        KieSession session = base.newKieSession(sessions, null);
        try {
            session.setGlobal(AWARDS, collected);
            session.addEventListener(collected);
            Receipt receipt = Receipt.of(facts);
            session.insert(receipt);
            receipt.getLines().forEach(session::insert);
            fired = session.fireAllRules(MOST_FIRED);
        } catch (ConsequenceException failed) {
            throw failed(failed.getRule(), failed.getCause() == null ? failed : failed.getCause());
        } catch (RuntimeException failed) { // of a condition: Drools' message says which
            throw new IllegalStateException("a condition of a trusted rule failed: " + failed.getMessage(), failed);
        } finally {
            session.dispose();
        }
        if (fired == MOST_FIRED) {
            throw new IllegalStateException("trusted rules fired " + MOST_FIRED + " times for "
                    + facts.visit().key() + " and did not end");
        }
        return collected.awards();
    }

    private IllegalStateException failed(Rule rule, Throwable cause) {
        return new IllegalStateException(
                "trusted rule \"" + rule.getName() + "\" of " + places.get(name(rule)) + " failed: " + cause, cause);
    }

    static String name(Rule rule) {
        return rule.getPackageName() + "." + rule.getName();
    }

    @Override
    public String digest() {
        return digest;
    }
}
