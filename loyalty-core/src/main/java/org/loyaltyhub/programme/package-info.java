/** The programme file: currency, points, partners, categories, tiers, and how the hub treats members. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.programme;
