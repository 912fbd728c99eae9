package org.loyaltyhub.rules.internal.check;

import java.util.Optional;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.syntax.WindowTree;

/** Checks over which time a figure looks back. */
final class Windows {
    /** How far back single purchases may be asked for: it bounds what is remembered of a member. */
    private static final int MOST_YEARS = 5;

    private final Scope scope;
    private final Values values;

    Windows(Scope scope, Values values) {
        this.scope = scope;
        this.values = values;
    }

    Window of(Optional<WindowTree> window, Extent figure, String figureText) {
        if (window.isEmpty()) {
            throw scope.refuse(Code.WINDOW_MISSING, figure, figureText);
        }
        return of(window.get());
    }

    Window of(WindowTree window) {
        if (window instanceof WindowTree.Last last) {
            return new Window.Last(values.span(last.count(), last.unit(), last.extent(), MOST_YEARS));
        }
        if (window instanceof WindowTree.This current) {
            return new Window.This(current.period());
        }
        if (window instanceof WindowTree.Previous previous) {
            return new Window.Previous(previous.period());
        }
        if (window instanceof WindowTree.Since since) {
            return new Window.Since(since.first());
        }
        return new Window.Ever();
    }
}
