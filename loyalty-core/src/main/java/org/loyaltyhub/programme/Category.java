package org.loyaltyhub.programme;

import java.util.Optional;
import org.loyaltyhub.value.Unit;

/**
 * A kind of goods or service, a node of the programme's tree: diesel is fuel.
 *
 * @param name kebab-case, one name space for the whole tree
 * @param parent the name of the node above; empty for a root
 * @param unit what quantities of it are measured in; inherited from the parent unless given
 * @param earning whether purchases of it count; not earning is inherited
 */
public record Category(String name, Optional<String> parent, Unit unit, boolean earning) {}
