package org.loyaltyhub.decision;

import java.time.LocalDate;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.RuleKey;

/**
 * A limit that all members use up together.
 *
 * @param firstDay of the calendar period; {@link LocalDate#MIN} if it is for ever
 */
public record SharedLimit(RuleKey rule, Limit limit, LocalDate firstDay) {}
