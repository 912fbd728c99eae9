package org.loyaltyhub.cli.intake;

/** Takes what readers find in files, in the order found. */
public interface Intake {
    void arrived(Arrival arrival);

    void misread(Misread misread);

    /** A row was left out because the mapping says so. */
    void rowLeftOut();

    /** One more row or line was read, whatever comes of it. */
    void lineRead();
}
