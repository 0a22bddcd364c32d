"""Design files with every type of payload, and with names that no code generator would take."""

BASE = """event_context:
  name: {name}
  use_case: {use_case}
  requirements: {{throughput: {rate}, ordering: partition, delivery: at_least_once, retention: 7 days}}
  producers: [shop]
  consumers: [billing, mail]
"""


def design(messages, name="order-events", use_case="pub_sub", rate="10K msg/s", more=""):
    return BASE.format(name=name, use_case=use_case, rate=rate) + more + "  messages:\n" + messages


ALL_TYPES = """    - type: OrderPlaced
      key: order_id
      payload:
        order_id: uuid
        text: string
        note?: string
        total_cents: integer
        rebate_cents?: integer
        rate: number
        exact_rate?: number
        gift: boolean
        wrapped?: boolean
        placed_at: timestamp
        paid_at?: timestamp
        customer_id?: uuid
        blob: bytes
        photo?: bytes
        status: placed | paid | shipped
        old_status?: placed | paid
"""

NESTED = """    - type: OrderPlaced
      key: order_id
      payload:
        order_id: string
        tags: [string]
        moods?: [sad | glad]
        times: [timestamp]
        blobs?: [bytes]
        ids: [uuid]
        counts: [integer]
        items: [{sku: string, quantity: integer, options?: [{name: string, value: a | b}]}]
        address?: {street: string, geo?: {lat: number, lon: number, at?: timestamp}}
"""

# Clashes by case and underscores, keywords of the languages, nothing but signs, control characters.
HOSTILE = r"""    - type: "Order Placed!"
      key: order_id
      payload:
        order_id: string
        orderId: string
        "order-id": string
        OrderID: {orderId: string, order_id: integer}
        message: {message: {message: {string: string}}}
        payload: {payload: {payload: a | b}}
        google: {protobuf: {Timestamp: timestamp}}
        enum: option | reserved | import
        "1st": integer
        "???!?": string
        "\e[31m\n// */ \"": string
        "\u202E": uuid
        größe: [größe | x_y | X_Y] 
        status: a_b | aB | A_B | unspecified | UNSPECIFIED | _ | __
        status_a: b | a_b
        Status: b | c
        timestamp: {Timestamp: timestamp}
        metadata: {user_id?: string}
    - type: OrderPlaced
    - type: order_placed
      payload: {Payload: {x: string}, Metadata: {x: string}}
    - type: OrderPlacedPayload
      payload: {a: {b: string}}
    - type: "*/ */ \x1b \" \\ \n string"
      payload: {a: string}
    - type: 日本
      payload: {日本: 日本}
""".replace("größe: [größe | x_y | X_Y] ", "größe: [gr_e | x_y | X_Y]").replace(
    "{日本: 日本}", "{日本: string, 日木: string}"
)

DEEP = "    - {type: Deep, key: id, payload: {id: uuid, " + "a: {" * 15 + "z: [p | q]" + "}" * 15 + "}}\n"

LONG = (
    "    - type: " + "Long" * 100 + "\n      key: k\n      payload:\n        k: string\n"
    + "".join(f"        {'very_long_' * 20}{i}: string\n" for i in range(3))
)

MANY = "    - type: Wide\n      payload:\n" + "".join(f"        f{i}: string\n" for i in range(800))

DESIGNS = {
    "all types": design(ALL_TYPES),
    "nested": design(NESTED, use_case="event_sourcing"),
    "several": design(ALL_TYPES + NESTED.replace("OrderPlaced", "OrderChanged"), use_case="cqrs"),
    "hostile": design(HOSTILE),
    "hostile name": design(ALL_TYPES, name='"\\e[1m; google.protobuf \\" // ü"'),
    "name of a package": design(ALL_TYPES, name="google"),
    "name of digits": design(ALL_TYPES, name='"2024-01"'),
    "deep": design(DEEP),
    "long": design(LONG),
    "many": design(MANY),
    "without payload": design("    - type: OrderPlaced\n"),
    "partly described": design("    - type: A\n    - {type: B, payload: {x: string}}\n"),
    "registry": design(ALL_TYPES, use_case="event_sourcing", more="  decisions: {broker: kafka, schema_registry: true}\n"),
    "rabbitmq": design(NESTED, rate="100 msg/s", more="  decisions: {broker: rabbitmq}\n"),
    "sqs": design(NESTED, rate="100 msg/s", more="  decisions: {broker: sqs}\n"),
    "pulsar": design(NESTED, more="  decisions: {broker: pulsar}\n"),
}
