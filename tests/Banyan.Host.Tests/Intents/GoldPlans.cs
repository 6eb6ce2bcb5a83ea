namespace Banyan.Host.Tests.Intents;

/// <summary>The demo's sentences and the plan a good model makes of each.</summary>
internal static class GoldPlans
{
    private const string NotShipped = """{"text":"only if it hasn't shipped yet","expr":"!(s1.status in ['shipped','delivered'])","else":"skip"}""";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["Check my order status and raise a complaint"] = Execute(
            """{"id":"s1","intent":"orders.list","args":{}},{"id":"s2","intent":"complaints.create","args":{}}""",
            clarify: """{"question":"What should the complaint say?","missing":[{"step":"s2","param":"orderId"},{"step":"s2","param":"text"}],"candidates":[]}"""),
        ["the box of 1001 was damaged"] = Execute("""{"id":"s1","intent":"complaints.create","args":{"orderId":{"lit":"1001","from":"user"},"text":{"lit":"the box of 1001 was damaged","from":"user"}}}"""),
        ["What about my orders?"] = Execute("""{"id":"s1","intent":"orders.list","args":{}}""", "{#s1.orders:- {orderId} {summary} is {status}\\n}"),
        ["How is 1002 doing? Cancel it only if it hasn't shipped yet"] = Cancel("1002"),
        ["And 1003: cancel it only if it hasn't shipped yet"] = Cancel("1003"),
        ["What is bob@shop.example's phone number?"] = """{"kind":"refuse","steps":[],"words":"denied_subject"}""",
        ["What is nobody@shop.example's phone number?"] = """{"kind":"refuse","steps":[],"words":"denied_subject"}""",
        ["What's my phone number?"] = Execute("""{"id":"s1","intent":"users.get","args":{}}""", "Your number is {s1.phone}."),
        ["Where is my parcel and when will it arrive?"] = Execute("""{"id":"s1","intent":"shipping.track","args":{}}""", "It is at {s1.location} and arrives on {s1.eta|date}."),
        ["Move me to 12 Oak Street, Leeds LS1 4AB and tell me where 1003 is"] = Execute(
            """
            {"id":"s1","intent":"users.update_address","args":{"street":{"lit":"12 Oak Street","from":"user"},"city":{"lit":"Leeds","from":"user"},"zip":{"lit":"LS1 4AB","from":"user"}}},
            {"id":"s2","intent":"shipping.track","args":{"orderId":{"lit":"1003","from":"user"}}}
            """),
        ["Return the lamp from 1001 if it was delivered less than 30 days ago"] = Execute(
            """
            {"id":"s1","intent":"orders.get","args":{"orderId":{"lit":"1001","from":"user"}}},
            {"id":"s2","intent":"orders.return","args":{"orderId":{"ref":"s1.orderId"},"item":{"lit":"lamp","from":"user"}},
             "when":{"text":"if it was delivered less than 30 days ago","expr":"date(s1.deliveredAt) > now() - duration('30d')","else":"skip"}}
            """),
        ["If 1003 is still not delivered, complain that it is late; otherwise tell me my points"] = Execute(
            """
            {"id":"s1","intent":"orders.get","args":{"orderId":{"lit":"1003","from":"user"}}},
            {"id":"s2","intent":"complaints.create","args":{"orderId":{"lit":"1003","from":"user"},"text":{"lit":"it is late","from":"user"}},"when":{"text":"if 1003 is still not delivered","expr":"s1.status != 'delivered'","else":"skip"}},
            {"id":"s3","intent":"loyalty.points","args":{},"when":{"text":"otherwise","expr":"!(s1.status != 'delivered')","else":"skip"}}
            """),
    };

    /// <summary>The sentences in order; a <c>yes</c> follows what asks for one.</summary>
    public static IReadOnlyList<string> Sentences { get; } =
    [
        "Check my order status and raise a complaint", "the box of 1001 was damaged", "What about my orders?",
        "How is 1002 doing? Cancel it only if it hasn't shipped yet", "yes", "And 1003: cancel it only if it hasn't shipped yet",
        "What is bob@shop.example's phone number?", "What's my phone number?", "Where is my parcel and when will it arrive?",
        "Move me to 12 Oak Street, Leeds LS1 4AB and tell me where 1003 is", "yes",
        "Return the lamp from 1001 if it was delivered less than 30 days ago", "yes",
        "If 1003 is still not delivered, complain that it is late; otherwise tell me my points",
    ];

    /// <summary>The plan for a sentence; a sentence nobody wrote a plan for fails the test.</summary>
    public static string Of(string message) => Known.TryGetValue(message, out var plan) ? plan : throw new KeyNotFoundException($"No plan for \"{message}\".");

    /// <summary>A plan that executes steps.</summary>
    public static string Execute(string steps, string? template = null, string clarify = "null") =>
        $$"""{"kind":"execute","steps":[{{steps}}],"answer":{{Template(template)}},"clarify":{{clarify}},"unmet":[],"words":null,"confidence":0.95}""";

    private static string Template(string? text) => text is null ? "null" : $$"""{"mode":"template","text":"{{text}}"}""";

    private static string Cancel(string order) => Execute(
        $$$$"""{"id":"s1","intent":"orders.get","args":{"orderId":{"lit":"{{{{order}}}}","from":"user"}}},{"id":"s2","intent":"orders.cancel","after":["s1"],"args":{"orderId":{"ref":"s1.orderId"}},"when":{{{{NotShipped}}}} }""",
        "Order {s1.orderId} is {s1.status}.{?s2.ok: It is cancelled; {s2.refund|money} will be refunded.}{?s2.skipped: I left it as it is.}");
}
