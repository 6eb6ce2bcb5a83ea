namespace Banyan.Cli.Tests.Chatting;

/// <summary>Events as the service tells them.</summary>
internal static class Said
{
    public const string Catalogue = """
        {"version":"sha256:9f","intents":[
        {"key":"orders.get","title":"Show one order","effect":"read"},
        {"key":"orders.cancel","title":"Cancel an order","effect":"destructive"},
        {"key":"users.get","title":"Show a customer","effect":"read"}]}
        """;

    public const string Started = """run.started {"runId":"r1"}""";

    public const string Plan = """plan.ready {"kind":"execute","planner":"lexical","plannerReason":"no_model","catalogueVersion":"sha256:9f","steps":[{"id":"s1","intent":"orders.get","when":null},{"id":"s2","intent":"orders.cancel","when":"only if it hasn't shipped yet"}],"unmet":[]}""";

    public const string One = """plan.ready {"kind":"execute","planner":"lexical","plannerReason":null,"catalogueVersion":"sha256:9f","steps":[{"id":"s1","intent":"orders.get","when":null}],"unmet":[]}""";

    public const string GetBegun = """step.started {"id":"s1","intent":"orders.get","status":"running","backend":"orders-api","generation":null,"condition":null,"code":null,"detail":null,"ms":0}""";

    public const string Get = """step.finished {"id":"s1","intent":"orders.get","status":"succeeded","backend":"orders-api","generation":"modern","condition":null,"code":null,"detail":null,"ms":12}""";

    public const string CancelBegun = """step.started {"id":"s2","intent":"orders.cancel","status":"running","backend":"orders-api","generation":null,"condition":null,"code":null,"detail":null,"ms":0}""";

    public const string Cancelled = """step.finished {"id":"s2","intent":"orders.cancel","status":"succeeded","backend":"orders-api","generation":"modern","condition":null,"code":null,"detail":null,"ms":9}""";

    public const string Skipped = """step.finished {"id":"s2","intent":"orders.cancel","status":"skipped","backend":null,"generation":null,"condition":{"text":"only if it hasn't shipped yet","expr":"s1.status == 'pending'","value":"false","by":"expr","evidence":{"s1.status":"shipped"}},"code":null,"detail":null,"ms":0}""";

    public const string Question = """confirmation.required {"id":"7K3Q","text":"Cancel order #1002 (desk, $240.00)?","steps":["s2"],"expiresAt":"2026-03-01T10:10:00Z"}""";

    /// <summary>A piece of an answer.</summary>
    public static string Piece(string escaped) => $$"""answer.delta {"text":"{{escaped}}"}""";

    /// <summary>The end of an answer; <paramref name="more"/> are further members or other values of those there are.</summary>
    public static string Finished(string text, string status = "succeeded", string confirmation = "null", string clarify = "null", string more = "\"kind\":\"execute\"") => $$"""
        run.finished {"runId":"r1","conversationId":"{{FakeIntents.Conversation}}","status":"{{status}}","text":"{{text}}","planner":"lexical","plannerReason":"no_model","catalogueVersion":"sha256:9f","clarify":{{clarify}},"confirmation":{{confirmation}},"modelCalls":1,"tokens":812,"usd":"0.0004","phasesMs":{"context":3,"plan":640},{{more}}}
        """.Trim();

    /// <summary>The end of an answer with a question before an effect.</summary>
    public static string Asking(string text) => Finished(text, "awaiting_confirmation", Question.Split(' ', 2)[1]);

    /// <summary>A whole run that asks before it cancels.</summary>
    public static string[] AsksFirst => [Started, Plan, GetBegun, Get, Question, Piece("Order 1002 is pending."), Asking("Order 1002 is pending.")];

    /// <summary>What goes on after a yes.</summary>
    public static string[] Goes => [Started, CancelBegun, Cancelled, Piece("Order 1002 was cancelled."), Finished("Order 1002 was cancelled.")];
}
