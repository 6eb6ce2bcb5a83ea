using System.Text.Json.Nodes;

namespace Banyan.TestKit.Grammar;

/// <summary>Gemini: whole response objects, one finishReason per candidate and nothing of it after; the end is the end of the stream.</summary>
internal static class GeminiGrammar
{
    public static void Check(List<WireEvent> events, bool failed, Violations violations)
    {
        var finished = new HashSet<int>();
        var begun = new HashSet<int>();
        var (error, blocked) = (false, false);
        foreach (var one in events)
        {
            violations.Check(!error, one, "something follows the error");
            violations.Check(one.Name is null, one, "a Gemini event has no name");
            violations.Check(one.Json is not null, one, "a chunk is not a JSON object");
            error |= one.Json?["error"] is not null;
            blocked |= one.Json?["promptFeedback"]?["blockReason"] is not null;
            foreach (var candidate in (one.Json?["candidates"] as JsonArray ?? []).OfType<JsonObject>())
            {
                var index = candidate["index"]?.GetValue<int>() ?? 0;
                begun.Add(index);
                violations.Check(!finished.Contains(index), one, "something of a candidate after its finish");
                if (candidate["finishReason"] is not null)
                {
                    finished.Add(index);
                }
            }
        }

        var last = events.Count > 0 ? events[^1] : new WireEvent(0, null, "");
        var whole = blocked || (begun.Count > 0 && finished.SetEquals(begun));
        violations.Check(error == failed && whole != failed, last, failed ? "the stream does not end with an error alone" : "a candidate has no finishReason");
    }
}
