namespace Banyan.Wire.Tests.Vectors.Answers;

/// <summary>After docs.ollama.com, "Generate a chat message", "Tool calling" and "Thinking", read 2026-11-21. It has no word for a blocked answer.</summary>
internal static class OllamaAnswers
{
    private const string Text = VectorAnswers.Escaped;

    public static string Whole(string topic) => topic switch
    {
        "tools" => Last(topic, $$"""{"role":"assistant","content":"{{Text}}","tool_calls":[{{Call("look")}}]}"""),
        "parallel tools" => Last(topic, $$"""{"role":"assistant","content":"","tool_calls":[{{Call("look")}},{{Call("list")}}]}"""),
        "reasoning" => Last(topic, $$"""{"role":"assistant","content":"{{Text}}","thinking":"think {{Text}}"}"""),
        _ => Last(topic, $$"""{"role":"assistant","content":"{{Text}}"}"""),
    };

    public static IEnumerable<string> Stream(string topic)
    {
        switch (topic)
        {
            case "tools":
                yield return Line($$"""{"role":"assistant","content":"{{Text}}"}""");
                yield return Line($$"""{"role":"assistant","content":"","tool_calls":[{{Call("look")}}]}""");
                break;
            case "parallel tools":
                yield return Line($$"""{"role":"assistant","content":"","tool_calls":[{{Call("look")}},{{Call("list")}}]}""");
                break;
            case "reasoning":
                yield return Line("""{"role":"assistant","content":"","thinking":"think "}""");
                yield return Line($$"""{"role":"assistant","content":"","thinking":"{{Text}}"}""");
                yield return Line($$"""{"role":"assistant","content":"{{Text}}"}""");
                break;
            default:
                yield return Line("""{"role":"assistant","content":"canary"}""");
                yield return Line($$"""{"role":"assistant","content":"{{Text["canary".Length..]}}"}""");
                break;
        }

        yield return Last(topic, """{"role":"assistant","content":""}""");
    }

    private static string Call(string name) => $$$$"""{"function":{"name":"{{{{name}}}}","arguments":{"of":"{{{{Text}}}}"}}}""";

    private static string Line(string message) => $$"""{"model":"the-model","created_at":"2026-11-21T14:15:42.123456Z","message":{{message}},"done":false}""";

    private static string Last(string topic, string message) =>
        $$"""{"model":"the-model","created_at":"2026-11-21T14:15:43.654321Z","message":{{message}},"done":true,"done_reason":"{{(topic == "limit" ? "length" : "stop")}}","total_duration":4883583458,"load_duration":1334875,"prompt_eval_count":20,"prompt_eval_duration":342546000,"eval_count":9,"eval_duration":4535599000}""";
}
