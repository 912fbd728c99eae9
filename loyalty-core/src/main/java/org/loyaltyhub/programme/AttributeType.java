package org.loyaltyhub.programme;

/** The type of an attribute that events may carry. */
public enum AttributeType {
    /** Free text, compared letter by letter. */
    TEXT,
    /** A decimal with up to six digits after the point. */
    NUMBER
}
