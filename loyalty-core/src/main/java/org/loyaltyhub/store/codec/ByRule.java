package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.value.RuleKey;

/** An object of objects, one for each rule: writes them one after the other. */
final class ByRule {
    private final TextForm<RuleKey> form;
    private final JsonWriter out;
    private @Nullable RuleKey rule;

    ByRule(TextForm<RuleKey> form, JsonWriter out) {
        this.form = form;
        this.out = out.open('{');
    }

    /** What is written next belongs to the rule. */
    void next(RuleKey of) {
        if (of.equals(rule)) {
            return;
        }
        if (rule != null) {
            out.close('}');
        }
        out.openText();
        form.print().print(of, out);
        out.closeText().colon().open('{');
        rule = of;
    }

    void end() {
        if (rule != null) {
            out.close('}');
        }
        out.close('}');
    }

    /** Takes what stands under a name in a rule's object; the parser stands on its first token, and then on its last. */
    interface Named {
        /** Whether it was not there yet. */
        boolean take(RuleKey rule, String name) throws IOException;
    }

    static void read(JsonParser in, TextForm<RuleKey> form, Named each) throws IOException {
        Form.expect(in, JsonToken.START_OBJECT, "what is kept by rule");
        while (in.nextToken() != JsonToken.END_OBJECT) {
            RuleKey rule = form.parsed(in.currentName());
            in.nextToken();
            Form.expect(in, JsonToken.START_OBJECT, "what is kept for " + rule);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                take(each, rule, name);
            }
        }
    }

    private static void take(Named each, RuleKey rule, String name) throws IOException {
        boolean isFirst;
        try {
            isFirst = each.take(rule, name);
        } catch (UnreadableException e) {
            throw e;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableException("what is kept for " + rule + " has a wrong name: " + name, e);
        }
        if (!isFirst) {
            throw new UnreadableException("what is kept for " + rule + " says twice `" + name + "`");
        }
    }
}
