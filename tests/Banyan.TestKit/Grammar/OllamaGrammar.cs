namespace Banyan.TestKit.Grammar;

/// <summary>Ollama: lines with done:false, then one with done:true and its reason; nothing after.</summary>
internal static class OllamaGrammar
{
    public static void Check(List<WireEvent> events, bool failed, Violations violations)
    {
        var (done, error) = (false, false);
        foreach (var one in events)
        {
            violations.Check(!done && !error, one, "something follows the end");
            violations.Check(one.Json is not null, one, "a line is not a JSON object");
            if (one.Json?["error"] is not null)
            {
                error = true;
                continue;
            }

            violations.Check(one.Json?["model"] is not null && one.Json["message"] is not null && one.Json["done"] is not null, one, "a line without model, message or done");
            if (one.Json?["done"]?.GetValue<bool>() == true)
            {
                violations.Check(one.Json["done_reason"] is not null, one, "the last line has no done_reason");
                done = true;
            }
        }

        var last = events.Count > 0 ? events[^1] : new WireEvent(0, null, "");
        violations.Check(done != failed && error == failed, last, failed ? "the stream does not end with an error alone" : "the stream does not end with done:true");
    }
}
