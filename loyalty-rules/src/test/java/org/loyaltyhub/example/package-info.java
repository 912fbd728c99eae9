/** Code as those who embed the library write it; the documentation shows it. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.example;
