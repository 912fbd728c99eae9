/** What a run says about itself: progress, the summary, the files of awards and rejects. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.cli.report;
