package org.loyaltyhub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name="test")
final class TestCommand implements Callable<Integer> {
    TestCommand(Terminal terminal) {
    }
    @Override
    public Integer call() { return 0; }
}
