/// The program and the document.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view frame = R"json(    "tool": {
      "type": "object",
      "description": "The program.",
      "required": [
        "name",
        "version"
      ],
      "properties": {
        "name": {
          "const": "eventarch",
          "description": "Always `eventarch`."
        },
        "version": {
          "type": "string",
          "description": "Version of the program, such as 1.2.3."
        }
      },
      "additionalProperties": true
    },
    "source": {
      "type": "object",
      "description": "One document of one design file.",
      "required": [
        "file",
        "document"
      ],
      "properties": {
        "file": {
          "type": "string",
          "description": "Name of the file as given on the command line; `-` is standard input."
        },
        "document": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of the document within the file, counted from 1."
        },
        "sections": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "minItems": 1,
          "uniqueItems": true,
          "description": "The sections asked for with `--section`; absent in a whole report."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
