package org.loyaltyhub.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;

/**
 * Something a member did that is no purchase: a referral, a survey, a check-in.
 *
 * @param name declared in the programme file
 * @param site which of the partner's places
 * @param channel forecourt, shop, web …
 * @param referrer who brought the member, for awards {@code to referrer}
 */
public record Activity(
        EventKey key,
        Instant happenedAt,
        List<Identifier> member,
        String name,
        Optional<String> site,
        Optional<String> channel,
        Optional<Identifier> referrer,
        Map<String, String> attributes)
        implements Event {
    public Activity {
        member = Sorted.identifiers(member);
        attributes = Sorted.attributes(attributes);
    }

    @Override
    public String type() {
        return "activity";
    }
}
