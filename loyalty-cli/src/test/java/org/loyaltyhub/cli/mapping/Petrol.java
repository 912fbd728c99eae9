package org.loyaltyhub.cli.mapping;

import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;

/** A small coalition for tests. */
final class Petrol {
    static final Programme PROGRAMME =
            ProgrammeReader.read("programme.json", """
                    {
                      "name": "Petrol", "currency": "CZK", "zone": "Europe/Prague",
                      "points": {"name": "point", "value": "0.10"},
                      "identifiers": ["card", "customer"],
                      "units": ["kg"],
                      "attributes": {"pump": "text"},
                      "categories": [{"name": "fuel", "unit": "l"}, {"name": "wash"}, {"name": "goods"}],
                      "partners": [{"id": "nord-fuel"}, {"id": "aqua-wash", "zone": "Europe/London"}]
                    }
                    """).orElseThrow();

    /** Columns receipt, at, card, product, litres, sum. */
    static final String MAPPING = """
            {
              "receipt": {
                "partner": "nord-fuel",
                "id": "{receipt}",
                "at": {"of": "{at}", "format": "dd.MM.yyyy HH:mm"},
                "member": {"card": "{card}"}
              },
              "line": {
                "category": {"of": "{product}", "table": {"fuel": ["Diesel"], "wash": ["Washing"]}},
                "quantity": "{litres}",
                "amount": "{sum}"
              }
            }
            """;

    /** The same columns; rows with a sum below zero are refunds. */
    static final String WITH_REFUNDS = """
            {
              "events": [
                {
                  "type": "refund",
                  "rows": {"keep": [{"column": "sum", "negative": true}]},
                  "receipt": {
                    "partner": "nord-fuel",
                    "id": "{receipt}-back",
                    "at": {"of": "{at}", "format": "dd.MM.yyyy HH:mm"},
                    "member": {"card": "{card}"}
                  },
                  "line": {"sku": "{product}", "quantity": {"minus": "{litres}"}, "amount": {"minus": "{sum}"}}
                },
                {
                  "type": "purchase",
                  "receipt": {
                    "partner": "nord-fuel",
                    "id": "{receipt}",
                    "at": {"of": "{at}", "format": "dd.MM.yyyy HH:mm"},
                    "member": {"card": "{card}"}
                  },
                  "line": {
                    "category": {"of": "{product}", "table": {"fuel": ["Diesel"], "wash": ["Washing"]}},
                    "sku": "{product}",
                    "quantity": "{litres}",
                    "amount": "{sum}"
                  }
                }
              ]
            }
            """;

    private Petrol() {}
}
